"""The part of the date grammar that reads single days, and months with a day's year."""

from __future__ import annotations

from stancewire.nlp import calendar_words as cw
from stancewire.nlp.date_forms import CalendarDay, DayOfMonth, Form, Shift, Vague, Weekday, YearPart
from stancewire.nlp.date_words import Reading, Words
from stancewire_schemas.codes import Granularity


def read_figures(words: Words, start: int) -> Reading | None:
    """Read "2025-09-06" (however it is tokenised), "24/02/2022" and "2022/02/24"."""
    word, end = words.low[start], start + 1
    if not word[0].isdigit():
        return None
    while (
        end < len(words)
        and end - start < 5
        and not words.doc[end - 1].whitespace_
        and (words.low[end] in {"-", "/"} or words.low[end][0].isdigit())
    ):
        end += 1
    text = "".join(words.low[start:end]).replace("/", "-")
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isdecimal() and part.isascii() and len(part) in {1, 2, 4} for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return _checked_day(numbers[0], numbers[1], numbers[2], end)
    if len(parts[2]) != 4:
        return None
    return _day_or_month_first(numbers[0], numbers[1], numbers[2], end)


def _day_or_month_first(one: int, two: int, year: int, end: int) -> Reading | None:
    if one > 12 or one == two:
        return _checked_day(year, two, one, end)
    if two > 12:
        return _checked_day(year, one, two, end)
    # Both orders are in use: nobody can tell.
    return Vague(), end


def _checked_day(year: int, month: int, day: int, end: int) -> Reading | None:
    valid = 1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year < 2200
    return (CalendarDay(month, day, year), end) if valid else None


def read_month(words: Words, start: int) -> Reading | None:
    """Read "September 6, 2025", "Sept. 6 last year", "May" and "May 2024"."""
    month = cw.MONTHS.get(words.low[start])
    if month is None or not words.calendar_name(start):
        return None
    after = start + 1 + (words.word(start + 1) == "the" and words.day_number(start + 2) is not None)
    day = words.day_number(after)
    if day is not None and words.word(after + 1) not in {"%", "percent", "per", "people", "million", "billion"}:
        return with_year(words, CalendarDay(month, day), after + 1)
    return with_year(words, YearPart(month, month, Granularity.MONTH), start + 1)


def with_year(words: Words, form: CalendarDay | YearPart, end: int) -> Reading:
    """Return the form with the year that stands behind it, and the token after both."""
    year, after = year_after(words, end)
    offset: int | None = None
    if year is None:
        offset, after = _year_words_after(words, end)
    if isinstance(form, CalendarDay):
        return CalendarDay(form.month, form.day, year, offset), after
    return YearPart(form.first_month, form.last_month, form.granularity, year, offset), after


def year_after(words: Words, index: int) -> tuple[int | None, int]:
    """Read ", 2022", "2022" or "of 2022" behind a month or day."""
    at = index + (words.word(index) in {",", "of", "in"})
    year = words.year_number(at)
    if year is None or year < 1500 or words.word(at + 1) in {"people", "%"}:
        return None, index
    return year, at + 1


def _year_words_after(words: Words, index: int) -> tuple[int | None, int]:
    """Read "last year", "of this year" or "next year" behind a month or day: the offset in years."""
    at = index + (words.word(index) in {"of", "in"})
    offset = {"last": -1, "this": 0, "next": 1}.get(words.word(at))
    return (offset, at + 2) if offset is not None and words.word(at + 1) == "year" else (None, index)


def read_day_first(words: Words, start: int) -> Reading | None:
    """Read "6 September 2025", "the 6th of September", "the 24th"."""
    article = words.low[start] == "the"
    at = start + article
    day = words.day_number(at)
    if day is None:
        return None
    after = at + 1 + (words.word(at + 1) == "of")
    month = cw.MONTHS.get(words.word(after))
    if month is not None and words.calendar_name(after):
        return with_year(words, CalendarDay(month, day), after + 1)
    ordinal = not words.low[at].isdecimal()
    on_the = article and start > 0 and words.low[start - 1] == "on"
    return (DayOfMonth(day), at + 1) if ordinal and on_the and words.ends_clause(at + 1) else None


def read_weekday(words: Words, start: int) -> Reading | None:
    """Read "Friday", "next Monday", "Monday morning", "Friday last week", "Tuesday, March 12"."""
    at, which = which_one(words, start)
    index = cw.WEEKDAYS.get(words.word(at))
    if index is None or not words.calendar_name(at):
        return None
    end = at + 1
    if words.word(end) in cw.DAY_PARTS:
        end += 1
    elif words.word(end) in {"last", "this", "next"} and words.word(end + 1) == "week":
        return _weekday_of_week(index, words.word(end)), end + 2
    exact = _read_exact_after(words, end)
    return exact or (Weekday(index, which), end)


def _weekday_of_week(index: int, which: str) -> Form:
    return Weekday(index, which + " week")


def _read_exact_after(words: Words, end: int) -> Reading | None:
    """Read "Saturday, September 6": the weekday adds nothing to the day."""
    at = end + (words.word(end) == ",")
    if at >= len(words):
        return None
    reading = read_month(words, at) or read_day_first(words, at)
    return reading if reading is not None and isinstance(reading[0], CalendarDay) else None


def which_one(words: Words, start: int) -> tuple[int, str]:
    """Return the token after "last", "this" or "next", and which of them it was."""
    word = words.low[start]
    for which, forms in (("last", {"last", "past"}), ("next", cw.NEXT), ("this", cw.THIS)):
        if word in forms:
            return start + 1, which
    return start, ""


def read_today(words: Words, start: int) -> Reading | None:
    """Read "today", "tomorrow morning", "the day before yesterday"; "overnight" is vague."""
    word = words.low[start]
    if word == "the" and words.word(start + 1) == "day" and words.word(start + 3) in {"yesterday", "tomorrow"}:
        edge = {"before": -2, "after": 2}.get(words.word(start + 2))
        return None if edge is None else (Shift(edge, "day"), start + 4)
    if word == "overnight":
        return Vague(), start + 1
    offset = cw.TODAY_WORDS.get(word)
    # "today's world" means nowadays.
    if offset is None or (word == "today" and words.word(start + 1) in {"'s", "’s"}):
        return None
    return Shift(offset, "day"), start + 1 + (words.word(start + 1) in cw.DAY_PARTS)


def read_fixed_day(words: Words, start: int) -> Reading | None:
    """Read "Christmas Day" and its like."""
    if not words.doc[start].text[0].isupper():
        return None
    for length in (4, 2):
        month_day = cw.FIXED_DAYS.get(tuple(words.low[start : start + length]))
        if month_day is not None:
            return with_year(words, CalendarDay(*month_day), start + length)
    return None
