"""The days of an event, told by a text or taken from its issue, and whether those of two tellings agree. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from stancewire.merge.point import Point

_WIDE: Final = 7
_FORGOTTEN: Final = 10
_FRESH: Final = 3
_OTHER: Final = Point("other days", 0.0, forbids=True)
_DAY_AFTER: Final = Point("the day after", 0.25)
_PERIOD: Final = Point("same period", 0.5)
_SAME_DAY: Final = Point("same day", 1.0)
_BACKGROUND: Final = Point("other days, but for background", -3.0)
_FRESHLY_TOLD: Final = Point("told in those days", 0.5)
_TOLD_LATER: Final = Point("told in those days", 0.0)
_WEEKS_APART: Final = Point("published weeks apart", 0.0, forbids=True)
_TOGETHER: Final = Point("published together", 0.5)
_DAYS_APART: Final = Point("published days apart", -0.5)


class Days(NamedTuple):
    """Inclusive days as ordinals."""

    first: int
    last: int


def dates(one: Days | None, one_issue: Days | None, other: Days | None, other_issue: Days | None) -> Point | None:
    """Compare the days that two texts tell or, where none is told, their issues; None where that tells nothing."""
    if one and other:
        return told(one, other)
    days, issue = (one, other_issue) if one else (other, one_issue)
    if days and issue:
        return told_and_published(days, issue)
    return published(one_issue, other_issue) if one_issue and other_issue else None


def told(one: Days, other: Days) -> Point:
    """Compare the days that two texts tell."""
    gap = _gap(one, other)
    if gap > 1:
        return _OTHER
    if gap == 1:
        # One paper's Monday night is another's Tuesday.
        return _DAY_AFTER
    is_wide = max(one.last - one.first, other.last - other.first) > _WIDE
    return _PERIOD if is_wide else _SAME_DAY


def told_and_published(days: Days, issue: Days) -> Point:
    """Compare the day that one text tells with the issue of another that tells none: it lies not long before."""
    before = issue.last - days.last
    if days.first - issue.last > 1:
        return _OTHER
    if before > _FORGOTTEN:
        # The undated telling may be background to a later story, of a trial or an anniversary.
        return _BACKGROUND
    return _FRESHLY_TOLD if before <= _FRESH else _TOLD_LATER


def published(one: Days, other: Days) -> Point:
    """Compare the issues of two texts that tell no day."""
    gap = _gap(one, other)
    if gap > _WIDE:
        return _WEEKS_APART
    return _TOGETHER if gap <= 2 else _DAYS_APART


def _gap(one: Days, other: Days) -> int:
    return max(0, one.first - other.last, other.first - one.last)
