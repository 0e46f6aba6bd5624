"""The records of the knowledge base: entries with their offices, role nouns, titles."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from stancewire_schemas.codes import EntityType, Sector

NOTHING: Mapping[str, Any] = MappingProxyType({})
_STROKES = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"}
)


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
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING, hash=False)

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
