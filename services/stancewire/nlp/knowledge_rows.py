"""How one line of a data file becomes an entry of the knowledge base."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from stancewire.nlp.knowledge_entry import NOTHING, Entry, Office
from stancewire_schemas.codes import EntityType, Sector

_ID = re.compile(r"wd:Q[1-9]\d*|sw:[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9/.-]*")
_ALPHA3 = re.compile(r"[A-Z]{3}")
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TYPES = {member.value: member for member in EntityType}
_SECTORS = {member.value: member for member in Sector}
_KNOWN = frozenset({"id", "name", "type", "country", "sector", "aliases", "offices", "source", "date"})


class BadEntry(ValueError):
    """A line of a data file says something that the knowledge base cannot use."""


def entry_of(row: Any, countries: Mapping[str, str]) -> Entry:
    """Return the entry that a decoded JSON line describes.

    Args:
        row: The decoded line; see the README of the data folder for its fields.
        countries: From alpha-3 to the country's name inside a sentence ("the United States"), to word the roles.

    Raises:
        BadEntry: A field is missing or has a value out of its range.
    """
    identifier, name = _identity(row)
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
        extra=MappingProxyType(extra) if extra else NOTHING,
    )


def _identity(row: Any) -> tuple[str, str]:
    if not isinstance(row, dict):
        raise BadEntry("the line is no JSON object")
    identifier, name = row.get("id"), row.get("name")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        raise BadEntry(f"id {identifier!r} is neither wd:Q<number> nor sw:<kind>/<slug>")
    if not isinstance(name, str) or not name.strip():
        raise BadEntry("name is missing")
    return identifier, name


def _office(row: Any, countries: Mapping[str, str]) -> Office:
    if not isinstance(row, list) or len(row) != 4 or not isinstance(row[0], str):
        raise BadEntry(f"office {row!r} is not [title, country, since, until]")
    title, country = row[0], _country(row[1])
    since, until = day_of(row[2], last=False), day_of(row[3], last=True)
    if since and until and since > until:
        raise BadEntry(f"office {title!r} ends before it begins")
    role = title if country is None else f"{title} of {countries.get(country, country)}"
    return Office(title, country, since, until, role)


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
