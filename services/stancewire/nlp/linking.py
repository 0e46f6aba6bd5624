"""Which entry of the knowledge base an entity is, or an id of our own; country, sector and role on the day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from stancewire.nlp.document import Document, Entity
from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.knowledge_entry import fold
from stancewire_schemas.codes import EntityType, Sector

_NOT_IN_A_SLUG: Final = re.compile(r"[^a-z0-9]+")
_KIND_OF_ID: Final = {
    EntityType.PERSON: "person",
    EntityType.ARMED_GROUP: "armed",
    EntityType.PLACE: "place",
    EntityType.COUNTRY: "country",
    EntityType.POPULATION: "people",
    EntityType.OTHER: "other",
}
_CONFIDENCE: Final = {
    "country:knowledge-base": 0.99,
    "country:adjective": 0.95,
    "government:metonym": 0.85,
    "nominal:institution": 0.9,
    "organisation:institution": 0.85,
}
_POLITICS: Final = frozenset({Sector.GOVERNMENT, Sector.OPPOSITION, Sector.PARTY})
_CAREER: Final = timedelta(days=round(15 * 365.25))
_BY_NAME: Final = 0.95
_SINGLE_WORD: Final = 0.85


def link(document: Document, knowledge: Knowledge) -> None:
    """Set id, country, sector, role and confidence of each entity. A repeat changes nothing.

    An id of our own says what it is made of: `sw:person/<slug of the full name>`, `sw:org/<slug>`,
    `sw:generic/<country>/<sector>/<noun>`; its confidence is 0, for it claims no entry. Somebody of an entry's name
    who is not that entry has `/namesake` behind it.
    """
    day = document.published.date() if document.published else None
    for entity in document.entities:
        entry = knowledge.by_id(entity.id) if entity.id else None
        if entry is None:
            entity.link_confidence = 0.0
            entity.id = entity.id or _unclaimed(own_id(entity.name, entity.type), knowledge)
        else:
            _apply(entity, entry, day, knowledge)


def _unclaimed(identifier: str, knowledge: Knowledge) -> str:
    """Return the id, or where an entry has it already one for all namesakes of that entry."""
    return identifier if knowledge.by_id(identifier) is None else f"{identifier}/namesake"


def own_id(name: str, kind: EntityType) -> str:
    """Return the id of somebody whom no entry names; the same name gives the same id in every article."""
    slug = _NOT_IN_A_SLUG.sub("-", fold(name).casefold()).strip("-")
    return f"sw:{_KIND_OF_ID.get(kind, 'org')}/{slug or 'unnamed'}"


def _apply(entity: Entity, entry: Entry, day: date | None, knowledge: Knowledge) -> None:
    entity.name, entity.type = entry.name, entry.type
    entity.country = entry.country or entity.country
    if entity.type is EntityType.PERSON:
        apply_office(entity, entry, day, knowledge)
    else:
        entity.sector = entry.sector.value if entry.sector else entity.sector
        plain = _BY_NAME if " " in entry.name or entry.name.isupper() else _SINGLE_WORD
        entity.link_confidence = _CONFIDENCE.get(entity.why, plain)


def apply_office(entity: Entity, entry: Entry, day: date | None, knowledge: Knowledge) -> None:
    """Set role and sector as they were on the day; without a day only what holds on any day."""
    office = knowledge.office_at(entry, day) if day else None
    if day is None and len(entry.offices) == 1 and not entry.offices[0].since and not entry.offices[0].until:
        office = entry.offices[0]
    if office is None:
        elite = day is not None and _is_out_of_office(entry, day, knowledge)
        entity.sector = Sector.ELITE.value if elite else entity.sector or (entry.sector and entry.sector.value)
        return
    title = knowledge.title(office.title.lower())
    sector = (title and title.sector) or entry.sector
    entity.role, entity.country = office.role, office.country or entity.country
    entity.sector = sector.value if sector else entity.sector


def _is_out_of_office(entry: Entry, day: date, knowledge: Knowledge) -> bool:
    """Tell whether a person of government was out of it on a day, or a politician not yet in any post.

    Posts before the first known one are not written down; who led a ministry then has mostly been in politics for
    years, so that some years before it still count as politics.
    """
    if knowledge.former_office(entry, day) is not None:
        return entry.sector is Sector.GOVERNMENT
    starts = [office.since for office in entry.offices]
    known = [since for since in starts if since is not None]
    return entry.sector in _POLITICS and len(known) == len(starts) > 0 and day < min(known) - _CAREER
