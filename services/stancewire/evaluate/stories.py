"""Task `stories`: the main event type of a whole story, against a label that was given to its headline."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, Tally, ratio
from stancewire_schemas.enriched_article import EventTagV1

NEEDED: Final = ("id", "title", "text", "event_type")
_HALF_LIFE: Final = 30.0
_WEIGHTS: Final = {"negated": 0.25, "hypothetical": 0.25, "historical": 0.5}


def predict(row: Row, coder: Coder) -> Row:
    """Return the type that the headline and the first sentences tell most of; None where there is none."""
    record = coder.understand(accepted_of({**row, "text": f"{row['title']}.\n\n{row['text']}"}))
    weights: dict[str, float] = defaultdict(float)
    for event in record.events:
        weights[event.type] += _weight(event)
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return {"id": row["id"], "event_type": ranked[0][0] if ranked else None}


def _weight(event: EventTagV1) -> float:
    told = sum(1 / (1 + mention.sentence.start / _HALF_LIFE) for mention in event.mentions)
    return told * event.confidence * _WEIGHTS.get(event.status, 1.0)


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return accuracy, F1 of each type of the gold, and their plain mean."""
    tallies = {row["event_type"]: Tally() for row in rows}
    right = 0
    for row, prediction in zip(rows, predictions, strict=True):
        same = row["event_type"] == prediction["event_type"]
        right += same
        tallies[row["event_type"]].add(int(same), int(same), 1)
        if not same and prediction["event_type"] in tallies:
            tallies[prediction["event_type"]].add(0, 1, 0)
    scores = {kind: tally.report("story") for kind, tally in sorted(tallies.items())}
    return {
        "story.macro_f1": ratio(sum(one["story.f1"] for one in scores.values()), len(scores)),
        "story.accuracy": ratio(right, len(rows)),
        **{f"story.{kind}.f1": one["story.f1"] for kind, one in scores.items()},
    }
