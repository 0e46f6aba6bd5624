"""How many were killed, arrested, moved: whether the numbers of two tellings agree. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from stancewire.merge.point import Point
from stancewire_schemas.enriched_article import MagnitudeV1

_TELLING: Final = 3
_FAR: Final = 3
_GROUPED: Final = 1000
_COUNTED_ONCE: Final = frozenset({"arrested"})


class Count(NamedTuple):
    """A number of one kind, inclusive."""

    kind: str
    low: float
    high: float


def counts_of(magnitudes: Iterable[MagnitudeV1]) -> tuple[Count, ...]:
    """Return the numbers as they are compared."""
    return tuple(Count(m.kind, m.low or m.value or 0.0, m.high or m.value or m.low or 0.0) for m in magnitudes)


def numbers(telling: tuple[Count, ...], event: tuple[Count, ...], *, same_day: bool) -> list[Point]:
    """Compare each number of a telling with those of its kind."""
    found = []
    for own in telling:
        others = [other for other in event if other.kind == own.kind]
        if others:
            found.append(_number(own, others, same_day=same_day))
    return found


def exact(counts: tuple[Count, ...]) -> frozenset[str]:
    """Return the numbers that are told exactly, from three to 999, as a sentence has them in digits."""
    return frozenset([f"{c.low:.0f}" for c in counts if c.low == c.high and _TELLING <= c.low < _GROUPED])


def _number(own: Count, others: list[Count], *, same_day: bool) -> Point:
    if any(own.low <= other.high and other.low <= own.high for other in others):
        # Three teachers abducted on one day are the three of the other paper; one man hurt may be anybody.
        is_telling = same_day and own in others and own.low >= _TELLING
        return Point(f"same number {own.kind}", 1.0, particular=is_telling)
    # Tolls rise while a story runs; only a far jump speaks against.
    far = all(max(own.low, other.low) > _FAR * max(1.0, min(own.high, other.high)) for other in others)
    if far:
        return Point(f"far other number {own.kind}", -2.0)
    # Who was seized is counted when it is told; the dead and the injured are found one by one.
    return Point(f"other number {own.kind}", -1.0 if own.kind in _COUNTED_ONCE else -0.25)
