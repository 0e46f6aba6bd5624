"""Whether confidence tells how often something is right: ten bins of one width, and the mean gap over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.evaluate.measures import Report, ratio

_BINS: Final = 10


def calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """Return the expected gap between confidence and accuracy over ten bins of equal width; 0 of nothing."""
    gap = 0.0
    for members in _bins(sure):
        gap += abs(sum(confidence for confidence, _ in members) - sum(hit for _, hit in members))
    return ratio(gap, len(sure))


def _bins(sure: Sequence[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for confidence, hit in sure:
        bins[min(_BINS - 1, int(confidence * _BINS))].append((confidence, hit))
    return bins


def by_confidence(sure: Sequence[tuple[float, bool]]) -> Report:
    """Return accuracy and number of rows of each bin that holds any."""
    report: Report = {}
    for number, members in enumerate(_bins(sure)):
        if members:
            name = f"confidence.{number / _BINS:.1f}"
            report[f"{name}.accuracy"] = ratio(sum(hit for _, hit in members), len(members))
            report[f"{name}.rows"] = len(members)
    return report
