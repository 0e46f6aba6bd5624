"""One point or period of time, without ranges and links: every reader of the grammar in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

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

_READERS: Final[tuple[Callable[[Words, int], Reading | None], ...]] = (
    read_today,
    read_fixed_day,
    read_weekday,
    read_month,
    read_deictic,
    read_year_part,
    read_decade,
    read_figures,
    read_day_first,
    read_year,
)


def read_point(words: Words, start: int) -> Reading | None:
    """Return the form that starts at this token and the token after it, or None."""
    if start >= len(words):
        return None
    for reader in _READERS:
        reading = reader(words, start)
        if reading is not None:
            return reading
    return None
