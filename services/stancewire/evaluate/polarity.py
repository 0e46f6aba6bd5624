"""Task `polarity`: how a sentence stands on a target that the row gives, whoever holds it (format of NewsMTSC)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.calibration import by_confidence, calibration_error
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, harmonic, overlap, ratio
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

NEEDED: Final = ("id", "text", "target", "polarity")
_PRONOUNS: Final = word_set("he him his she her hers it its they them their theirs who whom whose")
_NEGATION: Final = re.compile(r"\b(?:no|not|never|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_MARKS: Final = re.compile(r"[\"“”]")

PHENOMENA: Final[dict[str, Callable[[Row], bool]]] = {
    "named": lambda row: row["target"]["text"].lower() not in _PRONOUNS,
    "pronoun": lambda row: row["target"]["text"].lower() in _PRONOUNS,
    "several_mentions": lambda row: bool(row.get("further_mentions")),
    "quotation": lambda row: bool(_MARKS.search(row["text"])),
    "negation": lambda row: bool(_NEGATION.search(row["text"])),
    "long": lambda row: len(row["text"].split()) > 35,
}
"""What makes rows hard, by plain signs on the surface."""


def predict(row: Row, coder: Coder) -> Row:
    """Return the polarity of a row and its confidence: the encoder's where the profile has one, else the rules'.

    The rules' confidence is None where they find no stance on the target, which counts as neutral.
    """
    shares = coder.appraise(row["text"], _spans(row))
    if shares is None:
        return {"id": row["id"], **_by_rules(row, coder)}
    polarity = max(shares, key=lambda label: shares[label])
    return {"id": row["id"], "polarity": polarity, "confidence": shares[polarity]}


def _spans(row: Row) -> list[tuple[int, int]]:
    target = row["target"]
    further = [(int(start), int(end)) for start, end in row.get("further_mentions", [])]
    return [(int(target["start"]), int(target["end"])), *further]


def _by_rules(row: Row, coder: Coder) -> Row:
    # The ids of this corpus hold line breaks, which no article's id may.
    record = coder.understand(accepted_of({"id": "row", "text": row["text"]}))
    named = {
        entity.ref
        for entity in record.entities
        if any(overlap((m.start, m.end), span) > 0 for m in entity.mentions for span in _spans(row))
    }
    found = [stance for stance in record.stances if stance.target in named]
    if not found:
        return {"polarity": Polarity.NEUTRAL, "confidence": None}
    best = max(found, key=lambda stance: stance.confidence)
    return {"polarity": best.polarity, "confidence": best.confidence}


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return macro F1, F1 a label, accuracy, calibration, accuracy by confidence and by phenomenon."""
    right = [row["polarity"] == found["polarity"] for row, found in zip(rows, predictions, strict=True)]
    f1 = {label.value: _f1(rows, predictions, label.value) for label in _labels()}
    sure = [
        (found["confidence"], hit)
        for found, hit in zip(predictions, right, strict=True)
        if found["confidence"] is not None
    ]
    return {
        "macro_f1": ratio(sum(f1.values()), len(f1)),
        **{f"{label}.f1": value for label, value in f1.items()},
        "accuracy": ratio(sum(right), len(right)),
        "rows": len(rows),
        "ece": calibration_error(sure),
        **by_confidence(sure),
        **_by_phenomenon(rows, right),
    }


def _labels() -> Iterable[Polarity]:
    return (Polarity.AGAINST, Polarity.NEUTRAL, Polarity.FAVOUR)


def _f1(rows: list[Row], predictions: list[Row], label: str) -> float:
    wanted = sum(row["polarity"] == label for row in rows)
    made = sum(found["polarity"] == label for found in predictions)
    both = sum(row["polarity"] == label == found["polarity"] for row, found in zip(rows, predictions, strict=True))
    return harmonic(ratio(both, made), ratio(both, wanted))


def _by_phenomenon(rows: list[Row], right: list[bool]) -> Report:
    report: Report = {}
    for name, shows in PHENOMENA.items():
        hits = [hit for row, hit in zip(rows, right, strict=True) if shows(row)]
        if hits:
            report[f"{name}.accuracy"] = ratio(sum(hits), len(hits))
            report[f"{name}.rows"] = len(hits)
    return report
