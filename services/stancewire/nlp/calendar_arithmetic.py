"""Calendar arithmetic: days, and units of them. Pure; what leaves the years 1 to 9999 raises ValueError."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from stancewire_schemas.codes import DateKind, Granularity

DAY: Final = timedelta(days=1)
_UNIT_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_UNIT_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
_UNIT_GRANULARITY: Final = {
    "day": Granularity.DAY, "week": Granularity.WEEK, "fortnight": Granularity.RANGE, "month": Granularity.MONTH,
    "quarter": Granularity.QUARTER, "year": Granularity.YEAR, "decade": Granularity.DECADE,
    "century": Granularity.CENTURY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """First and last day, inclusive; None at an open end, and at both where unresolved."""

    first: date | None
    last: date | None
    granularity: Granularity | None
    kind: DateKind


UNRESOLVED: Final = Resolved(None, None, None, DateKind.UNRESOLVED)


def shifted(first: date, last: date, count: int, unit: str, kind: DateKind) -> Resolved:
    """Move a stretch of days by whole units and widen it to the unit ("two months ago" is a month)."""
    start, _ = unit_around(move(first, count, unit), unit)
    _, end = unit_around(move(last, count, unit), unit)
    granularity = _UNIT_GRANULARITY[unit]
    if unit == "day" and start != end:
        granularity = Granularity.RANGE
    return Resolved(start, end, granularity, kind)


def move(day: date, count: int, unit: str) -> date:
    """Move a day by whole units; a day that the month lacks becomes its last."""
    if unit in _UNIT_DAYS:
        return day + count * _UNIT_DAYS[unit] * DAY
    total = day.year * 12 + day.month - 1 + count * _UNIT_MONTHS[unit]
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_around(day: date, unit: str) -> tuple[date, date]:
    """Return the first and last day of the calendar unit around a day; weeks begin on Monday."""
    match unit:
        case "week":
            monday = day - day.weekday() * DAY
            return monday, monday + 6 * DAY
        case "month":
            return months(day.year, day.month, day.month)
        case "quarter":
            first = day.month - (day.month - 1) % 3
            return months(day.year, first, first + 2)
        case "year":
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case "decade":
            return date(day.year - day.year % 10, 1, 1), date(day.year - day.year % 10 + 9, 12, 31)
        case "century":
            first = day.year - (day.year - 1) % 100
            return date(first, 1, 1), date(first + 99, 12, 31)
    return day, day


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """Return the first and last day of whole months; a last month above 12 lies in the next year."""
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def thirds(first: date, last: date, granularity: Granularity | None) -> tuple[date, date]:
    """Return where the middle and the last third begin: ten days of a month, four months of a year."""
    if granularity is Granularity.MONTH:
        return first + 10 * DAY, first + 20 * DAY
    if granularity is Granularity.YEAR:
        return move(first, 4, "month"), move(first, 8, "month")
    if granularity is Granularity.DECADE:
        return move(first, 4, "year"), move(first, 7, "year")
    third = max(((last - first).days + 1) // 3, 1)
    return first + third * DAY, first + 2 * third * DAY
