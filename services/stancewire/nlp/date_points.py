"""One point or period of time, without ranges and links: every reader of the grammar in order."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from stancewire.nlp import calendar_words as cw
from stancewire.nlp.date_days import (
    read_day_first,
    read_figures,
    read_fixed_day,
    read_month,
    read_today,
    read_weekday,
)
from stancewire.nlp.date_periods import read_decade, read_deictic, read_year, read_year_part
from stancewire.nlp.date_words import Reading, Words

_Reader = Callable[[Words, int], Reading | None]
_THE: Final = frozenset({"the"})
_WHICH: Final = cw.NEXT | cw.THIS | {"last", "past"}
# Each reader with the words, beside figures, that it can begin with.
_READERS: Final[tuple[tuple[_Reader, frozenset[str]], ...]] = (
    (read_today, _THE | {"overnight"} | cw.TODAY_WORDS.keys()),
    (read_fixed_day, frozenset(key[0] for key in cw.FIXED_DAYS)),
    (read_weekday, _WHICH | cw.WEEKDAYS.keys()),
    (read_month, frozenset(cw.MONTHS)),
    (read_deictic, _THE | _WHICH | {"weekend"}),
    (read_year_part, _THE | cw.ORDINALS.keys() | cw.SEASONS.keys() | {"q1", "q2", "q3", "q4"}),
    (read_decade, _THE | cw.ORDINALS.keys()),
    (read_figures, frozenset()),
    (read_day_first, _THE),
    (read_year, frozenset()),
)
_OF_FIGURES: Final = frozenset({read_decade, read_figures, read_day_first, read_year})
_REMEMBERED: Final = 20_000


def read_point(words: Words, start: int) -> Reading | None:
    """Return the form that starts at this token and the token after it, or None."""
    if start >= len(words):
        return None
    for reader in point_readers(words.low[start]):
        reading = reader(words, start)
        if reading is not None:
            return reading
    return None


@lru_cache(maxsize=_REMEMBERED)
def point_readers(word: str) -> tuple[_Reader, ...]:
    """Return the readers, in order, of the points of time that can begin with this word."""
    figure = word[0].isdigit() or word[0] in "'’" or "–" in word or word.startswith("mid-")
    return tuple(reader for reader, firsts in _READERS if word in firsts or (figure and reader in _OF_FIGURES))
