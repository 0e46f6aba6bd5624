from __future__ import annotations

import json

import pytest

from stancewire.console.selection import Selection

EVENT = json.dumps(
    {"type": "THREATEN", "actors": [{"name": "A", "country": "USA"}], "recipients": [{"country": "VEN"}]}
).encode()
ARTICLE = json.dumps({"events": [{"type": "AID"}], "entities": [{"country": "FRA"}]}).encode()


def test_nothing_asked_for_takes_everything_even_tombstones_and_rubbish() -> None:
    assert Selection().takes(None)
    assert Selection().takes(b"rubbish")


@pytest.mark.parametrize(
    ("selection", "value", "wanted"),
    [
        (Selection(event_type="THREATEN"), EVENT, True),
        (Selection(event_type="AID"), EVENT, False),
        (Selection(event_type="AID"), ARTICLE, True),
        (Selection(country="VEN"), EVENT, True),
        (Selection(country="FRA"), EVENT, False),
        (Selection(country="FRA"), ARTICLE, True),
        (Selection(event_type="THREATEN", country="USA"), EVENT, True),
        (Selection(event_type="THREATEN", country="FRA"), EVENT, False),
        (Selection(country="VEN"), None, False),
        (Selection(country="VEN"), b"rubbish", False),
        (Selection(country="VEN"), b'["VEN"]', False),
    ],
)
def test_a_record_is_taken_by_its_event_type_and_the_countries_it_names(
    selection: Selection, value: bytes | None, wanted: bool
) -> None:
    assert selection.takes(value) is wanted
