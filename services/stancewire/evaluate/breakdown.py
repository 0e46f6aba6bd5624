"""Events scored by type and by status, each with its 95 % interval over rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, Tally, bootstrap, f1_of, ratio, summed


@dataclass(frozen=True, slots=True)
class Matched:
    """The events of one row: those wanted, those found that count, and the pairs of both."""

    wanted: Sequence[Row]
    found: Sequence[Row]
    pairs: Sequence[tuple[Row, Row]]


def by_type(rows: Sequence[Matched]) -> Report:
    """Return precision, recall and F1 of each type that is wanted somewhere, and the plain mean of their F1."""
    return _each(rows, "type", [event["plover"] for row in rows for event in row.wanted], _of_type)


def by_status(rows: Sequence[Matched]) -> Report:
    """Return how well each wanted status is told, over the events that were found, and the share that was found."""
    wanted = [event["status"] for row in rows for event in row.wanted]
    report = _each(rows, "status", wanted, _of_status)
    for status in sorted(set(wanted)):
        found = sum(gold["status"] == status for row in rows for gold, _ in row.pairs)
        report |= {f"status.{status}.found": ratio(found, wanted.count(status))}
    return report


def _each(
    rows: Sequence[Matched], name: str, wanted: Sequence[str], tally_of: Callable[[Matched, str], Tally]
) -> Report:
    tallies = {kind: [tally_of(row, kind) for row in rows] for kind in sorted(set(wanted))}
    lines = list(zip(*tallies.values(), strict=True))
    report: Report = {f"{name}.macro_f1": _macro(lines), **bootstrap(f"{name}.macro_f1", lines, _macro)}
    for kind, tally in tallies.items():
        measure = f"{name}.{kind}"
        report |= {**summed(tally).report(measure), **bootstrap(f"{measure}.f1", tally, f1_of)}
        report[f"{measure}.gold"] = wanted.count(kind)
    return report


def _macro(lines: Sequence[tuple[Tally, ...]]) -> float:
    """Return the mean F1 over kinds; a line holds the tallies of one row, a kind each."""
    scores = [f1_of(column) for column in zip(*lines, strict=True)]
    return ratio(sum(scores), len(scores))


def _of_type(row: Matched, kind: str) -> Tally:
    right = sum(gold["plover"] == kind for gold, _ in row.pairs)
    return _tally(right, sum(e["plover"] == kind for e in row.found), sum(e["plover"] == kind for e in row.wanted))


def _of_status(row: Matched, kind: str) -> Tally:
    told = [(gold["status"] == kind, found["status"] == kind) for gold, found in row.pairs]
    return _tally(sum(g and f for g, f in told), sum(f for _, f in told), sum(g for g, _ in told))


def _tally(right: int, found: int, wanted: int) -> Tally:
    tally = Tally()
    tally.add(right, found, wanted)
    return tally
