"""What has the words of a deed and not what makes it one; and the halves of a divided land."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "Senator Al Franken asked the minister what he would do.",
        "The leaders want to know what the plan is.",
        "Hospitals and schools were also hit.",
        "The boss of the gang hanged himself in jail.",
        "Clinton said his 1994 crime bill helped young workers.",
        "The law requires members of the union to pay.",
        "Russia described the deployment as violating the accord.",
        "The spokesman presented the decree as punishing journalists.",
        "The ministry portrayed the raid as killing civilians.",
    ],
    ids=[
        "question",
        "wish",
        "blow of nobody",
        "done to oneself",
        "help of a thing",
        "rule",
        "seen as",
        "shown as",
        "shown so, hung on the thing",
    ],
)
def test_half_a_deed_is_none(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Senator Al Franken asked the minister to resign.", "REQUEST"),
        ("Germany wants Russia to free the crew.", "REQUEST"),
        ("Hospitals were hit by shells.", "ASSAULT"),
        ("A bomber blew himself up at a market in Kabul.", "ASSAULT"),
        ("The minister was quoted as accusing Israel of murder.", "ACCUSE"),
    ],
)
def test_the_whole_deed_is_told(parser: Parser, text: str, kind: str) -> None:
    assert kind in {line.split()[0] for line in told(parser, text)}


def test_what_protesters_hurl_makes_a_riot(parser: Parser) -> None:
    text = "The protesters launched petrol bombs at the officers."
    assert told(parser, text) == ["PROTEST riot: protesters > officers asserted"]


def test_north_and_south_are_the_koreas_where_the_text_names_them(parser: Parser) -> None:
    text = "South Korea accused North Korea of piracy. The North denied it."
    assert "REJECT -: North Korea > - asserted" in told(parser, text)


def test_the_north_of_another_land_is_no_state(parser: Parser) -> None:
    assert "Korea" not in " ".join(told(parser, "Italy denied aid to the South."))
