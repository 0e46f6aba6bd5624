"""The part of the date grammar that reads one point or period of time, without ranges and links."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Token

from stancewire.nlp import calendar_words as cw
from stancewire.nlp.date_forms import CalendarDay, DayOfMonth, Form, Shift, Vague, Weekday, Weekend, YearPart, Years
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Granularity

Reading = tuple[Form, int]
_NAME_TYPES: Final = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "NORP", "LAW"})
_CLAUSE_END: Final = frozenset({"", ",", ".", ";", ":", ")", "-", "–", "—", '"', "”", "?", "!", "and", "but", "\n"})
_YEAR_CUES: Final = word_set(
    "in since by from until till between of during before after to and through for early late mid "
    "around circa year than back or summer winter spring autumn fall - – / election"
)
_NOT_AFTER_YEAR: Final = frozenset(
    {"%", "percent", "per", "pct", "people", "-", "km", "miles", "feet", "metres", "tonnes"}
)
_STARTERS: Final = (
    frozenset(cw.MONTHS) | frozenset(cw.WEEKDAYS) | frozenset(cw.UNITS) | cw.LAST | cw.NEXT | cw.THIS
    | cw.PAST_WINDOW
    | frozenset(cw.PARTS) | frozenset(cw.SEASONS) | frozenset(cw.ORDINALS) | frozenset(cw.TODAY_WORDS)
    | frozenset(cw.DECADE_WORDS) | cw.VAGUE_COUNT | {key[0] for key in cw.FIXED_DAYS}
    | word_set(
    "in since until till by from between the that these a an couple just only about nearly almost "
    "roughly around exactly one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen twenty thirty forty fifty sixty seventy eighty ninety weekend overnight"
)
)  # fmt: skip


class Words:
    """A read-only view of the tokens: lower-case words without a final dot, and sentence numbers."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.low = [_bare(token.lower_) for token in doc]
        self.sentence = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for index in range(sentence.start, sentence.end):
                self.sentence[index] = number

    def __len__(self) -> int:
        return len(self.low)

    def word(self, index: int) -> str:
        """Return the word, or an empty string past the end."""
        return self.low[index] if index < len(self.low) else ""

    def may_start(self, index: int) -> bool:
        """Tell whether the word can open a time expression at all."""
        word = self.low[index]
        return word in _STARTERS or word[0].isdigit() or word[0] in "'’qm"

    def ends_clause(self, index: int) -> bool:
        """Tell whether nothing of the same clause follows from here."""
        return self.word(index).strip() in _CLAUSE_END or (
            index < len(self.doc) and self.doc[index].pos_ in {"AUX", "VERB"}
        )

    def calendar_name(self, index: int) -> bool:
        """Tell whether the word stands as a month or weekday, not as a verb or inside the name of a thing."""
        token = self.doc[index]
        if not token.text[0].isupper():
            return False
        if index and self.low[index - 1] in {"every", "each"}:
            return False
        if self.low[index] in cw.DOUBTFUL and token.tag_[:2] != "NN" and token.ent_type_ != "DATE":
            return False
        before = self.doc[index - 1] if index else None
        if before is not None and before.text[0].isupper() and self._named_after(index, before):
            return False
        return not self._inside_name(index)

    def _named_after(self, index: int, before: Token) -> bool:
        """Tell whether "Black Friday" or "Theresa May" is meant."""
        if self.low[index - 1] in cw.NAME_BEFORE:
            return True
        bare = not self.word(index + 1)[:1].isdigit()
        return bare and self.low[index] in cw.NAME_MONTHS and before.tag_ == "NNP" and before.ent_type_ != "DATE"

    def _inside_name(self, index: int) -> bool:
        token = self.doc[index]
        if token.ent_type_ not in _NAME_TYPES or self.word(index + 1)[:1].isdigit():
            return False
        beside = [self.doc[i] for i in (index - 1, index + 1) if 0 <= i < len(self.doc)]
        return any(other.ent_type_ == token.ent_type_ and other.text[0].isupper() for other in beside)

    def day_number(self, index: int) -> int | None:
        """Return the day of a month that the word gives ("6", "6th"), or None."""
        word = self.word(index)
        if word[-2:] in {"st", "nd", "rd", "th"}:
            word = word[:-2]
        return (
            int(word) if word.isdecimal() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 31 else None
        )

    def year_number(self, index: int) -> int | None:
        """Return the year that the word gives, 1000 to 2199, or None."""
        word = self.word(index)
        return (
            int(word)
            if len(word) == 4 and word.isdecimal() and word.isascii() and 1000 <= int(word) < 2200
            else None
        )

    def same_month(self, form: Form, day: int) -> CalendarDay | None:
        """Return that day in the month of a calendar day."""
        if not isinstance(form, CalendarDay):
            return None
        return CalendarDay(form.month, day, form.year, form.year_offset)

    def day_in(self, first: Reading, index: int) -> Reading | None:
        """Read a bare day after "May 3 to": it lies in the same month. A year behind it counts for both."""
        form, day = first[0], self.day_number(index)
        if not isinstance(form, CalendarDay) or day is None or day <= form.day or self.word(index + 1) in cw.MONTHS:
            return None
        if self.word(index - 1) == "and" and (day != form.day + 1 or self.doc[index].dep_ == "nummod"):
            # "On June 3 and 4 he spoke" against "on June 3 and 40 died".
            return None
        year, end = _year_after(self, index + 1)
        return CalendarDay(form.month, day, form.year or year, form.year_offset), end

    def short_year(self, first: Reading, index: int) -> Reading | None:
        """Read the last two figures after "2014-"."""
        form, word = first[0], self.word(index)
        if not isinstance(form, Years) or form.granularity is not Granularity.YEAR or len(word) != 2:
            return None
        if not word.isdecimal() or int(word) <= form.first % 100:
            return None
        year = form.first - form.first % 100 + int(word)
        return Years(year, year, Granularity.YEAR), index + 1

    def shift(self, count: int, unit: str) -> Form:
        """Return whole units from the publication day."""
        return Shift(2 * count, "week") if unit == "fortnight" else Shift(count, unit)


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    return word[:-1] if len(word) > 2 and word[-1] == "." else word


def read_point(words: Words, start: int) -> Reading | None:
    """Return the form that starts at this token and the token after it, or None."""
    if start >= len(words):
        return None
    for reader in _READERS:
        reading = reader(words, start)
        if reading is not None:
            return reading
    return None


def _read_figures(words: Words, start: int) -> Reading | None:
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


def _year_after(words: Words, index: int) -> tuple[int | None, int]:
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


def _read_month(words: Words, start: int) -> Reading | None:
    month = cw.MONTHS.get(words.low[start])
    if month is None or not words.calendar_name(start):
        return None
    after = start + 1 + (words.word(start + 1) == "the" and words.day_number(start + 2) is not None)
    day = words.day_number(after)
    if day is not None and words.word(after + 1) not in {"%", "percent", "per", "people", "million", "billion"}:
        return _with_year(words, CalendarDay(month, day), after + 1)
    return _with_year(words, YearPart(month, month, Granularity.MONTH), start + 1)


def _with_year(words: Words, form: CalendarDay | YearPart, end: int) -> Reading:
    year, after = _year_after(words, end)
    offset: int | None = None
    if year is None:
        offset, after = _year_words_after(words, end)
    if isinstance(form, CalendarDay):
        return CalendarDay(form.month, form.day, year, offset), after
    return YearPart(form.first_month, form.last_month, form.granularity, year, offset), after


def _read_day_first(words: Words, start: int) -> Reading | None:
    """Read "6 September 2025", "the 6th of September", "the 24th"."""
    article = words.low[start] == "the"
    at = start + article
    day = words.day_number(at)
    if day is None:
        return None
    after = at + 1 + (words.word(at + 1) == "of")
    month = cw.MONTHS.get(words.word(after))
    if month is not None and words.calendar_name(after):
        return _with_year(words, CalendarDay(month, day), after + 1)
    ordinal = not words.low[at].isdecimal()
    on_the = article and start > 0 and words.low[start - 1] == "on"
    return (DayOfMonth(day), at + 1) if ordinal and on_the and words.ends_clause(at + 1) else None


def _read_weekday(words: Words, start: int) -> Reading | None:
    at, which = _which(words, start)
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
    reading = _read_month(words, at) or _read_day_first(words, at)
    return reading if reading is not None and isinstance(reading[0], CalendarDay) else None


def _which(words: Words, start: int) -> tuple[int, str]:
    word = words.low[start]
    for which, forms in (("last", {"last", "past"}), ("next", cw.NEXT), ("this", cw.THIS)):
        if word in forms:
            return start + 1, which
    return start, ""


def _read_deictic(words: Words, start: int) -> Reading | None:
    """Read "last month", "this week", "next year", "last May", "this weekend", "last night", "this morning"."""
    begin = start + (words.low[start] == "the")
    if begin >= len(words):
        return None
    at, which = _which(words, begin)
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


def _read_today(words: Words, start: int) -> Reading | None:
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


def _read_year_part(words: Words, start: int) -> Reading | None:
    """Read "the third quarter of 2024", "Q3 2024", "the first half of the year", "summer 2023"."""
    at = start + (words.low[start] == "the")
    word = words.word(at)
    if word[:1] == "q" and word[1:] in {"1", "2", "3", "4"}:
        number = int(word[1:])
        return _with_year(words, YearPart(3 * number - 2, 3 * number, Granularity.QUARTER), at + 1)
    number = cw.ORDINALS.get(word, 0)
    unit_at = at + 1 + (words.word(at + 1) in {"-", "–"})
    unit = words.word(unit_at)
    if unit == "quarter" and 1 <= number <= 4:
        return _with_year(words, YearPart(3 * number - 2, 3 * number, Granularity.QUARTER), unit_at + 1)
    if unit == "half" and number in {1, 2}:
        form = YearPart(6 * number - 5, 6 * number, Granularity.RANGE)
        reading = _with_year(words, form, unit_at + 1)
        return reading if reading[1] > unit_at + 1 else None
    if word in cw.SEASONS:
        reading = _with_year(words, YearPart(*cw.SEASONS[word], Granularity.RANGE), at + 1)
        return reading if reading[1] > at + 1 else None
    return None


def _read_fixed_day(words: Words, start: int) -> Reading | None:
    if not words.doc[start].text[0].isupper():
        return None
    for length in (4, 2):
        month_day = cw.FIXED_DAYS.get(tuple(words.low[start : start + length]))
        if month_day is not None:
            return _with_year(words, CalendarDay(*month_day), start + length)
    return None


def _read_decade(words: Words, start: int) -> Reading | None:
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


def _read_year(words: Words, start: int) -> Reading | None:
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


_READERS: Final[tuple[Callable[[Words, int], Reading | None], ...]] = (
    _read_today,
    _read_fixed_day,
    _read_weekday,
    _read_month,
    _read_deictic,
    _read_year_part,
    _read_decade,
    _read_figures,
    _read_day_first,
    _read_year,
)
