"""What somebody says that another must do is asked of him."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


def test_must_asks_whom_it_is_said_of(parser: Parser) -> None:
    text = "Russia must agree to a ceasefire, Germany said on Monday."
    assert told(parser, text) == ["REQUEST -: Germany > Russia asserted"]


def test_what_must_be_done_is_no_event_beside_the_asking(parser: Parser) -> None:
    text = '"The rebels must free the doctors," the French president said.'
    assert [line.split(":")[0] for line in told(parser, text)] == ["REQUEST -"]


@pytest.mark.parametrize(
    "text",
    [
        "Germany must do more for the climate, the German chancellor said.",
        "Russia must agree to a ceasefire.",
        "Analysts said Russia must cut its budget.",
        "Germany never said that Russia must leave the town.",
    ],
    ids=["own country", "nobody says it", "onlookers", "not said"],
)
def test_other_musts_ask_nobody(parser: Parser, text: str) -> None:
    assert not [line for line in told(parser, text) if line.startswith("REQUEST")]
