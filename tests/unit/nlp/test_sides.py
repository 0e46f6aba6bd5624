"""Who acts on whom where the words stand apart: quantities, passives, light verbs, days between."""

from __future__ import annotations

import pytest
from event_reading import told, understand

from stancewire.nlp.parser import Parser
from stancewire_schemas.codes import EntityType

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("India sent 40 trucks of food to Afghanistan.", "AID -: India > Afghanistan asserted"),
        ("Qatar flew two planes of medicine to Gaza.", "AID -: Qatar > Gaza asserted"),
        ("Japan gave crates of medicine to Laos.", "AID -: Japan > Laos asserted"),
        ("Iran sent boatloads of weapons to the Houthis.", "AID -: Iran > Houthis asserted"),
    ],
)
def test_a_container_is_what_it_holds(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text) == [line]


def test_trucks_of_the_army_are_trucks(parser: Parser) -> None:
    assert told(parser, "Rebels attacked trucks of the Sudanese army.") == [
        "ASSAULT -: Rebels > Sudanese Armed Forces asserted"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A group of Russian hackers attacked Estonia.", "ASSAULT -: Russian hackers > Estonia asserted"),
        ("A team of UN inspectors visited Iran.", "CONSULT visit: UN inspectors > Iran asserted"),
    ],
)
def test_a_group_is_of_whom_it_is(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text) == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Moldova was given a grant of 100 million euros by the EU.",
            "AID -: European Union > Moldova asserted",
        ),
        (
            "Belarus faces new sanctions from the European Union.",
            "SANCTION discontinue: European Union > Belarus asserted",
        ),
        ("Morocco gave Spain back 30 migrants.", "RETREAT return: Morocco > Spain asserted"),
        ("The minister paid a visit to Cairo.", "CONSULT visit: minister > - asserted"),
        ("Sanctions on Mali were lifted by the EU.", "RETREAT withdraw: European Union > Mali asserted"),
        ("Sanctions on Mali were lifted on Monday.", "RETREAT withdraw: - > Mali asserted"),
    ],
)
def test_a_side_is_found_where_the_parser_hangs_it(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text) == [line]


def test_whose_claims_are_dismissed_is_the_recipient(parser: Parser) -> None:
    text = "Claims by Rwanda that Congo had broken the truce were dismissed by Kinshasa."
    assert "REJECT -: Congolese government > Rwanda asserted" in told(parser, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Israel bombed a school in Gaza on the night of June 12.", "June 12"),
        ("In the early hours of Saturday, drones hit the airport in Khartoum.", "Saturday"),
        ("Rebels seized the town during the first week of June.", "June"),
        ("The truce, signed on March 4, was broken on Monday when rebels attacked an army post.", "Monday"),
    ],
)
def test_a_stretch_of_a_day_and_a_when_clause_are_dated(parser: Parser, text: str, words: str) -> None:
    (event,) = understand(parser, text).events
    assert event.date is not None
    assert text[event.date.start : event.date.end] == words


def test_a_sentence_passed_now_for_an_old_deed_is_news(parser: Parser) -> None:
    text = "The court sentenced the general on June 3 to ten years in prison for a massacre in 2009."
    assert told(parser, text) == ["SANCTION convict: court > general asserted"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Customs officers seized a Turkish freighter.", "COERCE seize: Customs officers > Turkey asserted"),
        ("Houthi missiles struck a Greek tanker.", "ASSAULT -: Houthi missiles > Greece asserted"),
        ("Indonesia criticised the Chinese patrols.", "ACCUSE disapprove: Indonesia > Chinese patrols asserted"),
        ("Kenya accepted an Indian offer on Monday.", "AGREE -: Kenya > India asserted"),
    ],
)
def test_whose_the_thing_is_says_whom_it_touches(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text) == [line]


def test_ones_own_thing_is_no_other_side(parser: Parser) -> None:
    assert told(parser, "Iran rejected its own plan on Monday.") == ["REJECT -: Iran > - asserted"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Pirates took the crew of a Liberian tanker hostage.", "ASSAULT abduct: Pirates > crew asserted"),
        (
            "The rebel commander gave the garrison two days to surrender.",
            "THREATEN -: rebel commander > garrison asserted",
        ),
        (
            "A bomb planted by insurgents killed a district governor.",
            "ASSAULT explosives: insurgents > district governor asserted",
        ),
        (
            "The attack on a police station was claimed by Baloch separatists.",
            "ASSAULT -: Baloch separatists > police station asserted",
        ),
        (
            "Serbia lodged a complaint with the Security Council against Kosovo.",
            "ACCUSE disapprove: Serbia > Kosovo asserted",
        ),
    ],
)
def test_sides_are_found_where_the_deed_is_told_by_two_words(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text) == [line]


def test_the_sides_of_a_truce_stand_at_it_whatever_is_said_of_it(parser: Parser) -> None:
    assert told(parser, "A ceasefire between Israel and Hezbollah took effect at midnight.") == [
        "RETREAT ceasefire: Hezbollah, Israel > - asserted"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A militant attack killed 20 soldiers in Mali.", "ASSAULT -: militant > soldiers asserted"),
        ("The insurgent stronghold was shelled by the army.", "ASSAULT heavy-weapons: army > insurgent asserted"),
    ],
)
def test_a_stronghold_or_raid_is_theirs_who_name_it(parser: Parser, text: str, line: str) -> None:
    document = understand(parser, text)
    assert told(parser, text) == [line]
    assert {e.type for e in document.entities if e.name in {"militant", "insurgent"}} == {EntityType.ARMED_GROUP}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Niger gave French troops a month to leave.", "THREATEN -: Niger > French military asserted"),
        (
            "The Justice Department sued Texas over its map.",
            "ACCUSE investigate: Department of Justice > Texas asserted",
        ),
    ],
)
def test_who_is_given_time_or_sued_is_the_other_side(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text) == [line]


def test_who_sends_a_letter_demands_what_it_demands(parser: Parser) -> None:
    text = "House Democrats sent a letter to the attorney general demanding the files."
    assert "REQUEST -: Democratic Party > - asserted" in told(parser, text)


def test_time_to_repay_is_no_sentence(parser: Parser) -> None:
    assert told(parser, "The bank gave Kenya a month to repay the loan.") == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Libya said it was prepared to cooperate with Chad.", "AGREE -: Libya > Chad future"),
        ("The premier was critical of Poland.", "ACCUSE disapprove: premier > Poland asserted"),
        ("Denmark said sorry to China.", "CONCEDE -: Denmark > China asserted"),
        ("The president described the United Nations as useless.",
         "ACCUSE disapprove: president > United Nations asserted"),
        ("Honduras said it might sever relations with Nicaragua.",
         "THREATEN restrict: Honduras > Nicaragua asserted"),
        ("Guerrillas attacked a patrol near the border.", "ASSAULT -: Guerrillas > patrol asserted"),
    ],
)  # fmt: skip
def test_a_side_is_found_behind_what_is_said_of_somebody(parser: Parser, text: str, event: str) -> None:
    assert event in told(parser, text)


def test_what_may_have_happened_threatens_nobody(parser: Parser) -> None:
    assert not any(event.startswith("THREATEN") for event in told(parser, "The army said it might have hit a bus."))


def test_who_is_joined_to_an_object_acts_in_the_next_clause(parser: Parser) -> None:
    text = "France called for restraint and Egypt sent its intelligence chief to Beirut."
    assert told(parser, text)[-1].startswith("COOPERATE -: Egypt >")
