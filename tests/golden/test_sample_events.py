"""The real article that the service was asked for, against what a careful coder lists in it by hand."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from stancewire.enrich.coder import load_coder
from stancewire.evaluate import events

GOLD = Path(__file__).parents[1] / "gold" / "events" / "sample_article.jsonl"
FIRST_STRIKE, LATER_STRIKE = "2025-09-02", None

pytestmark = pytest.mark.model
Row = dict[str, Any]


@pytest.fixture(scope="module")
def row(shared: Path) -> Row:
    """The hand-coded events, which hold no text, with the text that they are about."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    return {**gold, "text": (shared / gold["text_file"]).read_text(encoding="utf-8")}


@pytest.fixture(scope="module")
def found(row: Row) -> Row:
    return events.predict(row, load_coder("accurate"))


def test_the_events_are_those_of_this_very_text(row: Row) -> None:
    assert sha256(row["text"].encode()).hexdigest() == row["text_sha256"]
    spans = [*row["no_code"], *(trigger for event in row["events"] for trigger in event["triggers"])]
    assert [s for s in spans if row["text"][s["start"] : s["end"]] != s["text"]] == []


def test_three_of_four_events_are_found_and_are_events(row: Row, found: Row) -> None:
    report = events.score([row], [found])
    told = {name: value for name, value in report.items() if name.startswith(("event.", "no_code", "recipient"))}
    assert report["event.precision"] >= 0.75, told
    assert report["event.recall"] >= 0.75, told


def test_nothing_denied_feared_or_conditional_is_coded_as_fact(row: Row, found: Row) -> None:
    assert events.score([row], [found])["no_code.as_fact"] == 0.0


def test_the_strike_told_in_four_sentences_is_one_event_and_the_later_one_another(row: Row, found: Row) -> None:
    first, later = (triggers_of(row, date) for date in (FIRST_STRIKE, LATER_STRIKE))
    strikes = [e for e in found["events"] if e["plover"] == "ASSAULT" and told_by(e, first + later)]
    of_first = [e for e in strikes if told_by(e, first)]
    of_later = [e for e in strikes if told_by(e, later)]
    assert [e["date"] for e in of_first] == [FIRST_STRIKE]
    assert len({telling["sentence"]["start"] for telling in of_first[0]["tellings"]}) >= 4
    assert len(of_later) == 1
    assert of_later != of_first


def triggers_of(row: Row, date: str | None) -> list[Row]:
    """The words that tell the strikes of a day, among the events that every careful coder lists."""
    listed = [e for e in row["events"] if e["plover"] == "ASSAULT" and not e["optional"]]
    return [trigger for event in listed if event["date"] == date for trigger in event["triggers"]]


def told_by(event: Row, triggers: list[Row]) -> bool:
    places = [(telling["trigger"]["start"], telling["trigger"]["end"]) for telling in event["tellings"]]
    return any(start < t["end"] and t["start"] < end for start, end in places for t in triggers)
