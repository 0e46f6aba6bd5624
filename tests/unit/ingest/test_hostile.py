"""Walks the development part of the hostile inputs, as their description says."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path

import pytest
from builders import make_message
from hostile import payload, renamed, rows

from stancewire.core.messages import Message, Outcome, Result
from stancewire.errors import Reject
from stancewire.ingest.stage import IngestStage
from stancewire_schemas.codes import DeadReason

LIMIT = 1_000_000


def decide(message: Message) -> Result | Reject:
    try:
        return asyncio.run(IngestStage(LIMIT).step(message))
    except Reject as reject:
        return reject


def test_every_json_case_is_parsed_or_rejected_as_it_must_be(shared: Path) -> None:
    wrong = []
    for row in rows(shared, "json_parsing.jsonl"):
        outcome = decide(make_message(payload(row, "b64")))
        assert isinstance(outcome, Reject)
        is_json = outcome.reason not in {DeadReason.BAD_JSON, DeadReason.BAD_ENCODING}
        expected = {"y": is_json, "n": not is_json, "i": True}[row["expect"]]
        wrong += [] if expected else [row["name"]]
    assert wrong == []


def test_every_hostile_message_ends_as_it_must(shared: Path) -> None:
    wrong = []
    for row in rows(shared, "article_messages.jsonl"):
        key = None if row["key_b64"] is None else base64.b64decode(row["key_b64"])
        message = make_message(renamed(payload(row)), key=key)
        outcome, again = decide(message), decide(message)
        assert repr(outcome) == repr(again), row["id"]
        must_die, must_live = (
            row["expect"] == "dlq",
            row["expect"].startswith("accept") and "dlq" not in row["expect"],
        )
        died = isinstance(outcome, Reject)
        if (died and must_live) or (must_die and not died):
            wrong.append((row["id"], repr(outcome)[:200]))
        if isinstance(outcome, Result):
            assert outcome.outcome == (Outcome.ERASED if row["expect"] == "erasure" else Outcome.COMPLETED)
            assert all(record.key.decode().isprintable() for record in (*outcome.records, *outcome.memory))
    assert wrong == []


def test_headers_change_nothing(shared: Path) -> None:
    for row in rows(shared, "article_messages.jsonl"):
        headers = tuple((name, base64.b64decode(value or "")) for name, value in row.get("headers", ()))
        value = renamed(payload(row))
        assert repr(decide(make_message(value, headers=headers))) == repr(decide(make_message(value)))


@pytest.mark.parametrize("field", ["id", "text", "title", "publisher", "url"])
def test_every_naughty_string_is_taken_as_text_or_rejected(shared: Path, field: str) -> None:
    path = shared / "gold" / "hostile" / "naughty_strings.json"
    for naughty in json.loads(path.read_text(encoding="utf-8")):
        value = {"id": "a-1", "text": "The minister resigned.", field: naughty}
        outcome = decide(make_message(value))
        if isinstance(outcome, Reject):
            assert field in {"id", "text"} or len(naughty) > 256
            assert outcome.reason in {DeadReason.BAD_ID, DeadReason.EMPTY_TEXT, DeadReason.SCHEMA}
        else:
            sent = json.loads(outcome.records[0].value or b"")
            assert sent["article"][field] == naughty
