"""Which open events can be found under what, in memory: chains of entries in a plain array.

An entry is an anchor in one week and the number of an event: 32 bytes side by side, so that each step along a
chain waits for memory once; and 32 MiB for where the chains begin. Events have about eight, so a million take some
290 MB. A file takes longer to ask, and far longer to change.
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
_LINK_BITS: Final = 32
_NEXT: Final = (1 << _LINK_BITS) - 1
_FORMER: Final = _NEXT << _LINK_BITS


class Index:
    """Takes events in and out under numbers of 47 bits, each in some weeks."""

    def __init__(self) -> None:
        # Each chain leads from the entry filed last to the first. Pages of its own, since these are taken up no
        # sooner than they are written, also when a former index has been given back.
        self._heads = memoryview(mmap(-1, 4 * _CHAINS)).cast("I")
        # Each entry: its key; the event; the next one of its chain and the former one, 32 bits each; the next one
        # of the same event, or of those that are free. The first four are nobody's.
        self._entries = array("Q", [0] * 4)
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
        found, entries = [], self._entries
        while place != _END:
            key, sibling = entries[place], entries[place + 3]
            self._leave(place, key)
            entries[place + 3], self._free = self._free, place
            found.append((key >> _WEEK_BITS, (key & _LAST_WEEK) - 1))
            place = sibling
        for week in {week for _, week in found}:
            self._weeks[week + 1] -= 1
        return found

    def under(self, anchor: int, first_week: int, last_week: int, most: int) -> list[int]:
        """Return the number of an event for each entry under an anchor in some weeks, `most` of them at most."""
        found: list[int] = []
        heads, entries = self._heads, self._entries
        for week in self._in_use(_known(first_week), _known(last_week)):
            key = anchor << _WEEK_BITS | week
            place = heads[(anchor + key) & _LAST_CHAIN]
            while place:
                if entries[place] == key:
                    found.append(entries[place + 1])
                    if len(found) == most:
                        return found
                place = entries[place + 2] & _NEXT
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
        place = len(self._entries)
        self._entries.extend((key, number, self._begin(key, place), sibling))
        return place

    def _reused(self, key: int, number: int, sibling: int) -> int:
        place, entries = self._free, self._entries
        self._free = entries[place + 3]
        entries[place], entries[place + 1], entries[place + 3] = key, number, sibling
        entries[place + 2] = self._begin(key, place)
        return place

    def _begin(self, key: int, place: int) -> int:
        """Begin a chain with an entry; return the one that began it before."""
        chain, entries = _chain(key), self._entries
        following = self._heads[chain]
        self._heads[chain] = place
        if following:
            entries[following + 2] |= place << _LINK_BITS
        return following

    def _leave(self, place: int, key: int) -> None:
        entries = self._entries
        former, following = divmod(entries[place + 2], 1 << _LINK_BITS)
        if former:
            entries[former + 2] = entries[former + 2] & _FORMER | following
        else:
            self._heads[_chain(key)] = following
        if following:
            entries[following + 2] = entries[following + 2] & _NEXT | former << _LINK_BITS


def _chain(key: int) -> int:
    # Anchors are evenly spread themselves; the weeks of one follow each other.
    return ((key >> _WEEK_BITS) + key) & _LAST_CHAIN


def _known(week: int) -> int:
    """Return a week as it stands in a key: -1, no week, is 0; all from the year 2513 on are one."""
    return min(max(week + 1, 0), _LAST_WEEK)
