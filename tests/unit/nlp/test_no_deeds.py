"""What only looks like an event: figures of speech, accidents, games, markets, and what a word only describes."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The mayor launched an assault on bureaucracy.",
        "The minister shot down suggestions of a reshuffle.",
        "The speech of the president killed off any doubt.",
        "The senator ambushed his rival with a question.",
        "Lawmakers slashed the budget of the ministry.",
    ],
)
def test_nobody_is_hurt_where_an_idea_is_hit_or_words_hit(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thirty miners were killed when a shaft collapsed in Zambia.",
        "Two people were injured when a tram hit a lorry in Brno.",
        "A stampede at a temple left six people dead.",
        "A gas blast destroyed a block of flats in Omsk.",
        "Five sailors were killed in a fire on a tanker.",
    ],
)
def test_an_accident_is_no_attack(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


def test_an_attack_on_a_train_that_derails_is_one(parser: Parser) -> None:
    assert told(parser, "Rebels attacked a train in Balochistan, killing six passengers.") != []


def test_a_coach_who_goes_is_no_minister_who_does(parser: Parser) -> None:
    assert told(parser, "The coach of Cameroon resigned after the defeat.") == []
    assert told(parser, "The minister resigned after the defeat.") == ["RETREAT resign: minister > - asserted"]


def test_those_detained_says_only_who_is_meant(parser: Parser) -> None:
    assert told(parser, "The rights of those detained must be respected.") == []


def test_in_a_report_of_a_takeover_only_what_governments_do_is_an_event(parser: Parser) -> None:
    text = (
        "Shares in toolmaker Hartwig rose after it rejected a takeover offer from Jinlong. Its chief executive "
        "accused the bidder of waging war on shareholders. Analysts said investors and the board were under siege. "
        "Berlin blocked the sale of a chip plant to a Chinese rival."
    )
    assert [event.split()[0] for event in told(parser, text)] == ["SANCTION"]


@pytest.mark.parametrize(
    "text",
    [
        "Police shot a bear in Nagano.",
        "Doctors shot a video in the ward.",
        "Workers demolished the bridge.",
        "The opposition captured the city council.",
        "The surgeon killed a patient by mistake.",
        "Tropical Storm Kalo killed 14 people in Vietnam.",
        "A pupil was injured when she jumped from a window.",
    ],
)
def test_beasts_films_works_polls_and_slips_are_no_violence(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


def test_what_a_killing_is_called_is_no_second_one(parser: Parser) -> None:
    events = told(parser, "The killing of two teachers was an attack on all of Sweden.")
    assert events == ["ASSAULT -: - > teachers asserted"]


def test_to_warn_of_what_others_may_suffer_is_no_threat(parser: Parser) -> None:
    events = told(parser, "The United Nations warned that civilians could face mass killings.")
    assert {event.split()[-1] for event in events} == {"hypothetical"}


def test_roads_shut_in_a_flood_restrain_nobody(parser: Parser) -> None:
    text = "Floods and landslides cut off Lao Cai. Authorities closed the border and blocked the highway."
    assert told(parser, text) == []


def test_people_at_work_attack_where_they_hit_somebody(parser: Parser) -> None:
    assert told(parser, "Engineers blew up the old bridge in Cardiff.") == []
    assert told(parser, "A farmer killed two herders in Benue.") == ["ASSAULT -: farmer > herders asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Rising rents have declared war on the families of Lisbon.",
        "Shares in the bank gave up 4 percent after the results.",
        "A boy was shot when his uncle's rifle went off by accident.",
        "France crushed Italy in Marseille.",
        "Ghana shares a border with Togo.",
        "The drugmaker rejected a second bid from its American rival.",
    ],
)
def test_things_prices_slips_games_and_maps_do_no_deeds(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


def test_a_crowd_that_meets_with_tear_gas_meets_nobody(parser: Parser) -> None:
    assert told(parser, "Demonstrators in Tbilisi met with tear gas.") == [
        "ASSAULT crowd-control: - > Demonstrators asserted"
    ]


def test_a_plan_is_attacked_in_a_speech_with_words(parser: Parser) -> None:
    assert told(parser, "The senator attacked the plan in a speech.") == ["ACCUSE disapprove: senator > - asserted"]


def test_a_country_is_routed_at_play_and_invaded_in_earnest(parser: Parser) -> None:
    assert told(parser, "Cameroon overran Gabon with four goals in the first half.") == []
    events = told(parser, "Russia invaded Ukraine with one goal and half of its men.")
    assert [event.split()[0] for event in events] == ["ASSAULT"]


@pytest.mark.parametrize(
    "text", ["A courier handed over food.", "The bank held fire on Monday.", "The postman delivered medicine."]
)
def test_errands_and_banks_that_wait_are_no_deeds(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The governor's aides shot down reports of a new tax.",
        "The ministry warned tourists against travelling to the border area.",
        "Residents bombarded the radio station with calls about the power cuts.",
    ],
)
def test_talk_shot_down_and_advice_to_travellers_are_no_deeds(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


def test_what_a_thing_is_called_in_passing_accuses_nobody(parser: Parser) -> None:
    text = "Chad struck a depot in response to what it called Sudanese provocations."
    assert not any(line.startswith("ACCUSE") for line in told(parser, text))


def test_a_rival_at_chess_is_no_party(parser: Parser) -> None:
    assert told(parser, "The chess champion sacrificed his queen and forced his rival to resign on move 31.") == []


def test_what_a_thing_is_used_for_is_no_deed_of_it(parser: Parser) -> None:
    assert not any(
        line.startswith("AID") for line in told(parser, "A blast hit a line used to deliver aid to Ukraine.")
    )
