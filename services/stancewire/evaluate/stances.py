"""Task `stances`: who stands where on whom or what."""

from __future__ import annotations

from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.calibration import by_confidence, calibration_error
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, Tally, paired, ratio
from stancewire.evaluate.names import entities_by_ref
from stancewire.evaluate.spans import names, span_of, spans_of
from stancewire_schemas.enriched_article import EntityV1, StanceTagV1

NEEDED: Final = ("id", "text", "stances")
AUTHOR: Final = "__author__"


def predict(row: Row, coder: Coder) -> Row:
    """Return the stances of a row, each with the spans that name its holder and target, and the quotes."""
    record = coder.understand(accepted_of(row))
    entities = entities_by_ref(record)
    forms = {quote.ref: quote.form for quote in record.quotes}
    return {
        "id": row["id"],
        "stances": [_stance(stance, entities, forms) for stance in record.stances],
    }


def _stance(stance: StanceTagV1, entities: dict[str, EntityV1], forms: dict[str, str]) -> Row:
    holder, target = entities.get(stance.holder or ""), entities.get(stance.target or "")
    about = stance.proposition
    return {
        "holder": holder.name if holder else AUTHOR,
        "holder_spans": spans_of(holder),
        "target": target.name if target else about.text if about else None,
        "target_spans": [(about.start, about.end)] if about else spans_of(target),
        "polarity": stance.polarity,
        "quote_type": forms.get(stance.quote or "", "none"),
        "cue": (stance.cue.start, stance.cue.end),
        "negated": stance.negated,
        "hedged": stance.hedged,
        "confidence": stance.confidence,
    }


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return detection of holder and target, the same with polarity, and holder alone."""
    pairs_of_sides, with_polarity, holders = Tally(), Tally(), Tally()
    polarity = quiet = seen = 0
    for row, prediction in zip(rows, predictions, strict=True):
        gold, found = row["stances"], prediction["stances"]
        pairs = paired(gold, found, _likeness)
        right = sum(g["polarity"] == f["polarity"] for g, f in pairs)
        pairs_of_sides.add(len(pairs), len(found), len(gold))
        with_polarity.add(right, len(found), len(gold))
        holders.add(len(paired(gold, found, _same_holder)), len(found), len(gold))
        polarity += right
        seen += len(pairs)
        quiet += not gold and not found
    return {
        **holders.report("holder"),
        **pairs_of_sides.report("holder_target"),
        **with_polarity.report("holder_target_polarity"),
        "polarity.accuracy": ratio(polarity, seen),
        "no_stance.accuracy": ratio(quiet, sum(not row["stances"] for row in rows)),
        **_calibration(rows, predictions),
        **_recalls(rows, predictions),
    }


def right_ones(row: Row, found: list[Row]) -> list[Row]:
    """Return the predictions that are a gold stance of the row in holder, target and polarity, one each."""
    return [f for g, f in paired(row["stances"], found, _likeness) if g["polarity"] == f["polarity"]]


def _calibration(rows: list[Row], predictions: list[Row]) -> Report:
    """Return how far the confidence of stances is from the share that is right, as a mean and a bin."""
    sure: list[tuple[float, bool]] = []
    for row, prediction in zip(rows, predictions, strict=True):
        right = {id(found) for found in right_ones(row, prediction["stances"])}
        sure += [(found["confidence"], id(found) in right) for found in prediction["stances"]]
    return {"ece": calibration_error(sure), **by_confidence(sure)}


def _recalls(rows: list[Row], predictions: list[Row]) -> Report:
    """Return the share of gold stances found whole, by quote form and by the first word of the row's phenomenon."""
    found: dict[str, list[bool]] = {}
    for row, prediction in zip(rows, predictions, strict=True):
        pairs = paired(row["stances"], prediction["stances"], _likeness)
        whole = [id(g) for g, f in pairs if g["polarity"] == f["polarity"]]
        for gold in row["stances"]:
            for name in _groups(row, gold):
                found.setdefault(name, []).append(id(gold) in whole)
    return {f"recall.{name}": ratio(sum(hits), len(hits)) for name, hits in sorted(found.items())}


def _groups(row: Row, gold: Row) -> list[str]:
    kinds = [f"form.{gold['quote_type']}"]
    return [*kinds, f"phenomenon.{row['phenomenon'].partition('-')[0]}"] if "phenomenon" in row else kinds


def _likeness(gold: Row, found: Row) -> float:
    if not _same_holder(gold, found) or not names(found["target_spans"], span_of(gold["target"])):
        return 0.0
    return 2.0 if gold["polarity"] == found["polarity"] else 1.0


def _same_holder(gold: Row, found: Row) -> float:
    if gold["holder"]["text"] == AUTHOR:
        return float(found["holder"] == AUTHOR)
    return float(names(found["holder_spans"], span_of(gold["holder"])))
