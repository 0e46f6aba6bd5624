"""Whether an event is told as fact, and by whom."""

from __future__ import annotations

import pytest
from event_reading import told, understand

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Israel bombed the reactor on Monday.", "asserted"),
        ("Israel has not bombed the reactor.", "negated"),
        ("Israel will bomb the reactor.", "future"),
        ("Israel could bomb the reactor.", "hypothetical"),
        ("Israel tried to bomb the reactor.", "hypothetical"),
        ("Iran fears that Israel will bomb the reactor.", "hypothetical"),
        ("If Israel bombs the reactor, prices will rise.", "hypothetical"),
        ("Israel regularly bombs the town.", "habitual"),
        ("Israel bombed the reactor in 1981.", "historical"),
        ("Bombing the reactor would not help Israel.", "hypothetical"),
        ("Israel left without bombing the reactor.", "negated"),
        ("Iran said it would answer any attack on Hezbollah by Israel.", "hypothetical"),
        ("Israel declined to comment on whether it would bomb the reactor.", "hypothetical"),
        ("Israel said it had no plans to bomb the reactor.", "negated"),
        ("In 1981 Israel bombed the reactor, killing ten.", "historical"),
        ("The plan to bomb Iran was foiled by Israel.", "negated"),
        ("Were Israel to bomb the reactor, prices would rise.", "hypothetical"),
        ("Provided that Israel bombs the bridge, the convoy will turn back.", "hypothetical"),
        ("Soldiers may use arms only when they are attacked by rebels.", "hypothetical"),
        ("The ministry rejected reports that police had tortured students.", "negated"),
        ("The claim that the army had shelled the town is false.", "negated"),
        ("There was no evidence that the army shelled the town.", "hypothetical"),
        ("The inquiry found no sign that guards had beaten the prisoners.", "hypothetical"),
        ("The minister could not confirm that rebels had attacked the ferry.", "hypothetical"),
        ("It is not true that the army shelled the town.", "negated"),
        ("The rebels have yet to attack the town.", "negated"),
        ("The army stopped short of attacking the rebels.", "negated"),
        ("The guards were on alert for attacks by rebels.", "hypothetical"),
        ("To bomb Iran would help nobody.", "hypothetical"),
        ("The militia is known for abducting children.", "habitual"),
        ("Israel bombs the town almost every night.", "habitual"),
        ("Night after night, Israel bombs the town.", "habitual"),
        ("Israel bombs the town three times a week.", "habitual"),
        ("On Fridays, settlers attack the shepherds.", "habitual"),
        ("The book retells the kidnapping of the girls by rebels.", "historical"),
        ("A court sentenced the general for a raid in which rebels killed 40 villagers.", "historical"),
        ("The attack in 2011 killed 77 people.", "historical"),
    ],
)
def test_each_way_of_telling_has_its_status(parser: Parser, text: str, status: str) -> None:
    assaults = [event for event in told(parser, text) if event.startswith("ASSAULT")]
    assert [event.split()[-1] for event in assaults] == [status]


def test_what_began_long_ago_and_lasts_is_no_background(parser: Parser) -> None:
    events = told(parser, "Pakistan has deported thousands of Afghans since 2023.")
    assert events == ["COERCE deport: Pakistan > Afghans asserted"]


def test_an_old_date_holds_for_the_whole_row_of_deeds(parser: Parser) -> None:
    events = told(parser, "In 2009, rebels attacked a ferry and killed ten passengers.")
    assert {event.split()[-1] for event in events} == {"historical"}


def test_a_reduced_relative_clause_stands_for_itself(parser: Parser) -> None:
    events = told(parser, "Norway will help families attacked by rebels.")
    assert "ASSAULT -: rebels > families asserted" in events


def test_concern_about_a_known_deed_takes_it_for_granted(parser: Parser) -> None:
    known = told(parser, "Japan voiced concern about North Korea's latest missile test.")
    assert "MOBILIZE weapons: North Korea > - asserted" in known


@pytest.mark.parametrize(
    "text",
    [
        "Brazil said it regretted the decision of Canada.",
        "Sudan said it would withdraw its troops from the town.",
        "Finland said it rejected the plan.",
    ],
)
def test_to_say_that_one_regrets_or_will_is_the_deed_itself(parser: Parser, text: str) -> None:
    assert [event.claimed_by for event in understand(parser, text).events] == [None]


def test_a_harm_that_only_its_author_tells_stays_a_claim(parser: Parser) -> None:
    events = understand(parser, "The army said it had killed 30 rebels near the river.").events
    assert [event.claimed_by is not None for event in events] == [True]


def test_to_plead_not_guilty_is_a_denial_and_no_concession(parser: Parser) -> None:
    assert told(parser, "The banker pleaded not guilty on Monday.") == ["REJECT -: banker > - asserted"]


def test_not_one_is_none(parser: Parser) -> None:
    assert told(parser, "Not one of the hostages has been released.") == ["RETREAT release: - > hostages negated"]


@pytest.mark.parametrize(
    "text",
    [
        "Saturday marks thirty years since gunmen killed a priest in the capital.",
        "Her grandfather had been arrested by the colonial police.",
    ],
)
def test_what_years_are_counted_from_and_bygone_powers_did_is_history(parser: Parser, text: str) -> None:
    assert [event.split()[-1] for event in told(parser, text)] == ["historical"]


def test_what_only_might_hit_has_not_hit(parser: Parser) -> None:
    text = "Insurers reckon that a missile hitting a tanker in the strait could raise prices."
    assert [event.split()[-1] for event in told(parser, text)] == ["hypothetical"]
    assert told(parser, "An attack on Iran would be a mistake.") == ["ASSAULT -: - > Iran hypothetical"]
    assert told(parser, "The attack on Iran would cost him his job.") == ["ASSAULT -: - > Iran asserted"]


def test_to_bind_oneself_not_to_act_refuses_and_threatens_nobody(parser: Parser) -> None:
    for text in ("Azerbaijan undertook not to arm the corridor.", "Peru promised not to raise taxes."):
        assert [event.split()[0] for event in told(parser, text)] == ["AGREE"], text
    assert told(parser, "The king vowed not to repeal the law.") == ["REJECT yield: king > - asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors must prove that the colonel killed the priest.",
        "They have to show that rebels attacked the town.",
    ],
)
def test_what_is_yet_to_be_shown_is_no_fact(parser: Parser, text: str) -> None:
    assert [line.split()[-1] for line in told(parser, text)] == ["hypothetical"]


def test_what_a_plan_would_see_done_is_not_done(parser: Parser) -> None:
    text = "The plan would see Dutch troops leave Iraq by the summer."
    assert [line.split()[-1] for line in told(parser, text)] == ["hypothetical"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A Chinese attack on Laos could trigger a response.", "hypothetical"),
        ("A Russian strike on Estonia might draw in NATO.", "hypothetical"),
        ("A strike on Friday that killed ten could trigger a response.", "asserted"),
        ("The attack on Laos could trigger a response.", "asserted"),
    ],
)
def test_what_some_deed_could_bring_about_supposes_it(parser: Parser, text: str, status: str) -> None:
    assert {event.status.value for event in understand(parser, text).events if event.type.value == "ASSAULT"} == {
        status
    }


def test_what_a_treaty_covers_has_not_come(parser: Parser) -> None:
    (event,) = understand(parser, "The treaty covers armed attacks on Philippine vessels.").events
    assert event.status.value == "hypothetical"
