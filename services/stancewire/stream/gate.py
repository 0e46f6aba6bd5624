"""The ordered gate of one partition: an offset is acknowledged only when every lower one has its outcome."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Token = TypeVar("Token")


@dataclass(slots=True)
class _Place(Generic[Token]):
    token: Token
    settled: bool = False


@dataclass(slots=True)
class Gate(Generic[Token]):
    """Offsets of one partition under one assignment, which `epoch` numbers.

    `admit` in the order received, `settle` in any order; `settle` returns the tokens that may be acknowledged
    now, lowest offset first. A closed gate, or one asked about another epoch, returns nothing: what a former
    assignment still finishes is delivered again to whoever owns the partition now.
    """

    epoch: int
    _places: OrderedDict[int, _Place[Token]] = field(default_factory=OrderedDict)
    _highest: int = -1
    _closed: bool = False

    def __len__(self) -> int:
        """Return how many offsets are admitted and not yet released."""
        return len(self._places)

    @property
    def lowest(self) -> int | None:
        """The offset that holds the gate, or None when nothing is in flight."""
        return next(iter(self._places), None)

    @property
    def unsettled(self) -> int:
        """How many admitted offsets have no outcome yet."""
        return sum(not place.settled for place in self._places.values())

    def admit(self, offset: int, token: Token) -> bool:
        """Take in an offset; False when it is closed or not above all before it (a repeat of what is in flight)."""
        if self._closed or offset <= self._highest:
            return False
        self._highest = offset
        self._places[offset] = _Place(token)
        return True

    def settle(self, offset: int, epoch: int) -> list[Token]:
        """Note that an offset has its outcome; return the tokens released by it. A repeat returns nothing."""
        place = self._places.get(offset)
        if self._closed or epoch != self.epoch or place is None:
            return []
        place.settled = True
        return self._release()

    def close(self) -> int:
        """Forget everything; return how many offsets were in flight. Later calls change nothing."""
        dropped = len(self._places)
        self._places.clear()
        self._closed = True
        return dropped

    def _release(self) -> list[Token]:
        released: list[Token] = []
        while self._places and next(iter(self._places.values())).settled:
            released.append(self._places.popitem(last=False)[1].token)
        return released
