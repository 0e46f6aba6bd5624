"""Anchors that lead to so many events that they tell nothing apart: known without counting them again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

_KEPT: Final = 50_000


class Crowds:
    """For each anchor the weeks within which it leads to at least so many entries."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._least: dict[int, dict[tuple[int, int], int]] = {}

    def is_known(self, anchor: int, first_week: int, last_week: int) -> bool:
        """Tell whether an anchor is known to have more than the most entries in these weeks."""
        found = self._least.get(anchor)
        return found is not None and found.get((first_week, last_week), 0) > self._most

    def note(self, anchor: int, first_week: int, last_week: int, least: int) -> None:
        """Remember that an anchor has at least so many entries in these weeks."""
        if len(self._least) >= _KEPT:
            self._least.clear()
        self._least.setdefault(anchor, {})[first_week, last_week] = least

    def entered(self, anchors: Iterable[int], weeks: Sequence[int]) -> None:
        """Count an entry of each anchor in each week in."""
        self._count([(anchor, week) for anchor in anchors if anchor in self._least for week in weeks], 1)

    def left(self, entries: Iterable[tuple[int, int]]) -> None:
        """Count entries out, each an anchor and a week."""
        self._count(entries, -1)

    def _count(self, entries: Iterable[tuple[int, int]], by: int) -> None:
        for anchor, week in entries:
            found = self._least.get(anchor)
            if found is not None:
                for first, last in found:
                    found[first, last] += by * (first <= week <= last)
