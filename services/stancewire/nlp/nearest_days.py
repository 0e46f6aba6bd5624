"""Which day a form means that many days fit: the nearest weekday, weekend, day of a month or of a year."""

from __future__ import annotations

import calendar
from datetime import date

from stancewire.nlp.calendar_arithmetic import DAY, Resolved, move
from stancewire.nlp.date_direction import Direction
from stancewire.nlp.date_forms import CalendarDay, Weekday
from stancewire_schemas.codes import DateKind, Granularity


def nearest(days: list[date], today: date, direction: Direction) -> date:
    """Return the nearest of some days, before or after a day as the tense says. Raise ValueError for none."""
    if not days:
        raise ValueError("no year has such a day")
    past = max((day for day in days if day <= today), default=days[0])
    coming = min((day for day in days if day >= today), default=days[-1])
    if direction is Direction.PAST:
        return past
    if direction is Direction.COMING:
        return coming
    return past if today - past <= coming - today else coming


def weekday_near(form: Weekday, today: date, direction: Direction) -> date:
    """Return the weekday that "on Friday", "next Friday" or "last week on Friday" means."""
    monday = today - today.weekday() * DAY
    match form.which:
        case "last week" | "this week" | "next week":
            weeks = {"last week": -1, "this week": 0, "next week": 1}[form.which]
            return monday + (7 * weeks + form.index) * DAY
        case "next":
            return today + ((form.index - today.weekday() - 1) % 7 + 1) * DAY
        case "last":
            return today - ((today.weekday() - form.index - 1) % 7 + 1) * DAY
    if direction is Direction.COMING:
        return today + ((form.index - today.weekday()) % 7) * DAY
    return today - ((today.weekday() - form.index) % 7) * DAY


def weekend_near(which: str, today: date, direction: Direction) -> Resolved:
    """A weekend under way counts as this one; past it, tense tells whether the last or the coming is meant."""
    saturday = today + (5 - today.weekday()) * DAY
    under_way = today.weekday() >= 5
    if which == "last":
        saturday -= 7 * DAY
    elif which == "next":
        saturday += 7 * DAY if under_way else 0 * DAY
    elif direction is not Direction.COMING and not under_way:
        saturday -= 7 * DAY
    return Resolved(saturday, saturday + DAY, Granularity.RANGE, DateKind.RELATIVE)


def day_of_month_near(number: int, today: date, direction: Direction) -> Resolved:
    """Return the day that "the 14th" means, in a month that has it."""
    candidates: list[date] = []
    for step in (-2, -1, 0, 1, 2):
        first = move(today.replace(day=1), step, "month")
        if number <= calendar.monthrange(first.year, first.month)[1]:
            candidates.append(first.replace(day=number))
    day = nearest(candidates, today, direction)
    return Resolved(day, day, Granularity.DAY, DateKind.RELATIVE)


def years_with(year: int, form: CalendarDay) -> list[int]:
    """Return the years around that have such a day: 29 February is rare."""
    reach = 8 if (form.month, form.day) == (2, 29) else 1
    return [y for y in range(year - reach, year + reach + 1) if form.day <= calendar.monthrange(y, form.month)[1]]
