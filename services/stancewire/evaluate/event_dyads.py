"""Task `events` on rows that give CAMEO dyads: source, target and code, as PETRARCH's own tests do.

Their countries are invented and their codes are the first letters of a name, so a side is right where a word of
the party found begins like the code. Sides are scored whatever the type, since the tests' own dictionary says what
a verb means there; types by way of CAMEO, where the row says that its codes are the usual ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, Tally, bootstrap, ratio
from stancewire.nlp import ontology

Scored = tuple[Row, Row]


def score_dyads(rows: Sequence[Row], predictions: Sequence[Row]) -> Report:
    """Return how many dyads have their parties on their sides, and how many of a sentence's types are found."""
    scored = [(r, p) for r, p in zip(rows, predictions, strict=True) if r.get("standard_cameo", True)]
    whole = Tally()
    for row, prediction in scored:
        wanted, found = _wanted(row), _found(prediction)
        whole.add(len(wanted & found), len(found), len(wanted))
    dyads = [(gold, p) for r, p in zip(rows, predictions, strict=True) for gold in r["events"]]
    silent = [(row, prediction) for row, prediction in scored if not row["events"]]
    return {
        **whole.report("type"),
        "type.macro_f1": _macro(scored),
        **bootstrap("type.macro_f1", scored, _macro),
        "source.recall": ratio(sum(_is_told(g, p, ("source",)) for g, p in dyads), len(dyads)),
        "target.recall": ratio(sum(_is_told(g, p, ("target",)) for g, p in dyads), len(dyads)),
        "dyad.recall": ratio(sum(_is_told(g, p, ("source", "target")) for g, p in dyads), len(dyads)),
        "dyads": len(dyads),
        "no_event.accuracy": ratio(sum(not _found(prediction) for _, prediction in silent), len(silent)),
        "sentences": len(scored),
    }


def _macro(scored: Sequence[Scored]) -> float:
    kinds = sorted({kind for row, _ in scored for kind in _wanted(row)})
    return ratio(sum(_of_kind(scored, kind) for kind in kinds), len(kinds))


def _of_kind(scored: Sequence[Scored], kind: str) -> float:
    tally = Tally()
    for row, prediction in scored:
        wanted, found = kind in _wanted(row), kind in _found(prediction)
        tally.add(wanted and found, found, wanted)
    return tally.report("type")["type.f1"]


def _type(dyad: Row) -> str | None:
    known = ontology.plover(dyad["code"])
    return None if known is None or known.type is None else known.type.value


def _wanted(row: Row) -> set[str]:
    return {kind for dyad in row["events"] if (kind := _type(dyad))}


def _found(prediction: Row) -> set[str]:
    return {event["plover"] for event in prediction["events"] if event["status"] not in {"negated", "hypothetical"}}


def _is_told(gold: Row, prediction: Row, parts: tuple[str, ...]) -> bool:
    """Tell whether one event, of whatever type, has the parties on their sides."""
    return any(all(_stands(gold[part], event, part) for part in parts) for event in prediction["events"])


def _stands(code: str | None, event: Row, part: str) -> bool:
    """Tell whether the party is found; those who meet or agree stand on both sides. None named is none to miss."""
    if not code or code.startswith("---"):
        return True
    names = event["actors"] if part == "source" or not event["recipients"] else event["recipients"]
    return any(word.upper().startswith(code[:3]) for name in names for word in name.split())
