"""One event, many sentences; different events of one type apart."""

from __future__ import annotations

import pytest
from event_reading import line, understand

from stancewire.nlp.parser import Parser
from stancewire_schemas.codes import EventType

pytestmark = pytest.mark.model


def test_tellings_of_one_strike_become_one_event_with_all_its_details(parser: Parser) -> None:
    text = "The United States struck a boat of the Tren de Aragua gang on Monday. The strike killed 11 people."
    events = understand(parser, text).events
    assert len(events) == 1
    assert len(events[0].mentions) == 2
    assert [number.value for number in events[0].magnitudes] == [11.0]


def test_to_burn_and_to_kill_are_two_deeds(parser: Parser) -> None:
    text = "Gunmen killed 14 people in a village on Monday. The gunmen burned a school."
    modes = {event.mode for event in understand(parser, text).events}
    assert modes == {None, "destroy"}


def test_the_third_strike_is_not_the_first(parser: Parser) -> None:
    text = (
        "Israel launched a first strike on Lebanon on Monday. Israel launched a third strike on Lebanon on Friday."
    )
    assert len(understand(parser, text).events) == 2


def test_a_meeting_during_a_visit_is_part_of_it(parser: Parser) -> None:
    text = "Turkey's defence minister visited Cairo last month and met the Egyptian army chief."
    events = understand(parser, text).events
    assert [(event.type.value, event.mode) for event in events] == [("CONSULT", "visit")]
    assert "Egyptian army chief" in line(events[0]).split(">")[1]


@pytest.mark.parametrize(
    "text",
    [
        "At least 19 people were killed and dozens injured when gunmen opened fire on a market.",
        "Gunmen opened fire on a market, killing 19 people and wounding dozens.",
        "Nineteen people were killed and dozens hurt after gunmen attacked a market.",
    ],
)
def test_a_harm_and_how_it_came_about_are_one_event(parser: Parser, text: str) -> None:
    (event,) = understand(parser, text).events
    assert line(event).startswith("ASSAULT")
    assert "gunmen > people" in line(event).lower()
    assert [number.kind.value for number in event.magnitudes] == ["killed", "injured"]


def test_a_wars_beginning_is_not_the_days_attack(parser: Parser) -> None:
    text = "Russian drones struck a depot. Russia denied the claim. Russia launched an invasion in February 2022."
    attacks = [event for event in understand(parser, text).events if event.type.value == "ASSAULT"]
    assert [event.status.value for event in attacks] == ["asserted", "historical"]


def test_the_toll_of_a_war_is_not_that_of_a_day(parser: Parser) -> None:
    text = (
        "Israeli strikes killed at least 23 Palestinians on Monday. "
        "Israel has killed more than 68,000 Palestinians since."
    )
    assert [[m.value for m in event.magnitudes] for event in understand(parser, text).events] == [[23.0], [68000.0]]


def test_the_headline_tells_what_the_lead_tells(parser: Parser) -> None:
    text = (
        "Drone strike on Sudanese market kills 24\n\nA strike by the army killed 24 people in a market on Monday."
    )
    events = understand(parser, text).events
    assert [line(event) for event in events] == ["ASSAULT drone: army > people asserted"]


def test_two_penalties_in_a_row_stay_apart(parser: Parser) -> None:
    text = "Congo severed relations with Rwanda on Saturday and recalled its ambassador from Kigali."
    assert len(understand(parser, text).events) == 2


def test_the_attack_is_the_killing_that_was_told_before(parser: Parser) -> None:
    text = (
        "Gunmen killed 18 farmers in Benue on Monday. The attack was the third in the district this month. "
        "The killings have alarmed the bishops."
    )
    assert [line(event) for event in understand(parser, text).events if event.type == "ASSAULT"] == [
        "ASSAULT -: Gunmen > farmers asserted"
    ]


def test_a_word_that_takes_violence_up_tells_no_violence_to_come(parser: Parser) -> None:
    text = "Gunmen killed 18 farmers in Benue on Monday. The governor will act if the killings do not stop."
    assert {event.status for event in understand(parser, text).events if event.type == "ASSAULT"} == {"asserted"}


def test_the_same_gunmen_opening_fire_on_people_is_how_they_killed(parser: Parser) -> None:
    text = "Gunmen killed 18 farmers in Benue. The gunmen opened fire on people after dusk."
    assert len(understand(parser, text).events) == 1


def test_two_measures_in_one_row_stay_two(parser: Parser) -> None:
    text = "The president dissolved parliament, dismissed the premier and imposed a curfew on the capital."
    assert [event.type for event in understand(parser, text).events] == ["COERCE", "SANCTION", "COERCE"]


def test_an_army_and_the_rebels_it_fights_do_not_act_as_one(parser: Parser) -> None:
    text = (
        "Sudan's army rejected a truce on Tuesday, hours after a strike killed at least 14 people in El Obeid.\n\n"
        "The Rapid Support Forces denied carrying out the strike and accused the army of shelling Kadugli."
    )
    refusals = [event for event in understand(parser, text).events if event.type is EventType.REJECT]
    assert [[actor.name for actor in event.actors] for event in refusals] == [
        ["Sudanese Armed Forces"],
        ["Rapid Support Forces"],
    ]


def test_two_meetings_of_one_man_in_a_day_are_two(parser: Parser) -> None:
    text = "The president met governors in Abuja on Tuesday, and later held talks with service chiefs."
    events = [line(event) for event in understand(parser, text).events]
    assert len(events) == 2
    assert "governors" in events[0]
    assert "service chiefs" in events[1]


def test_two_sanctions_on_one_country_by_unlike_words_are_two(parser: Parser) -> None:
    text = (
        "Deputies of the Slovak National Party were stripped of their posts. "
        "The European Commission froze aid to Slovakia."
    )
    assert [line(event) for event in understand(parser, text).events][-1].endswith(
        "European Commission > Slovakia asserted"
    )
    assert len(understand(parser, text).events) == 2


def test_two_pairs_that_talk_are_two_meetings(parser: Parser) -> None:
    text = (
        "NATO was in close contact with the Polish authorities. Ukraine's foreign minister, Andrii Sybiha, spoke "
        "with Radoslaw Sikorski of Poland by phone."
    )
    assert len(understand(parser, text).events) == 2
