"""Forms to days: calendar arithmetic from the publication day. Pure; years stay within 1 to 9999."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stancewire.nlp.calendar_arithmetic import DAY, UNRESOLVED, Resolved, months, move, shifted, thirds
from stancewire.nlp.date_direction import Direction
from stancewire.nlp.date_forms import (
    Ahead,
    Between,
    CalendarDay,
    Chain,
    DayOfMonth,
    Form,
    Part,
    Shift,
    Since,
    Until,
    Vague,
    Weekday,
    Weekend,
    Window,
    YearPart,
    Years,
)
from stancewire.nlp.nearest_days import day_of_month_near, nearest, weekday_near, weekend_near, years_with
from stancewire_schemas.codes import DateKind, Granularity


def resolve(form: Form, today: date | None, direction: Direction) -> Resolved:
    """Return the days that a form means; `today` is the publication day. Chains and vague words are unresolved."""
    try:
        return _resolve(form, today, direction)
    except (ValueError, OverflowError):
        # February 30, or a shift past the calendar's ends.
        return UNRESOLVED


def _resolve(form: Form, today: date | None, direction: Direction) -> Resolved:
    match form:
        case CalendarDay():
            return _calendar_day(form, today, direction)
        case Years(first, last, granularity):
            return Resolved(date(first, 1, 1), date(last, 12, 31), granularity, DateKind.ABSOLUTE)
        case YearPart():
            return _year_part(form, today, direction)
        case Part(part, whole):
            return _part(part, _resolve(whole, today, direction), today)
        case Between():
            return _between(form, today, direction)
        case Since(inner):
            return replace(_resolve(inner, today, direction), last=None, granularity=Granularity.RANGE)
        case Until(inner):
            return _until(_resolve(inner, today, direction), today)
        case Chain() | Vague():
            return UNRESOLVED
        case Weekday() | Weekend() | Shift() | Window() | Ahead() | DayOfMonth():
            return UNRESOLVED if today is None else _from_today(form, today, direction)


def _from_today(
    form: Weekday | Weekend | Shift | Window | Ahead | DayOfMonth, today: date, direction: Direction
) -> Resolved:
    match form:
        case Weekday():
            day = weekday_near(form, today, direction)
            return Resolved(day, day, Granularity.DAY, DateKind.RELATIVE)
        case Weekend(which):
            return weekend_near(which, today, direction)
        case Shift(count, unit) | Ahead(count, unit):
            return shifted(today, today, count, unit, DateKind.RELATIVE)
        case Window(count, unit):
            other = move(today, count, unit)
            return Resolved(min(today, other), max(today, other), Granularity.RANGE, DateKind.RELATIVE)
        case DayOfMonth(day_number):
            return day_of_month_near(day_number, today, direction)


def _calendar_day(form: CalendarDay, today: date | None, direction: Direction) -> Resolved:
    if form.year is not None:
        day = date(form.year, form.month, form.day)
    elif today is None:
        return UNRESOLVED
    elif form.year_offset is not None:
        day = date(today.year + form.year_offset, form.month, form.day)
    else:
        day = nearest([date(year, form.month, form.day) for year in years_with(today.year, form)], today, direction)
    return Resolved(day, day, Granularity.DAY, DateKind.ABSOLUTE)


def _year_part(form: YearPart, today: date | None, direction: Direction) -> Resolved:
    kind = DateKind.ABSOLUTE
    if form.year is not None:
        year = form.year
    elif today is None:
        return UNRESOLVED
    elif form.year_offset is not None:
        year = today.year + form.year_offset
    else:
        starts = [date(year, form.first_month, 1) for year in range(today.year - 1, today.year + 2)]
        floor = date(today.year, today.month, 1)
        year = nearest(starts, today if direction is not Direction.COMING else floor, direction).year
    first, last = months(year, form.first_month, form.last_month)
    return Resolved(first, last, form.granularity, kind)


def _part(part: str, whole: Resolved, today: date | None) -> Resolved:
    """Cut a third out; "earlier this week" ends and "later this week" begins on the publication day."""
    if whole.first is None or whole.last is None or whole.granularity is Granularity.DAY:
        return whole
    if part in {"earlier", "later"}:
        if today is None or not whole.first <= today <= whole.last:
            return whole
        edges = (whole.first, today) if part == "earlier" else (today, whole.last)
        return replace(whole, first=edges[0], last=edges[1])
    second, third = thirds(whole.first, whole.last, whole.granularity)
    first, last = {
        "early": (whole.first, second - DAY), "mid": (second, third - DAY), "late": (third, whole.last),
    }[part]  # fmt: skip
    return replace(whole, first=first, last=max(first, last), granularity=Granularity.RANGE)


def _between(form: Between, today: date | None, direction: Direction) -> Resolved:
    last = _resolve(form.last, today, direction)
    first = _resolve(_borrow_year(form.first, form.last), today, direction)
    if first.first is None or last.last is None:
        return UNRESOLVED
    if first.first > last.last:
        first = _step_back(form.first, first, last)
    if first.first is None or first.first > last.last:
        return UNRESOLVED
    kind = first.kind if first.kind is last.kind else DateKind.RELATIVE
    return Resolved(first.first, last.last, Granularity.RANGE, kind)


def _borrow_year(first: Form, last: Form) -> Form:
    """In "from May to July 2024" the year counts for both."""
    if (
        isinstance(first, CalendarDay | YearPart)
        and isinstance(last, CalendarDay | YearPart)
        and first.year is None
    ):
        return replace(first, year=last.year, year_offset=first.year_offset or last.year_offset)
    return first


def _step_back(form: Form, first: Resolved, last: Resolved) -> Resolved:
    """In "from November to February 2024" or "from Friday to Sunday" the first end lies before the last."""
    if first.first is None or last.last is None:
        return first
    if isinstance(form, Weekday):
        return replace(first, first=first.first - 7 * DAY)
    return replace(first, first=move(first.first, -1, "year")) if not isinstance(form, Years) else first


def _until(inner: Resolved, today: date | None) -> Resolved:
    if inner.last is None:
        return inner
    first = today if today is not None and today <= inner.last else None
    return Resolved(first, inner.last, Granularity.RANGE, inner.kind)
