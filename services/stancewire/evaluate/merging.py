"""Task `merge`: one event from many tellings, over the articles of a topic."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Final, cast

from stancewire.core.family import family
from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, b_cubed, harmonic, overlap, ratio
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
    """Return B-cubed and pairs over the annotated events that were coded, within topics, and how many were coded.

    `key.recall` is the share of true pairs that meet in one partition; `events.mixing` counts events with tellings
    of two subtopics that the annotators did not take for one.
    """
    gold: dict[Hashable, Hashable] = {}
    found: dict[Hashable, Hashable] = {}
    families: dict[Hashable, Hashable] = {}
    wanted = 0
    for row, prediction in zip(rows, predictions, strict=True):
        for mention in row["mentions"]:
            if "ACTION" not in mention["tag"]:
                continue
            wanted += 1
            coded = _coded_at((mention["start"], mention["end"]), prediction["mentions"])
            if coded is not None:
                item = (row["id"], mention["start"], mention["end"])
                gold[item] = (row["topic"], mention["cluster"] or item)
                found[item] = (row["topic"], coded["event_id"])
                families[item] = (gold[item], family(coded["type"]))
    apart = b_cubed(gold, {item: item for item in found})
    return {
        **b_cubed(gold, found),
        "b3.f1.never_merging": apart["b3.f1"],
        "bcubed_f1": b_cubed(gold, found)["b3.f1"],
        **_pairs(gold, found),
        "key.recall": _pairs(gold, families)["pairs.recall"],
        "events.mixing": _mixing(rows, gold, found),
        "coded.share": ratio(len(found), wanted),
        "events.gold": wanted,
    }


def _pairs(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Report:
    """Return precision and recall over all pairs of items that either puts together."""
    both = _together({item: (gold[item], found[item]) for item in found})
    precision, recall = ratio(both, _together(found)), ratio(both, _together(gold))
    return {"pairs.precision": precision, "pairs.recall": recall, "pairs.f1": harmonic(precision, recall)}


def _together(clusters: Mapping[Hashable, Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(clusters.values()).values())


def _mixing(rows: list[Row], gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> int:
    """Return how many events hold tellings of different things from articles of different subtopics."""
    subtopic = {row["id"]: row.get("subtopic") for row in rows}
    told: dict[Hashable, set[tuple[object, Hashable]]] = {}
    for item, event in found.items():
        told.setdefault(event, set()).add((subtopic[cast("tuple[str, int, int]", item)[0]], gold[item]))
    return sum(all(len(set(kind)) > 1 for kind in zip(*tellings, strict=True)) for tellings in told.values())


def _coded_at(span: tuple[int, int], mentions: list[Row]) -> Row | None:
    rated = [(overlap(span, (m["start"], m["end"])), m["event_id"], m) for m in mentions]
    best = max(rated, key=lambda r: (r[0], r[1]), default=None)
    return best[2] if best is not None and best[0] > 0 else None
