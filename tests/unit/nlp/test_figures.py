"""Deeds in stories, of nature and in joy are none of politics."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The film tells how partisans blew up the bridge, executed the mayor and fled to the hills.",
        "Under the scenario that officers rehearsed, insurgents seize two airports and take a minister hostage.",
        "In the second episode, rebels bomb a palace and kill the king.",
        "The novelist, whose detective shoots first and asks questions later, lives in Oslo.",
        "Critics savaged the director's new film, one of them calling it an assault on the eyes.",
    ],
)
def test_what_happens_in_a_story_has_not_happened(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Winds assaulted the coast overnight, bombarding villages with hail and taking hostage 300 passengers.",
        "Lava threatened the town of Grindavik, and the ministry warned residents to keep their windows shut.",
        "The police warned motorists of black ice.",
        "The agency warned drivers of a storm.",
    ],
)
def test_nature_attacks_and_threatens_nobody(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thousands took to the streets of Naples to celebrate the title.",
        "Runners took to the streets of Boston on Monday.",
        "Supporters of the premier gathered outside the palace to congratulate him on his birthday.",
        "Fans marched to the stadium waving flags and carrying banners before the derby.",
    ],
)
def test_a_crowd_in_joy_protests_against_nothing(parser: Parser, text: str) -> None:
    assert [event for event in told(parser, text) if event.startswith("PROTEST")] == []


def test_a_crowd_that_demands_something_protests(parser: Parser) -> None:
    events = told(parser, "Thousands took to the streets of Naples to demand the resignation of the mayor.")
    assert any(event.startswith("PROTEST demo") for event in events)


def test_to_insist_that_something_is_so_asks_for_nothing(parser: Parser) -> None:
    assert told(parser, "The minister insisted that Bolivia has paid its debts.") == []
    assert told(parser, "The minister insisted that Bolivia pay its debts.") != []


@pytest.mark.parametrize(
    "text",
    [
        "Far from sacking the general, the president gave him a medal.",
        "The governor stopped short of ordering a curfew.",
        "Not a single family had been evicted since the floods, the mayor told lawmakers.",
        "The firm never handed over data to the police, let alone helped to jail a dissident.",
        "The bank has no intention of seizing ships.",
    ],
)
def test_what_is_passed_over_or_denied_is_no_fact(parser: Parser, text: str) -> None:
    harms = [event for event in told(parser, text) if event.split()[0] in {"SANCTION", "COERCE", "ASSAULT"}]
    assert [event for event in harms if event.endswith("asserted")] == []


@pytest.mark.parametrize(
    "text",
    [
        "The museum shows letters in which the emperor threatened to burn the city.",
        "An exhibition in Ghent recalls the day on which German troops shot 60 villagers.",
        "The archive holds letters in which the king begged the tsar for guns.",
    ],
)
def test_what_a_museum_shows_lies_in_the_past(parser: Parser, text: str) -> None:
    assert {event.split()[-1] for event in told(parser, text)} == {"historical"}


def test_whom_a_rule_would_meet_have_done_nothing(parser: Parser) -> None:
    events = told(parser, "Militants who attack pipelines can expect no mercy, the minister warned.")
    assert events[0] == "ASSAULT -: Militants > - habitual"
    events = told(parser, "The militants who attacked a pipeline can expect no mercy, the minister warned.")
    assert events[0].endswith("asserted")


def test_backbenchers_ambush_with_votes_and_firms_shoot_with_prices(parser: Parser) -> None:
    assert told(parser, "The finance minister survived an ambush by backbenchers.") == []
    assert told(parser, "Netflix fired a warning shot at rivals by slashing its prices.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Crocodiles attacked a fisherman on the Zambezi.",
        "Bees attacked the villagers.",
        "In the opera's last act the king pardons the rebels.",
        "The museum's diorama shows troops retreating from the town.",
    ],
)
def test_beasts_and_stages_do_no_deeds(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


def test_a_country_with_the_name_of_a_bird_does(parser: Parser) -> None:
    assert told(parser, "Turkey attacked rebels in Syria.") == ["ASSAULT -: Turkey > rebels asserted"]
