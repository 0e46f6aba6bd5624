"""What deeds take up: "the two sides", "it" that is a plan, a town that is fired at."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Relations between Thailand and Laos have soured. The two countries signed a ceasefire in May.",
         "RETREAT ceasefire: Laos, Thailand > - asserted"),
        ("Israel and Hamas accused each other. The two sides held talks in Cairo.",
         "CONSULT -: Hamas, Israel > - asserted"),
        ("Oleg Tarasov met Henry Ziemer on Monday. The two men agreed to free the hostages.",
         "CONCEDE -: Henry Ziemer, Oleg Tarasov > hostages asserted"),
    ],
)  # fmt: skip
def test_a_counted_group_means_those_who_dealt_with_each_other(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text)[-1] == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Two soldiers died. The two men were ambushed near Goma.", "ASSAULT -: - > men asserted"),
        ("Kenya signed a pact. The two sides held talks.", "CONSULT -: sides > - asserted"),
    ],
)
def test_a_counted_group_whom_nobody_names_stays_itself(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text)[-1] == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("China unveiled the plan on Monday. Japan rejected it on Tuesday.", "REJECT -: Japan > - asserted"),
        ("The plan was unveiled on Monday. It was rejected by Japan.", "REJECT -: Japan > - asserted"),
        ("The UN proposed a ceasefire. Israel accepted it.", "AGREE -: Israel > - asserted"),
        ("China unveiled the plan on Monday. Japan welcomed it.", "SUPPORT -: Japan > - asserted"),
    ],
)
def test_a_pronoun_is_the_thing_it_takes_up(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text)[-1] == line


def test_a_pronoun_that_takes_up_a_thing_nobody_decides_tells_nothing(parser: Parser) -> None:
    assert told(parser, "Mali lost a match on Monday. Japan accepted it.") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hamas fired rockets at Tel Aviv.", "ASSAULT heavy-weapons: Hamas > Tel Aviv asserted"),
        ("Rebels fired mortars into Goma.", "ASSAULT heavy-weapons: Rebels > Goma asserted"),
    ],
)
def test_a_town_that_is_fired_at_is_touched(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text) == [line]


def test_gunmen_behind_a_dateline_are_nobodys_name(parser: Parser) -> None:
    text = "MAIDUGURI, Nigeria (AP) — Gunmen stormed a village in Nigeria's Zamfara state, killing ten people."
    assert told(parser, text) == ["ASSAULT -: Gunmen > people asserted"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Cuba extended its condolences to Caracas on Monday.", "SUPPORT -: Cuba > Caracas asserted"),
        ("The inspectors demanded documents from Baghdad.", "REQUEST -: inspectors > Baghdad asserted"),
        ("Armenia severed ties with Ankara.", "SANCTION discontinue: Armenia > Turkish government asserted"),
        (
            "The minister held talks with Iranian officials in Geneva.",
            "CONSULT -: Iranian officials, minister > - asserted",
        ),
    ],
)
def test_a_capital_that_something_is_sent_to_or_asked_of_is_a_side(parser: Parser, text: str, line: str) -> None:
    assert told(parser, text) == [line]


def test_a_counted_group_means_the_two_whom_the_text_is_about(parser: Parser) -> None:
    text = (
        "Pakistan and Afghanistan agreed to a truce. Pakistan shut its borders. Afghanistan protested. "
        "Saudi Arabia and Qatar appealed for restraint. Russia called on the two neighbours to hold talks."
    )
    assert told(parser, text)[-1] == "REQUEST -: Russia > Afghanistan, Pakistan asserted"
