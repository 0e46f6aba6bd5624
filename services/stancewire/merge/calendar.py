"""When events were told to be, by their numbers, in plain pages: what is of other days need not be read. 24 MiB."""

from __future__ import annotations

from mmap import mmap
from struct import Struct
from typing import Final

from stancewire.merge.days import Days, dates

_SLOTS: Final = 1 << 20
_LAST_SLOT: Final = _SLOTS - 1
_SLOT: Final = Struct("Q4I")
_NONE: Final = Days(0, 0)
"""No text tells this day."""


class Calendar:
    """Knows the million events that were changed last; of others nothing is said."""

    def __init__(self) -> None:
        # Taken up no sooner than it is written.
        self._pages = mmap(-1, _SLOTS * _SLOT.size)

    def note(self, number: int, days: Days | None, published: Days | None) -> None:
        """Note the days of an event and of its issues; what had its slot is forgotten."""
        at = (number & _LAST_SLOT) * _SLOT.size
        _SLOT.pack_into(self._pages, at, number, *(days or _NONE), *(published or _NONE))

    def excludes(self, number: int, days: Days | None, published: Days | None) -> bool:
        """Tell whether an event is known to be of other days than a telling."""
        kept, first, last, issue, last_issue = _SLOT.unpack_from(self._pages, (number & _LAST_SLOT) * _SLOT.size)
        if kept != number:
            return False
        own = Days(first, last) if last else None
        found = dates(days, published, own, Days(issue, last_issue) if last_issue else None)
        return found is not None and found.forbids
