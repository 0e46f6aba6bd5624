"""What was ever filed, by one bit a number: most of what is looked for was never there. Saves asking the disk."""

from __future__ import annotations

from collections.abc import Iterable
from mmap import mmap
from typing import Final

_BITS: Final = 27
_MASK: Final = (1 << _BITS) - 1


class Traces:
    """A set of numbers that never forgets and may take one for another; 16 MiB, used up only as it is written.

    A million events set one bit in twenty. Were all set, every number would be looked for, as without it.
    """

    def __init__(self) -> None:
        self._bytes = mmap(-1, (_MASK + 1) >> 3)

    def leave(self, numbers: Iterable[int]) -> None:
        """Put numbers in; a repeat changes nothing."""
        mine = self._bytes
        for number in numbers:
            mine[(number & _MASK) >> 3] |= 1 << (number & 7)

    def may_hold(self, number: int) -> bool:
        """Tell whether a number may have been put in; False is certain."""
        return bool(self._bytes[(number & _MASK) >> 3] & 1 << (number & 7))

    def held(self, numbers: Iterable[int]) -> list[int]:
        """Return those of the numbers that may have been put in."""
        mine = self._bytes
        return [number for number in numbers if mine[(number & _MASK) >> 3] & 1 << (number & 7)]
