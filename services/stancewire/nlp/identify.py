"""Which person of the knowledge base a name means in this text, and how sure that is.

A full name that one entry has is that entry; the text's countries and titles raise or lower the confidence. A bare
surname needs support: a title beside it, an office held on the day, or the person's country in the text. Without
any, the honest answer is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from stancewire.nlp.document import Document, Entity
from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.owners import GOVERNING
from stancewire_schemas.codes import EntityType

_LEADING: Final = frozenset(
    {"president", "prime_minister", "chancellor", "supreme_leader", "monarch", "head_of_government"}
)
SURE: Final = 0.99
FULL_NAME: Final = 0.9
FULL_NAME_ALONE: Final = 0.75
SURNAME_WITH_TITLE: Final = 0.85
SURNAME_IN_OFFICE: Final = 0.7
ONE_OF_SEVERAL: Final = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with the confidence that it is meant and the rule that says so."""

    entry: Entry
    confidence: float
    why: str


def identify_people(document: Document, knowledge: Knowledge, named: frozenset[str] = frozenset()) -> None:
    """Set id and confidence of the people whom the knowledge base knows; leave the others without id.

    `named` are the countries that adjectives name besides the entities' own.
    """
    day = document.published.date() if document.published else None
    countries = context_countries(document.entities) | named
    for entity in document.entities:
        if entity.type is EntityType.PERSON and not (entity.id or "").startswith("sw:generic/"):
            found = find_person(entity, countries, day, knowledge) or _leader(entity, document, knowledge)
            if found:
                entity.id, entity.link_confidence, entity.why = found.entry.id, found.confidence, found.why
                entity.country = found.entry.country or entity.country
            elif entity.id:
                _unlink(entity, knowledge)


def _unlink(entity: Entity, knowledge: Knowledge) -> None:
    """Make a namesake of an entry somebody of whom only the text tells."""
    title = knowledge.title(str(entity.role).lower())
    entity.id, entity.country, entity.why = None, None, "person:namesake"
    entity.sector = title.sector.value if title and title.sector else None


def _leader(entity: Entity, document: Document, knowledge: Knowledge) -> Found | None:
    """Return the one leader of this surname whose "administration" or "regime" the text speaks of."""
    heads = [document.parse[mention.head] for mention in entity.mentions]
    governs = any(t.dep_ in {"compound", "nmod", "poss"} and t.head.lower_ in GOVERNING for t in heads)
    if not governs or entity.id:
        return None
    leaders = [entry for entry in knowledge.people_called(entity.name) if _led(entry, knowledge)]
    return Found(leaders[0], SURNAME_IN_OFFICE, "person:surname-of-government") if len(leaders) == 1 else None


def _led(entry: Entry, knowledge: Knowledge) -> bool:
    titles = [knowledge.title(office.title.lower()) for office in entry.offices]
    return any(title is not None and title.office in _LEADING for title in titles)


def context_countries(entities: Iterable[Entity]) -> frozenset[str]:
    """Return the countries that the text names, by themselves or through their governments and peoples."""
    kinds = {EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.POPULATION, EntityType.ARMED_GROUP}
    return frozenset(e.country for e in entities if e.country and e.type in kinds)


def find_person(entity: Entity, countries: frozenset[str], day: date | None, knowledge: Knowledge) -> Found | None:
    """Return the entry that this person is, or None where nobody or more than one may be meant."""
    known = knowledge.by_id(entity.id) if entity.id else None
    candidates = [known] if known else [e for e in knowledge.lookup(entity.name) if e.type is EntityType.PERSON]
    if " " in entity.name or known:
        return _by_full_name(entity, candidates, countries, day, knowledge)
    people = dict.fromkeys([*(e.id for e in candidates), *(e.id for e in knowledge.people_called(entity.name))])
    entries = [entry for identifier in people if (entry := knowledge.by_id(identifier))]
    return _by_surname(entity, entries, countries, day, knowledge)


def _by_full_name(
    entity: Entity, candidates: Sequence[Entry], countries: frozenset[str], day: date | None, knowledge: Knowledge
) -> Found | None:
    supported = [entry for entry in candidates if _supported(entry, entity, countries)]
    if len(candidates) == 1:
        if _contradicted(candidates[0], entity) or _holds_another_post(candidates[0], entity, countries, knowledge):
            return None
        sure = SURE if _in_office(candidates[0], day) else FULL_NAME
        return Found(candidates[0], sure if supported else FULL_NAME_ALONE, "person:full-name")
    if len(supported) == 1:
        sure = FULL_NAME_ALONE if _in_office(supported[0], day) else ONE_OF_SEVERAL
        return Found(supported[0], sure, "person:full-name-and-context")
    return None


def _by_surname(
    entity: Entity, entries: Sequence[Entry], countries: frozenset[str], day: date | None, knowledge: Knowledge
) -> Found | None:
    titled = [entry for entry in entries if entity.role and _held(entry, entity.role, day)]
    at_home = [entry for entry in titled if entry.country in countries or entry.country == entity.country]
    for chosen in (at_home, titled):
        if len(chosen) == 1:
            return Found(chosen[0], SURNAME_WITH_TITLE, "person:title-and-surname")
    if entity.role and not titled:
        return None
    sitting = [e for e in entries if _in_office(e, day) and e.country in countries and not _is_one_of_many(e)]
    for chosen in (sitting, [entry for entry in sitting if _leads(entry, day, knowledge)]):
        if len(chosen) == 1:
            return Found(chosen[0], SURNAME_IN_OFFICE, "person:surname-in-office")
    leading = [entry for entry in entries if _leads(entry, day, knowledge)]
    if not sitting and len(leading) == 1 and not entity.role:
        # News names the world's leaders without their countries: "Trump said he would decide soon".
        return Found(leading[0], ONE_OF_SEVERAL, "person:surname-of-leader")
    return None


def _leads(entry: Entry, day: date | None, knowledge: Knowledge) -> bool:
    """Tell whether somebody is at the head of a state or its government on the day; a first lady is not."""
    held = (office for office in entry.offices if day is not None and office.held_on(day))
    titles = (knowledge.title(office.title.lower()) for office in held)
    return any(title is not None and title.office in _LEADING for title in titles)


def _is_one_of_many(entry: Entry) -> bool:
    """Tell a member of a chamber of hundreds, whom nobody knows by a surname alone."""
    return all(office.title.startswith("US Representative") for office in entry.offices)


def _supported(entry: Entry, entity: Entity, countries: frozenset[str]) -> bool:
    same_role = bool(entity.role) and any(_same_post(str(entity.role), office.title) for office in entry.offices)
    return entry.country in countries or entry.country == entity.country or same_role


def _contradicted(entry: Entry, entity: Entity) -> bool:
    """Tell whether the text calls a namesake something of another country: "Italian cyclist Marco Rossi"."""
    return bool(entity.country and entry.country and entity.country != entry.country)


def _holds_another_post(entry: Entry, entity: Entity, countries: frozenset[str], knowledge: Knowledge) -> bool:
    """Tell a namesake by a post that the entry never had, in a text that does not speak of its country."""
    title = knowledge.title(str(entity.role).lower().removeprefix("former "))
    if title is None or title.office == "-" or not entry.offices or entry.country in countries:
        return False
    own = {known.office for office in entry.offices if (known := knowledge.title(office.title.lower()))}
    return title.office not in own and not any(
        _same_post(str(entity.role), office.title) for office in entry.offices
    )


def _held(entry: Entry, role: str, day: date | None) -> bool:
    """Tell whether the entry held the post that the role names, on the day or, for "former", before it."""
    posts = [office for office in entry.offices if _same_post(role, office.title)]
    if day is None or role.lower().startswith(("former ", "ex-", "late ")):
        return bool(posts)
    return any(office.held_on(day) for office in posts)


def _same_post(role: str, title: str) -> bool:
    return title.lower() in role.lower() or role.lower() in title.lower()


def _in_office(entry: Entry, day: date | None) -> bool:
    return day is not None and any(office.held_on(day) for office in entry.offices)
