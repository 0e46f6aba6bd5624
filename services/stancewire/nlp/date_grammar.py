"""The grammar of time expressions: tokens in, symbolic forms out. One pass; each word is tried once as a start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from spacy.tokens import Doc

from stancewire.nlp import calendar_words as cw
from stancewire.nlp.date_forms import (
    Ahead,
    Between,
    Chain,
    Expression,
    Form,
    Part,
    Shift,
    Since,
    Until,
    Vague,
    Window,
)
from stancewire.nlp.date_points import Words, read_point
from stancewire.nlp.number_words import read_number

Reading = tuple[Form, int]
_DASHES: Final = frozenset({"-", "–", "—"})
_TO: Final = frozenset({"to", "until", "till", "through", "thru"}) | _DASHES
_LONG_UNITS: Final = frozenset({"day", "week", "month", "year", "decade", "century", "fortnight"})
_EARLIER: Final = frozenset({"earlier", "before", "previously", "prior"})
_LATER: Final = frozenset({"later", "after", "afterwards", "afterward", "on"})


def read_expressions(doc: Doc) -> Iterator[Expression]:
    """Yield the time expressions in order, none overlapping another."""
    words = Words(doc)
    position = 0
    while position < len(words):
        reading = _read(words, position) if words.may_start(position) else None
        if reading is None:
            position += 1
            continue
        form, end = reading
        yield Expression(form, position, end)
        position = end


def _read(words: Words, start: int) -> Reading | None:
    for reader in _READERS:
        reading = reader(words, start)
        if reading is not None and words.sentence[start] == words.sentence[reading[1] - 1]:
            return reading
    return None


def _read_ahead(words: Words, start: int) -> Reading | None:
    if words.low[start] != "in" or words.word(start + 1) in {"the", "all"}:
        return None
    counted = _count_and_unit(words, start + 1)
    if counted is None or counted[0] is None or words.word(counted[2]) in {"of", "after", "before"}:
        return None
    unit, count = (counted[1], counted[0]) if counted[1] != "fortnight" else ("week", 2 * counted[0])
    end = counted[2] + (2 if words.word(counted[2]) in {"'s", "'", "’", "’s"} else 0)
    return Ahead(count, unit), end


def _read_since(words: Words, start: int) -> Reading | None:
    if words.low[start] != "since":
        return None
    inner = _read_part(words, start + 1)
    return None if inner is None else (Since(inner[0]), inner[1])


def _read_until(words: Words, start: int) -> Reading | None:
    if words.low[start] not in {"until", "till", "by"}:
        return None
    inner = _read_part(words, start + 1)
    return None if inner is None else (Until(inner[0]), inner[1])


def _read_from_to(words: Words, start: int) -> Reading | None:
    opening = words.low[start]
    if opening not in {"from", "between"}:
        return None
    first = _read_part(words, start + 1)
    day_first = _bare_day_range(words, start + 1) if opening in {"from", "between"} else None
    if first is None:
        return day_first
    joint = words.word(first[1])
    if (joint != "and") if opening == "between" else (joint not in _TO):
        return None
    last = _read_part(words, first[1] + 1) or words.day_in(first, first[1] + 1)
    return None if last is None else (Between(first[0], last[0]), last[1])


def _bare_day_range(words: Words, start: int) -> Reading | None:
    """Read "10 to 12 May": the first day has no month of its own."""
    day = words.day_number(start)
    if day is None or words.word(start + 1) not in _TO | {"and"}:
        return None
    last = read_point(words, start + 2)
    first = None if last is None else words.same_month(last[0], day)
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
    last = words.day_in(first, first[1] + 1) or words.short_year(first, first[1] + 1)
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


def _read_count(words: Words, start: int) -> Reading | None:
    """Read a number of units with what ties it to a day: "two days ago", "four days after", "a week later"."""
    counted = _count_and_unit(words, start)
    if counted is None:
        return None
    count, unit, end = counted
    follows = words.word(end)
    if follows == "ago" or (follows == "from" and words.word(end + 1) in {"now", "today"}):
        size = None if count is None else (-count if follows == "ago" else count)
        end += 1 if follows == "ago" else 2
        return (Vague(), end) if size is None else (words.shift(size, unit), end)
    if follows in _EARLIER | _LATER:
        return _chained(words, count, unit, end)
    return None


def _chained(words: Words, count: int | None, unit: str, end: int) -> Reading | None:
    follows = words.word(end)
    if follows == "on" and not words.ends_clause(end + 1):
        return None
    signed = None if count is None else (-count if follows in _EARLIER else count)
    if follows == "prior" and words.word(end + 1) == "to":
        return Chain(signed, unit, end + 1), end + 2
    has_complement = follows in {"after", "before"} and not words.ends_clause(end + 1)
    return Chain(signed, unit, end if has_complement else None), end + 1


def _count_and_unit(words: Words, start: int) -> tuple[int | None, str, int] | None:
    position = start
    if words.word(position) in {
        "just",
        "only",
        "about",
        "nearly",
        "almost",
        "some",
        "roughly",
        "around",
        "exactly",
    }:
        position += 1
    if words.word(position) in {"a", "the"} and words.word(position + 1) in {"couple", "few"}:
        position += 1
    if words.word(position) == "couple":
        count, position = 2, position + 1 + (words.word(position + 1) == "of")
        unit = cw.UNITS.get(words.word(position))
        return (count, unit, position + 1) if unit in _LONG_UNITS and unit else None
    if words.word(position) in cw.VAGUE_COUNT:
        unit = cw.UNITS.get(words.word(position + 1))
        return (None, unit, position + 2) if unit in _LONG_UNITS and unit else None
    if words.word(position) in cw.UNITS and words.word(position).endswith("s"):
        unit = cw.UNITS[words.word(position)]
        return (None, unit, position + 1) if unit in _LONG_UNITS and position == start else None
    if words.word(position) == "the" and words.word(position + 1) in {"day", "week", "month", "year"}:
        return 1, words.word(position + 1), position + 2
    number = read_number(words.low, position, article=True) if position < len(words) else None
    if number is None or number.value is None or number.value != int(number.value) or number.value > 5000:
        return None
    at = number.end + (words.word(number.end) in {"full", "more", "whole"})
    unit = cw.UNITS.get(words.word(at))
    return (int(number.value), unit, at + 1) if unit in _LONG_UNITS and unit else None


def _read_window(words: Words, start: int) -> Reading | None:
    """Read "the past three days", "the last week", "the coming weeks", "recent weeks", "the next two months"."""
    position = start + (words.word(start) in {"the", "these"})
    word = words.word(position)
    if word == "recent" and words.word(position + 1) in cw.UNITS:
        return Vague(), position + 2
    if word not in cw.PAST_WINDOW | cw.COMING_WINDOW:
        return None
    sign = 1 if word in cw.COMING_WINDOW else -1
    single = words.word(position + 1)
    if single in {"day", "week", "month", "year", "decade", "century", "fortnight"}:
        if (word, single) == ("last", "century"):
            return Shift(-1, single), position + 2
        plain = word == "past" or (word in {"last", "coming"} and position > start)
        return (Window(sign, single), position + 2) if plain and words.word(position + 2) != "of" else None
    counted = _count_and_unit(words, position + 1)
    if counted is None:
        return None
    count, unit, end = counted
    return (Vague() if count is None else Window(sign * count, unit)), end


def _read_neighbour(words: Words, start: int) -> Reading | None:
    """Read "the following day", "the next day", "the previous week", "the same day", "the day after"."""
    if words.word(start) not in {"the", "that"}:
        return None
    word, unit = words.word(start + 1), cw.UNITS.get(words.word(start + 2))
    if words.word(start) == "that" or word == "same":
        at = start + 1 if words.word(start) == "that" else start + 2
        same = cw.UNITS.get(words.word(at))
        return (Chain(0, same), at + 1) if same in {"day", "week", "month", "year"} and same else None
    step = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "subsequent": 1}.get(word)
    if step is None or unit is None or words.word(start + 2) != unit or unit not in _LONG_UNITS:
        return None
    end = start + 3 + (words.word(start + 3) in cw.DAY_PARTS)
    return Chain(step, unit), end


_READERS: Final[tuple[Callable[[Words, int], Reading | None], ...]] = (
    _read_since,
    _read_ahead,
    _read_until,
    _read_from_to,
    _read_count,
    _read_neighbour,
    _read_window,
    _read_span,
)
