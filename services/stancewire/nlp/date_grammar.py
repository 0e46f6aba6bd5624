"""The grammar of time expressions: tokens in, symbolic forms out. One pass; each word is tried once as a start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from stancewire.nlp import calendar_words as cw
from stancewire.nlp.date_counts import (
    COUNT_BEGINNINGS,
    NEIGHBOUR_BEGINNINGS,
    WINDOW_BEGINNINGS,
    count_and_unit,
    read_count,
    read_neighbour,
    read_window,
)
from stancewire.nlp.date_days import year_after
from stancewire.nlp.date_forms import (
    Ahead,
    Between,
    CalendarDay,
    Expression,
    Form,
    Part,
    Shift,
    Since,
    Until,
    Years,
)
from stancewire.nlp.date_points import point_readers, read_point
from stancewire.nlp.date_words import Reading, Words
from stancewire.nlp.number_words import begins_number
from stancewire.nlp.tree import Doc
from stancewire_schemas.codes import Granularity

_DASHES: Final = frozenset({"-", "–", "—"})
_UNTIL: Final = ("until", "till", "by")
_FROM: Final = ("from", "between")
_TO: Final = frozenset({"to", "until", "till", "through", "thru"}) | _DASHES


def read_expressions(doc: Doc) -> Iterator[Expression]:
    """Yield the time expressions in order, none overlapping another."""
    words = Words(doc)
    position = 0
    for start in words.starts:
        reading = _read(words, start) if start >= position else None
        if reading is not None:
            form, position = reading
            yield Expression(form, start, position)


def _read(words: Words, start: int) -> Reading | None:
    sentence = words.doc[start].sent
    for reader in _readers_at(words.low[start]):
        reading = reader(words, start)
        if reading is not None and reading[1] <= sentence.end:
            return reading
    return None


def _read_ahead(words: Words, start: int) -> Reading | None:
    if words.word(start + 1) in {"the", "all"}:
        return None
    counted = count_and_unit(words, start + 1)
    if counted is None or counted[0] is None or words.word(counted[2]) in {"of", "after", "before"}:
        return None
    unit, count = (counted[1], counted[0]) if counted[1] != "fortnight" else ("week", 2 * counted[0])
    end = counted[2] + (2 if words.word(counted[2]) in {"'s", "'", "’", "’s"} else 0)
    return Ahead(count, unit), end


def _read_since(words: Words, start: int) -> Reading | None:
    inner = _read_part(words, start + 1)
    return None if inner is None else (Since(inner[0]), inner[1])


def _read_until(words: Words, start: int) -> Reading | None:
    inner = _read_part(words, start + 1)
    return None if inner is None else (Until(inner[0]), inner[1])


def _read_from_to(words: Words, start: int) -> Reading | None:
    opening = words.low[start]
    first = _read_part(words, start + 1)
    if first is None:
        return _bare_day_range(words, start + 1)
    joint = words.word(first[1])
    if (joint != "and") if opening == "between" else (joint not in _TO):
        return None
    last = _read_part(words, first[1] + 1) or _day_in(words, first, first[1] + 1)
    return None if last is None else (Between(first[0], last[0]), last[1])


def _bare_day_range(words: Words, start: int) -> Reading | None:
    """Read "10 to 12 May": the first day has no month of its own."""
    day = words.day_number(start)
    if day is None or words.word(start + 1) not in _TO | {"and"}:
        return None
    last = read_point(words, start + 2)
    first = None if last is None else _same_month(last[0], day)
    return None if first is None or last is None else (Between(first, last[0]), last[1])


def _read_span(words: Words, start: int) -> Reading | None:
    """Read "May 3-5", "May 3 to 5", "2014-2018", "June-August", "Monday to Friday", "10-12 May"."""
    bare = _bare_day_range(words, start)
    if bare is not None and words.word(start + 1) != "and":
        return bare
    first = _read_part(words, start)
    joint = "" if first is None else words.word(first[1])
    if first is None or joint not in _TO | {"and"} or (joint == "and" and words.day_number(first[1] + 1) is None):
        return first
    last = _day_in(words, first, first[1] + 1) or _short_year(words, first, first[1] + 1)
    if last is None:
        last = read_point(words, first[1] + 1)
        if last is None or type(last[0]) is not type(first[0]):
            return first
    return Between(first[0], last[0]), last[1]


def _read_part(words: Words, start: int) -> Reading | None:
    """Read a point with "early", "mid-", "the end of" or the like before it."""
    position = start + (words.word(start) in {"the", "very"})
    part = cw.PARTS.get(words.word(position))
    if part is None:
        return read_point(words, start)
    after = position + 1
    spelt = words.word(position) in {"beginning", "start", "middle", "end"}
    if spelt and words.word(after) != "of":
        return None
    after += words.word(after) in {"of", "in", "on"} | _DASHES
    inner = read_point(words, after) or (_this_unit(words, after) if spelt else None)
    return None if inner is None else (Part(part, inner[0]), inner[1])


def _this_unit(words: Words, start: int) -> Reading | None:
    """Read "the year" in "the end of the year": the one under way."""
    unit = words.word(start + 1)
    if words.word(start) != "the" or unit not in {"week", "month", "year", "decade", "century"}:
        return None
    return None if words.word(start + 2) == "of" else (Shift(0, unit), start + 2)


def _same_month(form: Form, day: int) -> CalendarDay | None:
    """Return that day in the month of a calendar day."""
    if not isinstance(form, CalendarDay):
        return None
    return CalendarDay(form.month, day, form.year, form.year_offset)


def _day_in(words: Words, first: Reading, index: int) -> Reading | None:
    """Read a bare day after "May 3 to": it lies in the same month. A year behind it counts for both."""
    form, day = first[0], words.day_number(index)
    if not isinstance(form, CalendarDay) or day is None or day <= form.day or words.word(index + 1) in cw.MONTHS:
        return None
    if words.word(index - 1) == "and" and (day != form.day + 1 or words.doc[index].dep_ == "nummod"):
        # "On June 3 and 4 he spoke" against "on June 3 and 40 died".
        return None
    year, end = year_after(words, index + 1)
    return CalendarDay(form.month, day, form.year or year, form.year_offset), end


def _short_year(words: Words, first: Reading, index: int) -> Reading | None:
    """Read the last two figures after "2014-"."""
    form, word = first[0], words.word(index)
    if not isinstance(form, Years) or form.granularity is not Granularity.YEAR or len(word) != 2:
        return None
    if not word.isdecimal() or int(word) <= form.first % 100:
        return None
    year = form.first - form.first % 100 + int(word)
    return Years(year, year, Granularity.YEAR), index + 1


_Reader = Callable[[Words, int], Reading | None]
_READERS_BEHIND: Final[dict[str, tuple[_Reader, ...]]] = {
    "since": (_read_since,),
    "in": (_read_ahead,),
    **dict.fromkeys(_UNTIL, (_read_until,)),
    **dict.fromkeys(_FROM, (_read_from_to,)),
}
_REMEMBERED: Final = 20_000


@lru_cache(maxsize=_REMEMBERED)
def _readers_at(word: str) -> tuple[_Reader, ...]:
    """Return the readers, in order, of the expressions that can begin with this word."""
    behind = _READERS_BEHIND.get(word)
    if behind is not None:
        return behind
    told = (
        (read_count, word in COUNT_BEGINNINGS or begins_number(word)),
        (read_neighbour, word in NEIGHBOUR_BEGINNINGS),
        (read_window, word in WINDOW_BEGINNINGS),
        (_read_span, word == "very" or word in cw.PARTS or bool(point_readers(word))),
    )
    return tuple(reader for reader, may_begin in told if may_begin)
