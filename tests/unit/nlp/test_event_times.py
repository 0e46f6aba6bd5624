"""Which of the deeds in a sentence a day belongs to."""

from __future__ import annotations

import pytest
from event_reading import understand

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model
MONDAY = "2025-06-16"


def dated(parser: Parser, text: str) -> dict[str, str]:
    """Return the day of each event by its triggers, "-" for none; published on Wednesday, 18 June 2025."""
    document = understand(parser, text)
    return {
        text[mention.trigger.start : mention.trigger.end]: str(event.date.first) if event.date else "-"
        for event in document.events
        for mention in event.mentions
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops raided a house on Monday and arrested five men.", {"raided": MONDAY, "arrested": MONDAY}),
        ("Troops reached the port on Monday and seized two ships.", {"seized": MONDAY}),
        (
            "The army on Monday prevented militants from attacking a convoy.",
            {"prevented": MONDAY, "attacking": MONDAY},
        ),
        ("The minister said on Monday he was tired and dismissed the army chief.", {"dismissed": "-"}),
        ("Rebels who had crossed the river on Monday attacked the town.", {"crossed": MONDAY, "attacked": "-"}),
    ],
    ids=["deeds in a row", "behind what is no deed", "kept from it", "behind a saying", "in a clause of its own"],
)
def test_a_day_belongs_to_the_deeds_of_its_clause(parser: Parser, text: str, expected: dict[str, str]) -> None:
    found = dated(parser, text)
    assert {trigger: found[trigger] for trigger in expected} == expected


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Police took 23 of them into custody.", 23),
        ("The navy took 23 pirates into custody.", 23),
        ("A court remanded five ministers in custody.", 5),
    ],
)
def test_who_goes_into_custody_is_counted_as_arrested(parser: Parser, text: str, counted: float) -> None:
    (event,) = understand(parser, text).events
    assert [(m.kind, m.value) for m in event.magnitudes] == [("arrested", counted)]


def test_what_is_taken_elsewhere_is_not_counted(parser: Parser) -> None:
    assert not [m for e in understand(parser, "Police took 23 of them into town.").events for m in e.magnitudes]
