"""The days of an event, told by a text or taken from its issue, and whether those of two tellings agree. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from stancewire.merge.point import Point

_WIDE: Final = 7
_FORGOTTEN: Final = 10
_FRESH: Final = 3
_OTHER: Final = Point("other days", 0.0, forbids=True)


class Days(NamedTuple):
    """Inclusive days as ordinals."""

    first: int
    last: int


def told(one: Days, other: Days) -> Point:
    """Compare the days that two texts tell."""
    gap = _gap(one, other)
    if gap > 1:
        return _OTHER
    if gap == 1:
        # One paper's Monday night is another's Tuesday.
        return Point("the day after", 0.25)
    is_wide = max(one.last - one.first, other.last - other.first) > _WIDE
    return Point("same period", 0.5) if is_wide else Point("same day", 1.0)


def told_and_published(days: Days, issue: Days) -> Point:
    """Compare the day that one text tells with the issue of another that tells none: it lies not long before."""
    before = issue.last - days.last
    if days.first - issue.last > 1:
        return _OTHER
    if before > _FORGOTTEN:
        # The undated telling may be background to a later story, of a trial or an anniversary.
        return Point("other days, but for background", -3.0)
    return Point("told in those days", 0.5 if before <= _FRESH else 0.0)


def published(one: Days, other: Days) -> Point:
    """Compare the issues of two texts that tell no day."""
    gap = _gap(one, other)
    if gap > _WIDE:
        return Point("published weeks apart", 0.0, forbids=True)
    return Point("published together", 0.5) if gap <= 2 else Point("published days apart", -0.5)


def _gap(one: Days, other: Days) -> int:
    return max(0, one.first - other.last, other.first - one.last)
