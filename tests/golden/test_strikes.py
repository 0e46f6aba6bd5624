"""The sample article tells of two strikes; five other reports of both join the right one, whatever comes first."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from stancewire.enrich.manifest import Manifest
from stancewire.merge.state import Events
from stancewire.merge.step import step
from stancewire.offline import Flow
from stancewire_schemas import EventMentionV1, EventV1

pytestmark = pytest.mark.model

REPORTS = Path(__file__).parents[1] / "gold" / "merge" / "strikes.jsonl"
SAMPLE = "000_4f58a869596c13c4"
ORDERS = 60

Mentions = dict[str, list[EventMentionV1]]


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, Any]]:
    text = (shared / "seed" / f"{SAMPLE}.txt").read_text(encoding="utf-8")
    first, third = text.index("The strike killed 11"), text.index("third strike")
    marks = [{"start": first + 11, "cluster": "A"}, {"start": third + 6, "cluster": "B"}]
    sample = {"id": SAMPLE, "text": text, "publisher": "Reuters", "published_at": "2025-09-21T00:00:00Z"}
    reports = [json.loads(line) for line in REPORTS.read_text(encoding="utf-8").splitlines()]
    return [sample | {"mentions": marks}, *reports]


@pytest.fixture(scope="module")
def mentions(flow: Flow, rows: list[dict[str, Any]]) -> Mentions:
    told: Mentions = {}
    for row in rows:
        raw = {name: row[name] for name in ("id", "text", "publisher", "published_at")}
        record = flow.code(None, json.dumps(raw).encode())
        assert record is not None
        manifest = Manifest(record)
        told[row["id"]] = [manifest.mention(event, row["text"], 500) for event in record.events]
    return told


def merged(order: list[str], mentions: Mentions) -> list[EventV1]:
    events, live = Events(), dict[str, EventV1]()
    for mention in (m for article in order for m in mentions[article] if m.type == "ASSAULT"):
        for record in step(mention, events, 0).memory:
            events.put(record.key.decode(), record.value)
            live.pop(record.key.decode(), None)
            if record.value is not None:
                live[record.key.decode()] = EventV1.from_bytes(record.value)
    return list(live.values())


def test_two_strikes_stay_two_in_any_order(rows: list[dict[str, Any]], mentions: Mentions) -> None:
    marks = {(r["id"], m["start"]): m["cluster"] for r in rows for m in r["mentions"]}
    for seed in range(ORDERS):
        order = sorted(mentions)
        Random(seed).shuffle(order)  # noqa: S311  # no secret hangs on it, and it must repeat
        told = [
            [
                marks[s.article_id, t.start]
                for s in e.sources
                for t in s.triggers
                if (s.article_id, t.start) in marks
            ]
            for e in merged(order, mentions)
        ]
        assert sorted(filter(None, told)) == [["A"] * len(rows), ["B"] * len(rows)], order
