"""The words of a person's name: given name, surname with its particles, and what one is called for short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTICLES: Final = frozenset({
    "al", "al-", "bin", "ibn", "von", "van", "der", "den", "de", "da", "del", "della", "di", "dos", "du", "la",
    "le", "st.", "st", "el", "ben", "abu", "-",
})  # fmt: skip
_LONGEST_ACRONYM: Final = 4


def parts_of(text: str) -> tuple[str, ...]:
    """Return the words of a person's name without suffixes such as "Jr." and without quotation marks."""
    parts = tuple(word.strip("\"'“”‘’,") for word in text.split())
    kept = tuple(word for word in parts if word)
    while len(kept) > 2 and kept[-1].lower() in _SUFFIXES:
        kept = kept[:-1]
    return kept


def surname_of(parts: Sequence[str]) -> str:
    """Return the surname with its particles: "von der Leyen", "al-Assad"."""
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(parts[start:])


def calm(word: str) -> str:
    """Return "Maduro" of the "MADURO" of a headline."""
    return word.title() if word.isupper() and len(word) > _LONGEST_ACRONYM else word


def given_name(parts: Sequence[str]) -> str:
    """Return the given name by which a person is known: Mark of "W. Mark Felt"."""
    initial = len(parts) > 2 and len(parts[0].rstrip(".")) == 1 and len(parts[1].rstrip(".")) > 1
    return parts[1 if initial else 0].lower()


def short_forms(parts: tuple[str, ...]) -> list[str]:
    """Return what a second mention may call somebody: the ends of the name, then the given name."""
    if len(parts) == 1:
        return [parts[0]]
    tails = [" ".join(parts[start:]) for start in range(1, len(parts))]
    hyphenated = [parts[-1].split("-", 1)[1]] if parts[-1].lower().startswith(("al-", "el-")) else []
    return [*tails, *hyphenated, parts[0]]
