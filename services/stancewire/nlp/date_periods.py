"""The part of the date grammar that reads weeks, months, quarters, seasons, years, decades and centuries."""

from __future__ import annotations

from typing import Final

from stancewire.nlp import calendar_words as cw
from stancewire.nlp.date_days import which_one, with_year
from stancewire.nlp.date_forms import Shift, Weekend, YearPart, Years
from stancewire.nlp.date_words import Reading, Words
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Granularity

_YEAR_CUES: Final = word_set(
    "in since by from until till between of during before after to and through for early late mid "
    "around circa year than back or summer winter spring autumn fall - – / election"
)
_NOT_AFTER_YEAR: Final = frozenset(
    {"%", "percent", "per", "pct", "people", "-", "km", "miles", "feet", "metres", "tonnes"}
)


def read_deictic(words: Words, start: int) -> Reading | None:
    """Read "last month", "this week", "next year", "last May", "this weekend", "last night", "this morning"."""
    begin = start + (words.low[start] == "the")
    if begin >= len(words):
        return None
    at, which = which_one(words, begin)
    word = words.word(at)
    if word == "weekend" and (which or begin > start or words.word(max(start - 1, 0)) in {"at", "over"}):
        return Weekend(which), at + 1
    if not which or words.low[begin] == "past" or begin > start:
        return None
    step = {"last": -1, "this": 0, "next": 1}[which]
    if word in {"week", "month", "year", "quarter", "decade", "century"}:
        return Shift(step, word), at + 1
    if word in cw.DAY_PARTS:
        return (Shift(-1 if which == "last" else 0, "day"), at + 1) if which != "next" else None
    if word in cw.MONTHS and words.calendar_name(at):
        month = cw.MONTHS[word]
        return YearPart(month, month, Granularity.MONTH, None, None if which != "this" else 0), at + 1
    if word in cw.SEASONS:
        return YearPart(*cw.SEASONS[word], Granularity.RANGE, None, 0 if which == "this" else None), at + 1
    return None


def read_year_part(words: Words, start: int) -> Reading | None:
    """Read "the third quarter of 2024", "Q3 2024", "the first half of the year", "summer 2023"."""
    at = start + (words.low[start] == "the")
    word = words.word(at)
    if word[:1] == "q" and word[1:] in {"1", "2", "3", "4"}:
        number = int(word[1:])
        return with_year(words, YearPart(3 * number - 2, 3 * number, Granularity.QUARTER), at + 1)
    number = cw.ORDINALS.get(word, 0)
    unit_at = at + 1 + (words.word(at + 1) in {"-", "–"})
    unit = words.word(unit_at)
    if unit == "quarter" and 1 <= number <= 4:
        return with_year(words, YearPart(3 * number - 2, 3 * number, Granularity.QUARTER), unit_at + 1)
    if unit == "half" and number in {1, 2}:
        form = YearPart(6 * number - 5, 6 * number, Granularity.RANGE)
        reading = with_year(words, form, unit_at + 1)
        return reading if reading[1] > unit_at + 1 else None
    if word in cw.SEASONS:
        reading = with_year(words, YearPart(*cw.SEASONS[word], Granularity.RANGE), at + 1)
        return reading if reading[1] > at + 1 else None
    return None


def read_decade(words: Words, start: int) -> Reading | None:
    """Read "the 1990s", "the '90s", "the nineties", "the 1980's", "the 19th century"."""
    at = start + (words.low[start] == "the")
    word = words.word(at)
    if word in {"'", "’"}:
        at, word = at + 1, words.word(at + 1)
    figures = word.lstrip("'’")
    if figures.endswith("s") and figures[:-1].isdecimal() and figures[:-1].endswith("0"):
        return _decade(int(figures[:-1]), at + 1)
    if (
        word.isdecimal()
        and len(word) == 4
        and word.endswith("0")
        and words.word(at + 1) in {"'s", "’s"}
        and at > start
    ):
        follower = words.doc[at + 2] if at + 2 < len(words) else None
        return _decade(int(word), at + 2) if follower is None or follower.pos_ not in {"NOUN", "ADJ"} else None
    if word in cw.DECADE_WORDS and at > start:
        return _decade(cw.DECADE_WORDS[word], at + 1)
    return _read_century(words, at)


def _decade(figure: int, end: int) -> Reading | None:
    if figure < 100:
        figure += 1900 if figure >= 30 else 2000
    granularity = Granularity.CENTURY if figure % 100 == 0 and figure < 2000 else Granularity.DECADE
    last = figure + (99 if granularity is Granularity.CENTURY else 9)
    return (Years(figure, last, granularity), end) if 1000 <= figure < 2200 else None


def _read_century(words: Words, at: int) -> Reading | None:
    word = words.word(at)
    number = cw.ORDINALS.get(word)
    if number is None and word[-2:] in {"st", "nd", "rd", "th"} and word[:-2].isdecimal() and len(word) <= 4:
        number = int(word[:-2])
    unit = at + 1 + (words.word(at + 1) in {"-", "–"})
    if number is None or not 10 <= number <= 22 or words.word(unit) != "century":
        return None
    return Years(100 * number - 99, 100 * number, Granularity.CENTURY), unit + 1


def read_year(words: Words, start: int) -> Reading | None:
    """Read "2014", "2014–18" in one token, and "mid-2020"."""
    word = words.low[start]
    if "–" in word or (word.startswith("mid-") and len(word) == 8):
        return _year_range_in_one(word, start)
    year = words.year_number(start)
    if year is None or not _stands_as_year(words, start, year):
        return None
    runs_on = words.word(start + 1) == "-" and words.word(start + 2).isdecimal()
    if words.word(start + 1) in _NOT_AFTER_YEAR and not runs_on:
        return None
    return Years(year, year, Granularity.YEAR), start + 1


def _stands_as_year(words: Words, start: int, year: int) -> bool:
    if words.doc[start].ent_type_ in {"MONEY", "QUANTITY", "PERCENT"}:
        return False
    before = words.low[start - 1] if start else ""
    follower = words.doc[start + 1] if start + 1 < len(words) else None
    counts = follower is not None and follower.tag_ == "NNS" and before not in {"the", "'s"}
    if counts or before in {"$", "€", "£"}:
        return False
    if before in _YEAR_CUES:
        return year >= 1500
    # "Room 2014" and "Euro 2024" are names.
    in_name = start > 0 and words.doc[start - 1].tag_ == "NNP"
    return words.doc[start].ent_type_ == "DATE" and year >= 1700 and not in_name


def _year_range_in_one(word: str, start: int) -> Reading | None:
    """Read "2014–18", which the tokeniser keeps whole, and "mid-2020"."""
    first, _, last = word.partition("–") if "–" in word else word.partition("-")
    if first == "mid" and last.isdecimal():
        return YearPart(5, 8, Granularity.RANGE, int(last)), start + 1
    if not (first.isdecimal() and last.isdecimal() and len(first) == 4 and len(last) in {2, 4}):
        return None
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    return (Years(int(first), end, Granularity.RANGE), start + 1) if 1000 <= int(first) < end < 2200 else None
