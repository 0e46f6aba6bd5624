"""The gazetteer: names to places of the map, offline. Countries, US states and cities come with GeoNames ids."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from stancewire.nlp.gazetteer_index import open_index
from stancewire.nlp.place_keys import fold

__all__ = ["Gazetteer", "GazetteerEntry", "fold", "prominence"]

_COUNTRY_WEIGHT: Final = 9.0
_REGION_WEIGHT: Final = 6.0
_TOWN_WEIGHT: Final = 4.0
# A province means its capital of the same name unless that has less than a tenth of the people.
_DIVISION: Final = 1.0
_PLACE: Final = (
    "SELECT name, kind, geonames_id, country, admin1, lat, lon, population, capital, wikidata_id, countries"
    " FROM {} JOIN place USING (number) WHERE key = ? ORDER BY number"
)
_CALLED: Final = _PLACE.format("named")
_SMALL: Final = _PLACE.format("named_small")
_REMEMBERED: Final = 50_000
_MAIN_NAME: Final = 0.7
_CAPITAL: Final = 1.0


class GazetteerEntry(NamedTuple):
    """A place of the map.

    `kind` is country, region, city, sea or other; `population` is 0 where unknown; `capital` is 1 or 0. `countries`
    are those that it lies in (alpha-3, blanks between); `country` is set where that is one.
    """

    name: str
    kind: str
    geonames_id: int | None
    country: str | None
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    capital: int
    wikidata_id: str | None = None
    countries: str = ""


class Gazetteer:
    """Names to entries. Never changes after loading; safe to share among threads."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._asked: dict[str, tuple[GazetteerEntry, ...]] = {}
        self._small: dict[str, tuple[GazetteerEntry, ...]] = {}
        self._ranked: dict[str, tuple[GazetteerEntry, ...]] = {}

    @classmethod
    def load(cls) -> Gazetteer:
        """Open the gazetteer: some milliseconds and megabytes, seconds where it must be compiled first."""
        return cls(open_index())

    def __len__(self) -> int:
        """Return how many places there are, small towns left out."""
        (count,) = self._index.execute("SELECT count(DISTINCT number) FROM named").fetchone()
        return int(count)

    def knows(self, name: str) -> bool:
        """Tell whether any place has this name, alias or spelling; case and accents do not count."""
        return bool(self._called(fold(name)))

    def candidates(self, name: str) -> tuple[GazetteerEntry, ...]:
        """Return every place of this name, alias or spelling, the likeliest first by `prominence`."""
        ranked = self._ranked.get(name)
        if ranked is None:
            entries = self._called(fold(name))
            ranked = tuple(sorted(entries, key=lambda e: (-prominence(e, name), e.geonames_id or 0, e.name)))
            if len(self._ranked) < _REMEMBERED:
                self._ranked[name] = ranked
        return ranked

    def small_towns(self, name: str, countries: AbstractSet[str]) -> tuple[GazetteerEntry, ...]:
        """Return the towns of 1,000 to 15,000 people of this name in these countries (alpha-3), largest first.

        They are in no other answer: there are too many for a name alone to mean one.
        """
        key = fold(name)
        found = self._small.get(key)
        if found is None:
            rows = map(GazetteerEntry._make, self._index.execute(_SMALL, (key,)))
            found = tuple(sorted(rows, key=lambda e: (-e.population, e.geonames_id or 0)))
            if len(self._small) < _REMEMBERED:
                self._small[key] = found
        return tuple(entry for entry in found if entry.country in countries)

    def _called(self, key: str) -> tuple[GazetteerEntry, ...]:
        found = self._asked.get(key)
        if found is None:
            found = tuple(map(GazetteerEntry._make, self._index.execute(_CALLED, (key,))))
            if len(self._asked) < _REMEMBERED:
                self._asked[key] = found
        return found


def prominence(entry: GazetteerEntry, name: str) -> float:
    """Return how likely a bare `name` means the entry, about 4 to 10: the logarithm of its population and more.

    Countries come before all, own regions count as two million people short of a main name, a capital by its main
    name ten times and any main name five times its people.
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
    return weight + (_CAPITAL * entry.capital + _MAIN_NAME) * (fold(entry.name) == fold(name))
