"""The project's own hand-coded events: well formed, divided in halves, and of every type and status."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from stancewire.enrich.coder import load_coder
from stancewire.evaluate.tasks import predictions, tasks
from stancewire.nlp import ontology
from stancewire_schemas.codes import EventStatus, EventType

FOLDER = Path(__file__).parents[2] / "gold" / "events"
SENTENCES = {"dev": "sentences", "heldout": "sentences.heldout"}
ARTICLES = {"dev": "articles.dev", "heldout": "articles.heldout"}
CODES = {"dev": "codes.seen", "heldout": "codes.heldout"}
STATUSES = {status.value for status in EventStatus} | {"claimed"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(/\d{4}-\d\d-\d\d)?)?)?")
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


ALL = {name: rows(name) for name in (*SENTENCES.values(), *ARTICLES.values(), *CODES.values())}
EVERY = [row for part in ALL.values() for row in part]


def test_it_holds_six_hundred_sentences_and_forty_articles_half_of_them_held_out() -> None:
    sizes = {name: len(part) for name, part in ALL.items()}
    assert (sizes["sentences"], sizes["sentences.heldout"]) == (308, 307)
    assert (sizes["articles.dev"], sizes["articles.heldout"]) == (20, 20)


def test_no_id_and_no_text_stands_twice() -> None:
    for field in ("id", "text"):
        assert [value for value, times in Counter(row[field] for row in EVERY).items() if times > 1] == []


@pytest.mark.parametrize(("half", "odd"), [("dev", 0), ("heldout", 1)])
def test_the_half_of_a_sentence_follows_from_its_id(half: str, odd: int) -> None:
    digests = {row["id"]: sha256(row["id"].encode()).digest() for row in ALL[SENTENCES[half]]}
    assert [name for name, digest in digests.items() if digest[-1] % 2 != odd] == []


def test_every_type_and_status_is_in_both_halves_and_a_sixth_of_the_sentences_tell_no_event() -> None:
    for name in SENTENCES.values():
        events = [event for row in ALL[name] for event in row["events"]]
        assert min(Counter(event["plover"] for event in events)[kind.value] for kind in EventType) >= 9
        assert min(Counter(event["status"] for event in events)[status] for status in STATUSES) >= 4
        assert sum(not row["events"] for row in ALL[name]) >= len(ALL[name]) * 0.15


def test_the_sentences_written_along_the_code_book_have_every_root_and_a_quarter_is_held_out() -> None:
    first = [row for row in ALL[CODES["dev"]] if row["id"].startswith("code-")]
    held = ALL[CODES["heldout"]]
    assert round(4 * len(held) / (len(held) + len(first)), 1) == 1
    for part in (first, held):
        assert {row["tags"][0][:2] for row in part} == {f"{root:02d}" for root in range(1, 21)}
        assert {event["plover"] for row in part for event in row["events"]} == {kind.value for kind in EventType}


def test_codes_statuses_and_dates_are_such_as_the_guideline_has() -> None:
    for row in EVERY:
        for event in row["events"]:
            kind = EventType(event["plover"])
            assert event["mode"] is None or (kind, event["mode"]) in ontology.modes(), row["id"]
            assert event["status"] in STATUSES, row["id"]
            assert event["date"] is None or DATE.fullmatch(event["date"]), row["id"]


def test_sides_are_words_of_the_text() -> None:
    odd = [
        (row["id"], words)
        for row in EVERY
        for event in row["events"]
        for words in (*event["actors"], *event["recipients"])
        if words not in row["text"]
    ]
    assert odd == []


def test_spans_of_articles_slice_to_their_words_and_none_both_tells_and_does_not() -> None:
    for row in (row for name in ARTICLES.values() for row in ALL[name]):
        told = [trigger for event in row["events"] for trigger in event["triggers"]]
        for span in (*told, *row["no_code"]):
            assert row["text"][span["start"] : span["end"]] == span["text"], row["id"]
        both = [n for n in row["no_code"] for t in told if t["start"] < n["end"] and n["start"] < t["end"]]
        assert both == [], row["id"]


@pytest.mark.model
def test_held_out_articles_are_coded_as_well_as_the_goal_asks() -> None:
    task = tasks()["events"]
    gold = ALL[ARTICLES["heldout"]]
    report = task.score(gold, predictions(task, gold, load_coder("accurate"), lambda: None))
    assert report["event.precision"] >= 0.65
    assert report["event.recall"] >= 0.60
    assert report["status.accuracy"] >= 0.90
