"""The records of the knowledge base, and how one line of a data file becomes one of them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from stancewire_schemas.codes import EntityType, Sector

_ID = re.compile(r"wd:Q[1-9]\d*|sw:[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9/.-]*")
_ALPHA3 = re.compile(r"[A-Z]{3}")
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TYPES = {member.value: member for member in EntityType}
_SECTORS = {member.value: member for member in Sector}
_KNOWN = frozenset({"id", "name", "type", "country", "sector", "aliases", "offices", "source", "date"})
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class BadEntry(ValueError):
    """A line of a data file says something that the knowledge base cannot use."""


@dataclass(frozen=True, slots=True)
class Office:
    """A post and the days on which it was held, both inclusive.

    Attributes:
        title: The post without its country ("Prime Minister"), or whole where no country owns it.
        country: ISO 3166 alpha-3 of the country whose post it is; None for posts of organisations.
        since: First day; None where the start is not known, which counts as "from the beginning".
        until: Last day; None while it is held, or where the end is not known.
        role: The title as a reader would write it after the name ("President of Venezuela").
    """

    title: str
    country: str | None
    since: date | None
    until: date | None
    role: str

    def held_on(self, day: date) -> bool:
        """Return whether the post was held on this day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something that the news names. `aliases` holds every other written form of `name`.

    `offices` stand most important first, and of one importance newest first. `extra` holds what only some kinds
    of entry have; its keys are listed in the README of the data folder. `date` is the day on which `source` was
    last read.
    """

    id: str
    name: str
    type: EntityType
    country: str | None = None
    sector: Sector | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    source: str = ""
    date: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: _NOTHING, hash=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias, in that order."""
        return (self.name, *self.aliases)

    @property
    def family_name(self) -> str | None:
        """What a second mention calls a person ("Maduro", "Xi"); None for everything else."""
        if self.type is not EntityType.PERSON:
            return None
        return str(self.extra.get("family") or self.name.rsplit(" ", 1)[-1])


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A common noun that can act ("troops").

    Attributes:
        lemma: The singular where there is one, else the plural.
        singular: None for nouns that have none in this meaning ("troops", "authorities").
        plural: None for mass nouns.
        type: What a group of them, or the body itself, is.
        sector: What they do; None where the noun does not tell ("sources").
        unit: What one of them is: "person" ("soldier"), "body" ("army") or "thing" ("warship", which stands for
            those who send it).
        example: Words in which it acts.
    """

    lemma: str
    singular: str | None
    plural: str | None
    type: EntityType
    sector: Sector | None
    unit: str
    example: str

    @property
    def collective(self) -> bool:
        """Whether one such noun already stands for many ("army", "company")."""
        return self.unit == "body"

    @property
    def plural_only(self) -> bool:
        """Whether the noun has no singular of the same meaning ("troops", "authorities")."""
        return self.singular is None


@dataclass(frozen=True, slots=True)
class Title:
    """Words beside a name that tell its post.

    `office` is the kind of post, shared by all titles for it ("head_of_government" for "premier"); `position` is
    "before", "after" or "both"; `needs_country` says that the title names no single post without a country.
    """

    words: str
    sector: Sector | None
    office: str
    position: str
    needs_country: bool


def fold(name: str) -> str:
    """Return the name without accents and with straight apostrophes and hyphens. Idempotent; keeps case."""
    if name.isascii():
        return name
    straight = name.replace("\u2019", "'").replace("\u2018", "'").replace("\u2010", "-").replace("\u2011", "-")
    apart = unicodedata.normalize("NFKD", straight.translate(_STROKES))
    return "".join(character for character in apart if not unicodedata.combining(character))


_STROKES = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"}
)


def day_of(text: object, *, last: bool) -> date | None:
    """Return the day of "2013-04-19", or the first or last day of "2013-04" or "2013"; None of None.

    Raises:
        BadEntry: The text is no such date.
    """
    if text is None:
        return None
    if not isinstance(text, str) or not _PARTIAL_DATE.fullmatch(text):
        raise BadEntry(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM, YYYY or null")
    try:
        return _whole_day(text, last=last)
    except ValueError as error:
        raise BadEntry(f"{text!r} is not a date of the calendar") from error


def _whole_day(text: str, *, last: bool) -> date:
    if len(text) == 10:
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7]) if len(text) == 7 else (12 if last else 1)
    return date(year, month, monthrange(year, month)[1] if last else 1)


def entry_of(row: Any, countries: Mapping[str, str]) -> Entry:
    """Return the entry that a decoded JSON line describes.

    Args:
        row: The decoded line; see the README of the data folder for its fields.
        countries: From alpha-3 to the country's name inside a sentence ("the United States"), to word the roles.

    Raises:
        BadEntry: A field is missing or has a value out of its range.
    """
    if not isinstance(row, dict):
        raise BadEntry("the line is no JSON object")
    identifier, name = row.get("id"), row.get("name")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        raise BadEntry(f"id {identifier!r} is neither wd:Q<number> nor sw:<kind>/<slug>")
    if not isinstance(name, str) or not name.strip():
        raise BadEntry("name is missing")
    kind, country = _member(_TYPES, "type", row.get("type")), _country(row.get("country"))
    if kind is EntityType.COUNTRY and country is None:
        raise BadEntry("country is missing; a country needs its ISO 3166 alpha-3 code")
    extra = {key: value for key, value in row.items() if key not in _KNOWN}
    return Entry(
        id=identifier,
        name=name,
        type=kind,
        country=country,
        sector=None if row.get("sector") is None else _member(_SECTORS, "sector", row["sector"]),
        aliases=_strings(row.get("aliases", [])),
        offices=tuple(_office(office, countries) for office in _list("offices", row.get("offices", []))),
        source=str(row.get("source", "")),
        date=str(row.get("date", "")),
        extra=MappingProxyType(extra) if extra else _NOTHING,
    )


def _office(row: Any, countries: Mapping[str, str]) -> Office:
    if not isinstance(row, list) or len(row) != 4 or not isinstance(row[0], str):
        raise BadEntry(f"office {row!r} is not [title, country, since, until]")
    title, country = row[0], _country(row[1])
    since, until = day_of(row[2], last=False), day_of(row[3], last=True)
    if since and until and since > until:
        raise BadEntry(f"office {title!r} ends before it begins")
    role = title if country is None else f"{title} of {countries.get(country, country)}"
    return Office(title, country, since, until, role)


def _member(values: Mapping[str, Any], field: str, value: Any) -> Any:
    if not isinstance(value, str) or value not in values:
        raise BadEntry(f"{field} {value!r} is not one of {', '.join(values)}")
    return values[value]


def _country(value: Any) -> str | None:
    if value is not None and not (isinstance(value, str) and _ALPHA3.fullmatch(value)):
        raise BadEntry(f"country {value!r} is no ISO 3166 alpha-3 code")
    return value


def _strings(values: Any) -> tuple[str, ...]:
    if not all(isinstance(value, str) for value in _list("aliases", values)):
        raise BadEntry("aliases is no list of strings")
    return tuple(values)


def _list(field: str, values: Any) -> list[Any]:
    if not isinstance(values, list):
        raise BadEntry(f"{field} is no list")
    return values
