"""What the open events of one partition are found under, and which of them share most with a telling."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from stancewire.merge.crowds import Crowds
from stancewire.merge.index import Index
from stancewire.merge.parts import Filed
from stancewire.merge.traces import Traces

COMMON: Final = 24
"""Entries under one anchor in the weeks around a telling from which it tells nothing apart any more."""

_RARE: Final = 1_000_000
"""What an anchor counts that leads to one event only: whole numbers, so that their order tells nothing."""
_NUMBER_BITS: Final = 48
_NUMBER: Final = (1 << _NUMBER_BITS) - 1
_NONE: Final = frozenset[int]()


class Filing:
    """Events by number. `traces` are left of each anchor that was ever filed."""

    def __init__(self, traces: Traces) -> None:
        self._index, self._crowds, self._traces = Index(), Crowds(COMMON), traces
        # What was asked since the last change: an event that a telling has changed is looked for anew at once.
        self._asked: dict[tuple[int, int, int], frozenset[int]] = {}

    def file(self, number: int, under: Filed) -> int:
        """File an event of a number above all others; return the place by which it is taken out again."""
        self._asked.clear()
        place = self._index.file(number, under.anchors, under.weeks)
        self._traces.leave(under.anchors)
        self._crowds.entered(under.anchors, under.weeks)
        return place

    def unfile(self, place: int) -> None:
        """Take an event out that is filed."""
        self._asked.clear()
        self._crowds.left(self._index.unfile(place))

    def nearest(self, sought: Filed, most: int) -> list[int]:
        """Return at most so many events that share something: what is rare counts most, then what changed last."""
        first, last = sought.weeks[0] - 1, sought.weeks[-1] + 1
        shared: defaultdict[int, int] = defaultdict(int)
        for anchor in self._traces.held(sought.anchors):
            found = self._under(anchor, first, last)
            weight = _RARE // len(found) if found else 0
            for number in found:
                shared[number] += weight
        # As one number, since so it is sorted fastest.
        ranked = sorted([weight << _NUMBER_BITS | number for number, weight in shared.items()], reverse=True)
        return [both & _NUMBER for both in ranked[:most]]

    def _under(self, anchor: int, first_week: int, last_week: int) -> frozenset[int]:
        """Return the numbers of the events under an anchor in some weeks; none where they are too many."""
        if self._crowds.is_known(anchor, first_week, last_week):
            return _NONE
        asked = anchor, first_week, last_week
        found = self._asked.get(asked)
        if found is None:
            numbers = self._index.under(*asked, COMMON + 1)
            if len(numbers) > COMMON:
                self._crowds.note(*asked, len(numbers))
                return _NONE
            found = self._asked[asked] = frozenset(numbers)
        return found
