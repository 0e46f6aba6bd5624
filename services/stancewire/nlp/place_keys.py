"""How a place's name is written as a key: the same for every case, accent, dot and hyphen."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_DROP: Final = str.maketrans(
    {".": None, "'": None, "’": None, "‘": None, "`": None, "ʼ": None, "ʿ": None, "ʻ": None, "-": " ", "–": " "}
    | {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"}
)


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return the name without accents, case, dots, apostrophes and hyphens: the key under which it is found."""
    return fold_once(name)


def fold_once(name: str) -> str:
    """Return the same without remembering it, for names that are folded only once."""
    if name.isascii():
        # Nine names in ten need no more.
        if name.isalpha():
            return name.lower()
    else:
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    folded = name.casefold().translate(_DROP)
    return " ".join(folded.split()) if " " in folded else folded
