"""Task `merge`: one event from many tellings, over the articles of a topic."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, b_cubed, overlap, ratio
from stancewire.offline import Flow
from stancewire.settings import LimitSettings
from stancewire_schemas import EventV1

NEEDED: Final = ("id", "topic", "text", "mentions")

DAY: Final = "2020-01-01T00:00:00Z"
"""When articles without a time of their own count as published."""


class Merging:
    """Predicts topic by topic; articles of different topics are never merged with each other."""

    def __init__(self) -> None:
        self._topics: dict[object, Flow] = {}
        self._events: dict[tuple[object, str], EventV1] = {}

    def predict(self, row: Row, coder: Coder) -> Row:
        """Take a row into its topic; what became of it is known only when all rows are in."""
        topic = row["topic"]
        flow = self._topics.setdefault(topic, Flow(coder, LimitSettings()))
        for event_id, event in flow.merge(None, _raw(row)):
            self._events.pop((topic, event_id), None)
            if event is not None:
                self._events[topic, event_id] = event
        return {"id": row["id"], "topic": topic}

    def finish(self, predictions: list[Row]) -> list[Row]:
        """Return for each row the triggers that were coded and the event that each supports."""
        told: dict[tuple[object, str], list[Row]] = {}
        for (topic, event_id), event in self._events.items():
            for source in event.sources:
                told.setdefault((topic, source.article_id), []).extend(
                    {"start": t.start, "end": t.end, "text": t.text, "event_id": event_id, "type": event.type}
                    for t in source.triggers
                )
        return [{**p, "mentions": _sorted(told.get((p["topic"], str(p["id"])), []))} for p in predictions]


def _raw(row: Row) -> bytes:
    body = {"id": str(row["id"]), "text": row["text"], "published_at": row.get("published_at") or DAY}
    return json.dumps(body | {"publisher": row.get("publisher")}).encode()


def _sorted(mentions: list[Row]) -> list[Row]:
    return sorted(mentions, key=lambda m: (m["start"], m["end"], m["event_id"]))


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return B-cubed over the annotated events that were coded, within topics, and how many were coded."""
    gold: dict[Hashable, Hashable] = {}
    found: dict[Hashable, Hashable] = {}
    wanted = 0
    for row, prediction in zip(rows, predictions, strict=True):
        for mention in row["mentions"]:
            if "ACTION" not in mention["tag"]:
                continue
            wanted += 1
            event_id = _event_at((mention["start"], mention["end"]), prediction["mentions"])
            if event_id is not None:
                item = (row["id"], mention["start"], mention["end"])
                gold[item] = (row["topic"], mention["cluster"] or item)
                found[item] = (row["topic"], event_id)
    apart = b_cubed(gold, {item: item for item in found})
    return {
        **b_cubed(gold, found),
        "b3.f1.never_merging": apart["b3.f1"],
        "coded.share": ratio(len(found), wanted),
        "events.gold": wanted,
    }


def _event_at(span: tuple[int, int], mentions: list[Row]) -> str | None:
    rated = [(overlap(span, (m["start"], m["end"])), m["event_id"]) for m in mentions]
    best = max(rated, key=lambda r: (r[0], r[1]), default=(0.0, ""))
    return best[1] if best[0] > 0 else None
