"""The part of the date grammar that counts units: "two days ago", "four days after", "the past three weeks"."""

from __future__ import annotations

import math
from typing import Final

from stancewire.nlp import calendar_words as cw
from stancewire.nlp.date_forms import Chain, Shift, Vague, Window
from stancewire.nlp.date_words import Reading, Words
from stancewire.nlp.number_words import read_number

_LONG_UNITS: Final = frozenset({"day", "week", "month", "year", "decade", "century", "fortnight"})
_HOURS_A_DAY: Final = 24
_EARLIER: Final = frozenset({"earlier", "before", "previously", "prior"})
_ROUGHLY: Final = frozenset({
    "just", "only", "about", "nearly", "almost", "some", "roughly", "around", "exactly",
})  # fmt: skip
# What the readers below can begin with; counts also begin with a number.
COUNT_BEGINNINGS: Final = _ROUGHLY | cw.VAGUE_COUNT | cw.UNITS.keys() | {"a", "an", "the", "couple"}
NEIGHBOUR_BEGINNINGS: Final = frozenset({"the", "that"})
WINDOW_BEGINNINGS: Final = cw.PAST_WINDOW | cw.COMING_WINDOW | {"the", "these", "recent"}
_LATER: Final = frozenset({"later", "after", "afterwards", "afterward", "on"})


def read_count(words: Words, start: int) -> Reading | None:
    """Read a number of units with what ties it to a day: "two days ago", "four days after", "a week later"."""
    counted = count_and_unit(words, start)
    if counted is None:
        return None
    count, unit, end = counted
    follows = words.word(end)
    if follows == "ago" or (follows == "from" and words.word(end + 1) in {"now", "today"}):
        size = None if count is None else (-count if follows == "ago" else count)
        end += 1 if follows == "ago" else 2
        return (Vague(), end) if size is None else (_shift(size, unit), end)
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


def count_and_unit(words: Words, start: int) -> tuple[int | None, str, int] | None:
    """Return how many (None for "several") of which unit, and the token after it, or None."""
    position = start
    if words.word(position) in _ROUGHLY:
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


def read_window(words: Words, start: int) -> Reading | None:
    """Read "the past three days", "the last 24 hours", "recent weeks", "the next two months"."""
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
    counted = count_and_unit(words, position + 1) or _hours_as_days(words, position + 1)
    if counted is None:
        return None
    count, unit, end = counted
    return (Vague() if count is None else Window(sign * count, unit)), end


def _hours_as_days(words: Words, start: int) -> tuple[int, str, int] | None:
    """Read "24 hours", "48 hours": as many days as they reach into, for no day has an hour of its own here."""
    number = read_number(words.low, start, article=False) if start < len(words) else None
    if number is None or number.value is None or cw.UNITS.get(words.word(number.end)) != "hour":
        return None
    return math.ceil(number.value / _HOURS_A_DAY), "day", number.end + 1


def read_neighbour(words: Words, start: int) -> Reading | None:
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


def _shift(count: int, unit: str) -> Shift:
    return Shift(2 * count, "week") if unit == "fortnight" else Shift(count, unit)
