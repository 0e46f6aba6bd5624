"""Numbers as news writes them: "11", "8,000", "2.5 million", "two dozen", "tens of thousands", "forty-three"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.word_sets import word_list

_ONES: Final[dict[str, int]] = {
    word: number
    for number, word in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS: Final[dict[str, int]] = {
    word: 10 * number
    for number, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
SCALES: Final[dict[str, int]] = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "crore": 10**7, "lakh": 10**5, "k": 1_000,
}  # fmt: skip
_LETTER_SCALES: Final = frozenset({"m", "mn", "bn", "tn", "k"})
# A plural scale without a number names bounds and no value: "dozens" is 24 or more and below two hundred.
_PLURALS: Final[dict[str, int]] = {
    "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 10**6, "billions": 10**9,
}  # fmt: skip
_PLURAL_TENS: Final[dict[str, int]] = {"tens": 10, "hundreds": 100, "dozens": 12, "scores": 20}


_BEGINNINGS: Final = frozenset({*_ONES, *_TENS, *_PLURALS, *_PLURAL_TENS})


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens `start` to `end` (exclusive). `value` is None for words with bounds only.

    `low` and `high` bound it inclusively; `high` is None where the words set none.
    """

    start: int
    end: int
    value: float | None
    low: float
    high: float | None


def begins_number(word: str) -> bool:
    """Tell whether a number may begin with this lower-case word; where not, `read_number` finds none.

    "A" and "an" are left to the caller.
    """
    return word[0].isdigit() or word in _BEGINNINGS or word.partition("-")[0] in _TENS


def read_number(words: Sequence[str], start: int, *, article: bool = False) -> Number | None:
    """Return the number that begins at this lower-case word, the longest reading, or None.

    With `article`, "a" and "an" count as one ("a day", "a dozen", "a million").
    """
    indefinite = _read_indefinite(words, start)
    if indefinite is not None:
        return indefinite
    total, end = _read_group(words, start, article=article)
    return None if total is None else Number(start, end, total, total, total)


def _read_indefinite(words: Sequence[str], start: int) -> Number | None:
    first = words[start]
    if first in _PLURAL_TENS and words[start + 1 : start + 2] == ["of"] and start + 2 < len(words):
        unit = _PLURALS.get(words[start + 2])
        if unit is not None:
            low = 2.0 * _PLURAL_TENS[first] * unit
            return Number(start, start + 3, None, low, None)
    if first in _PLURALS:
        return Number(start, start + 1, None, 2.0 * _PLURALS[first], None)
    return None


def _read_group(words: Sequence[str], start: int, *, article: bool) -> tuple[float | None, int]:
    total, current, position = 0.0, None, start
    last_scale = 10**13
    while position < len(words):
        word = words[position]
        value = _small(words, position)
        if value is not None and current is None:
            current, position = value, _after_small(words, position)
        elif word in SCALES and current is not None and (word not in _LETTER_SCALES or position == start + 1):
            current *= SCALES[word]
            position += 1
            if SCALES[word] >= 1_000 and SCALES[word] < last_scale:
                last_scale = SCALES[word]
                total, current = total + current, None
                if position >= len(words) or _small(words, position) is None:
                    break
        elif word == "and" and current is not None and current % 100 == 0 and _below_hundred(words, position + 1):
            extra = _small(words, position + 1) or 0.0
            current, position = current + extra, _after_small(words, position + 1)
        elif position == start and article and word in {"a", "an"}:
            current, position = 1.0, position + 1
        else:
            break
    if position == start:
        return None, start
    return total + (current or 0.0), position


def _below_hundred(words: Sequence[str], position: int) -> bool:
    if position >= len(words) or words[position][0].isdigit():
        return False
    value = _small(words, position)
    return value is not None and value < 100


def _small(words: Sequence[str], position: int) -> float | None:
    word = words[position]
    if word[0].isdigit():
        return _digits(word)
    if word in _ONES:
        return float(_ONES[word])
    if word in _TENS:
        follows = words[position + 2] if position + 2 < len(words) and words[position + 1] == "-" else ""
        return float(_TENS[word] + (_ONES[follows] if 0 < _ONES.get(follows, 0) < 10 else 0))
    tens, _, ones = word.partition("-")
    if tens in _TENS and 0 < _ONES.get(ones, 0) < 10:
        return float(_TENS[tens] + _ONES[ones])
    return None


def _after_small(words: Sequence[str], position: int) -> int:
    joined = (
        words[position] in _TENS
        and position + 2 < len(words)
        and words[position + 1] == "-"
        and 0 < _ONES.get(words[position + 2], 0) < 10
    )
    return position + (3 if joined else 1)


def _digits(word: str) -> float | None:
    """Read "8,000", "2.5" and "11"; anything with other letters or a date's strokes is no number."""
    plain = word.replace(",", "")
    if len(plain) > 15 or not plain.replace(".", "", 1).isascii():
        return None
    return float(plain) if plain.replace(".", "", 1).isdigit() else None
