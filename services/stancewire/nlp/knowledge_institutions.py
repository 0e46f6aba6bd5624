"""Institutions that every country has ("the Venezuelan foreign ministry"), by rule instead of by list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stancewire.nlp.knowledge_entry import Entry
from stancewire.nlp.knowledge_files import read_rows
from stancewire_schemas.codes import EntityType, Sector

GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of institution; `heads` are its lower-case names ("foreign ministry"), the usual one first."""

    key: str
    heads: tuple[str, ...]
    type: EntityType
    sector: Sector | None


def read_institutions() -> dict[str, Institution]:
    """Return the institutions by each of their heads."""
    by_head: dict[str, Institution] = {}
    for key, heads, kind, sector, _example in read_rows("institutions.tsv"):
        names = tuple(heads.split("; "))
        institution = Institution(key, names, EntityType(kind), Sector(sector))
        by_head.update(dict.fromkeys(names, institution))
    return by_head


def institution_entry(institution: Institution, country: Entry) -> Entry:
    """Return the entry of a country's institution; its id is `sw:gov/VEN` or `sw:gov/VEN/foreign-ministry`."""
    suffix = "" if institution.key == GOVERNMENT else f"/{institution.key}"
    head, place = institution.heads[0], str(country.extra["in_sentence"])
    adjectives: tuple[str, ...] = tuple(country.extra["adjectives"])
    patterns = [f"{adjective} {head}" for adjective in adjectives] + [f"{head} of {place}"]
    return Entry(
        id=f"sw:gov/{country.country}{suffix}",
        name=patterns[0],
        type=institution.type,
        country=country.country,
        sector=institution.sector,
        aliases=tuple(patterns[1:]),
        source=country.source,
        date=country.date,
    )


def split_institution(
    name: str, adjectives: Mapping[str, str], countries: Mapping[str, str]
) -> tuple[str, str] | None:
    """Return (alpha-3, lower-case head) of "Venezuelan foreign ministry" and its like, else None.

    Args:
        name: The name without a leading article.
        adjectives: From adjective ("South Korean") to alpha-3.
        countries: From country name ("the Netherlands", "Netherlands") to alpha-3.
    """
    words = name.split(" ")
    for size in (1, 2, 3):
        front, rest = " ".join(words[:size]), " ".join(words[size:]).lower()
        owner = adjectives.get(front) or countries.get(front.removesuffix("'s").removesuffix("\u2019s"))
        if owner and rest:
            return owner, rest
    head, of, place = name.partition(" of ")
    while of:
        owner = countries.get(place.removeprefix("the "))
        if owner:
            return owner, head.lower()
        more, of, place = place.partition(" of ")
        head = f"{head} of {more}"
    return None
