"""Which open events can be found under what, in memory: chains of entries in plain arrays.

An entry is an anchor in one week and the number of an event: 28 bytes, and 32 MiB for where the chains begin.
Events have about eight, so a million take some 260 MB. A file takes longer to ask, and far longer to change.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from mmap import mmap
from typing import Final

_CHAINS: Final = 1 << 23
_LAST_CHAIN: Final = _CHAINS - 1
_WEEK_BITS: Final = 17
_LAST_WEEK: Final = (1 << _WEEK_BITS) - 1
_FEW_WEEKS: Final = 8
_END: Final = 0
"""No entry has this place."""


class Index:
    """Takes events in and out under numbers of 47 bits, each in some weeks."""

    def __init__(self) -> None:
        # Each chain leads from the entry filed last to the first. Pages of its own, since these are taken up no
        # sooner than they are written, also when a former index has been given back.
        self._heads = memoryview(mmap(-1, 4 * _CHAINS)).cast("I")
        self._keys, self._numbers = array("Q", [0]), array("Q", [0])
        self._nexts, self._formers = array("I", [_END]), array("I", [_END])
        # The next entry of the same event, or of those that are free.
        self._siblings = array("I", [_END])
        self._free = _END
        self._weeks: Counter[int] = Counter()

    def file(self, number: int, anchors: Sequence[int], weeks: Sequence[int]) -> int:
        """File an event under each anchor in each week; return the place by which it is taken out again."""
        place = _END
        known = {_known(week) for week in weeks} if anchors else ()
        for week in known:
            self._weeks[week] += 1
        keys = [anchor << _WEEK_BITS | week for anchor in anchors for week in known]
        for key in keys:
            place = self._reused(key, number, place) if self._free else self._new(key, number, place)
        return place

    def unfile(self, place: int) -> list[tuple[int, int]]:
        """Take an event out; return the anchors and weeks under which it stood."""
        found = []
        while place != _END:
            key, sibling = self._keys[place], self._siblings[place]
            self._leave(place, key)
            self._siblings[place], self._free = self._free, place
            found.append((key >> _WEEK_BITS, (key & _LAST_WEEK) - 1))
            place = sibling
        for week in {week for _, week in found}:
            self._weeks[week + 1] -= 1
        return found

    def under(self, anchor: int, first_week: int, last_week: int, most: int) -> list[int]:
        """Return the number of an event for each entry under an anchor in some weeks, `most` of them at most."""
        found: list[int] = []
        heads, keys, numbers, nexts = self._heads, self._keys, self._numbers, self._nexts
        for week in self._in_use(_known(first_week), _known(last_week)):
            key = anchor << _WEEK_BITS | week
            place = heads[(anchor + key) & _LAST_CHAIN]
            while place:
                if keys[place] == key:
                    found.append(numbers[place])
                    if len(found) == most:
                        return found
                place = nexts[place]
        return found

    def _in_use(self, first: int, last: int) -> Iterable[int]:
        span = range(first, last + 1)
        # What is told of a day long past asks for all weeks since.
        return (
            span
            if len(span) <= _FEW_WEEKS
            else [week for week, count in self._weeks.items() if count and week in span]
        )

    def _new(self, key: int, number: int, sibling: int) -> int:
        place = len(self._keys)
        self._keys.append(key)
        self._numbers.append(number)
        self._siblings.append(sibling)
        self._formers.append(_END)
        self._nexts.append(self._begin(key, place))
        return place

    def _reused(self, key: int, number: int, sibling: int) -> int:
        place = self._free
        self._free = self._siblings[place]
        self._keys[place], self._numbers[place], self._siblings[place] = key, number, sibling
        self._formers[place], self._nexts[place] = _END, self._begin(key, place)
        return place

    def _begin(self, key: int, place: int) -> int:
        """Begin a chain with an entry; return the one that began it before."""
        chain = _chain(key)
        following = self._heads[chain]
        self._heads[chain] = place
        if following:
            self._formers[following] = place
        return following

    def _leave(self, place: int, key: int) -> None:
        former, following = self._formers[place], self._nexts[place]
        if former:
            self._nexts[former] = following
        else:
            self._heads[_chain(key)] = following
        if following:
            self._formers[following] = former


def _chain(key: int) -> int:
    # Anchors are evenly spread themselves; the weeks of one follow each other.
    return ((key >> _WEEK_BITS) + key) & _LAST_CHAIN


def _known(week: int) -> int:
    """Return a week as it stands in a key: -1, no week, is 0; all from the year 2513 on are one."""
    return min(max(week + 1, 0), _LAST_WEEK)
