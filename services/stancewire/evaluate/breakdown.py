"""Events scored by type and by status, each with its 95 % interval over rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, Tally, ratio

_SEED: Final = 20260131
_DRAWS: Final = 1000
Counts = NDArray[np.int64]


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
    rows: Sequence[Matched], name: str, wanted: Sequence[str], counts_of: Callable[[Matched, str], list[int]]
) -> Report:
    kinds = sorted(set(wanted))
    if not kinds:
        return {f"{name}.macro_f1": 0.0}
    counts = np.array([[counts_of(row, kind) for kind in kinds] for row in rows], dtype=np.int64)
    drawn = _f1(_drawn(counts))
    report: Report = {
        f"{name}.macro_f1": round(float(_f1(counts.sum(axis=0)).mean()), 3),
        **_interval(f"{name}.macro_f1", drawn.mean(axis=1)),
    }
    for column, kind in enumerate(kinds):
        right, too_much, missed = map(int, counts[:, column].sum(axis=0))
        report |= Tally(right, too_much, missed).report(f"{name}.{kind}")
        report |= _interval(f"{name}.{kind}.f1", drawn[:, column])
        report[f"{name}.{kind}.gold"] = wanted.count(kind)
    return report


def _drawn(counts: Counts) -> Counts:
    """Return the sums over rows drawn again with replacement, a line a draw; the same every time.

    How often each row is drawn is all that matters to a sum, so the draws are one product of matrices.
    """
    size = len(counts)
    times = np.random.default_rng(_SEED).multinomial(size, [1 / size] * size, size=_DRAWS)
    return np.asarray(np.tensordot(times, counts, axes=1), dtype=np.int64)


def _f1(sums: Counts) -> NDArray[np.float64]:
    right, too_much, missed = np.moveaxis(sums, -1, 0)
    whole = 2 * right + too_much + missed
    scores: NDArray[np.float64] = np.divide(2 * right, whole, out=np.zeros(whole.shape), where=whole > 0)
    return scores


def _interval(name: str, values: NDArray[np.float64]) -> Report:
    low, high = np.quantile(values, [0.025, 0.975])
    return {f"{name}.low95": round(float(low), 3), f"{name}.high95": round(float(high), 3)}


def _of_type(row: Matched, kind: str) -> list[int]:
    right = sum(gold["plover"] == kind for gold, _ in row.pairs)
    found, wanted = (sum(event["plover"] == kind for event in events) for events in (row.found, row.wanted))
    return [right, found - right, wanted - right]


def _of_status(row: Matched, kind: str) -> list[int]:
    told = [(gold["status"] == kind, found["status"] == kind) for gold, found in row.pairs]
    right = sum(gold and found for gold, found in told)
    return [right, sum(found for _, found in told) - right, sum(gold for gold, _ in told) - right]
