"""The gazetteer: names to places of the map, offline. Countries, US states and cities come with GeoNames ids."""

from __future__ import annotations

import gc
import math
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from stancewire.nlp.gazetteer_sources import (
    Row,
    read_cities,
    read_countries,
    read_divisions,
    read_own,
    read_us_states,
)

_DROP: Final = str.maketrans(
    {".": None, "'": None, "’": None, "‘": None, "`": None, "ʼ": None, "ʿ": None, "ʻ": None, "-": " ", "–": " "}
    | {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_COUNTRY_WEIGHT: Final = 9.0
_REGION_WEIGHT: Final = 6.0
_TOWN_WEIGHT: Final = 4.0
# A province means its capital of the same name unless that has less than a tenth of the people.
_DIVISION: Final = 1.0
_MAIN_NAME: Final = 0.7
_CAPITAL: Final = 1.0


class GazetteerEntry(NamedTuple):
    """A place of the map. `kind` is country, region, city, sea or other; `population` is 0 where unknown."""

    name: str
    kind: str
    geonames_id: int | None
    country: str | None
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    capital: bool


class Gazetteer:
    """Names to entries. Immutable after loading; safe to share."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._entries: list[GazetteerEntry] = []
        self._index: dict[str, int | tuple[int, ...]] = {}
        for row in rows:
            number = len(self._entries)
            self._entries.append(GazetteerEntry(*row[:9]))
            for key in dict.fromkeys(map(_fold, (row.name, *row.aliases))):
                self._add(key, number)

    @classmethod
    def load(cls) -> Gazetteer:
        """Read the gazetteer from the installed data: about half a second, under 100 MB. Writes nothing."""
        collecting = gc.isenabled()
        # A hundred thousand small objects, none of them garbage: the collector would double the time.
        gc.disable()
        try:
            return cls(chain(read_countries(), read_us_states(), read_divisions(), read_own(), read_cities()))
        finally:
            if collecting:
                gc.enable()

    def __len__(self) -> int:
        return len(self._entries)

    def knows(self, name: str) -> bool:
        """Tell whether any place has this name, alias or spelling; case and accents do not count."""
        return fold(name) in self._index

    def candidates(self, name: str) -> tuple[GazetteerEntry, ...]:
        """Return every place of this name, alias or spelling, the likeliest first by `prominence`."""
        found = self._index.get(fold(name), ())
        entries = [self._entries[number] for number in ((found,) if isinstance(found, int) else found)]
        return tuple(sorted(entries, key=lambda e: (-prominence(e, name), e.geonames_id or 0, e.name)))

    def _add(self, key: str, number: int) -> None:
        # Most names have one place: an int there saves half of the memory of tuples.
        before = self._index.get(key)
        if before is None:
            self._index[key] = number
        elif isinstance(before, int):
            self._index[key] = (before, number)
        else:
            self._index[key] = (*before, number)


def prominence(entry: GazetteerEntry, name: str) -> float:
    """Return how likely a bare `name` means the entry, about 4 to 10: the logarithm of its population and more.

    Countries come before all, own regions count as two million people short of a main name, a capital ten times
    and a main name five times its people.
    """
    if entry.kind == "country":
        return _COUNTRY_WEIGHT
    size = math.log10(entry.population + 1)
    match entry.kind, entry.population:
        case "city", _:
            weight = max(size, _TOWN_WEIGHT)
        case "region", people if people:
            weight = min(max(size - _DIVISION, _TOWN_WEIGHT), _REGION_WEIGHT)
        case _:
            weight = _REGION_WEIGHT
    return weight + _CAPITAL * entry.capital + _MAIN_NAME * (fold(entry.name) == fold(name))


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return the name without accents, case, dots, apostrophes and hyphens: the key under which it is found."""
    return _fold(name)


def _fold(name: str) -> str:
    if name.isascii():
        # Nine names in ten need no more, and a hundred thousand are folded while loading.
        if name.isalpha():
            return name.lower()
    else:
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    folded = name.casefold().translate(_DROP)
    return " ".join(folded.split()) if " " in folded else folded
