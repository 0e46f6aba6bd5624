"""Who and what the text names: people, organisations, countries, armed groups, and actors named by role only."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from stancewire.nlp.cast import Cast
from stancewire.nlp.document import Document
from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.metonyms import acts
from stancewire.nlp.names import Name, find_names
from stancewire.nlp.nominals import add_nominals
from stancewire.nlp.persons import Person, collect_people
from stancewire.nlp.spans import head_of, name_mention, place_only_tokens
from stancewire_schemas.codes import EntityType

_PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})


def find_entities(document: Document, knowledge: Knowledge) -> None:
    """Fill `document.entities` with everything that the text names or calls by its role. A repeat starts anew.

    Cities become entities only where they stand for a government; datelines and credit lines name no actors.
    """
    parse = document.parse
    cast = Cast(parse)
    places_only = place_only_tokens(parse)
    names = find_names(parse, knowledge)
    people, rest = collect_people(parse, names, knowledge)
    for person in people.people:
        _add_person(cast, person)
    for name in rest:
        _add_other(cast, name, knowledge, placed=name.start in places_only)
    add_nominals(cast, knowledge)
    document.entities = cast.entities()
    document.reindex()


def _add_person(cast: Cast, person: Person) -> None:
    if person.entry:
        entity = cast.known(person.entry, "person:full-name")
    else:
        entity = cast.unknown(person.key, " ".join(person.parts), EntityType.PERSON, "person:name")
    for name in person.names:
        cast.add(entity, name_mention(cast.parse, name.start, name.end))


def _add_other(cast: Cast, name: Name, knowledge: Knowledge, *, placed: bool) -> None:
    """Add a name that is no person's."""
    parse = cast.parse
    head = head_of(parse, name.start, name.end)
    entry = _entry_for(name)
    alpha3 = knowledge.demonym(name.text)
    if alpha3 and head.tag_ in {"JJ", "NNS", "NNPS"}:
        _add_nationality(cast, name, head, knowledge.country(alpha3))
    elif entry is None:
        _add_unlisted(cast, name, head, knowledge, placed=placed)
    elif not (placed and entry.type in {EntityType.COUNTRY, EntityType.PLACE}):
        cast.add(cast.known(entry, f"{entry.type.value}:knowledge-base"), name_mention(parse, name.start, name.end))


def _entry_for(name: Name) -> Entry | None:
    others = [entry for entry in name.entries if entry.type is not EntityType.PERSON]
    wanted = {EntityType.COUNTRY, EntityType.PLACE} if name.label in _PLACE_LABELS else set(EntityType)
    return next((entry for entry in others if entry.type in wanted), others[0] if others else None)


def _add_nationality(cast: Cast, name: Name, head: Token, country: Entry | None) -> None:
    """Add "Venezuelans" as a people, and "Russian" in "Russian strike" as a word for the country."""
    if country is None:
        return
    if head.tag_ == "JJ":
        entity = cast.known(country, "country:adjective")
    else:
        entity = cast.unknown(f"people {country.id}", name.text, EntityType.POPULATION, "population:nationality")
        entity.country = country.country
        entity.id = f"sw:generic/{country.country}/CVL/people"
    cast.add(entity, name_mention(cast.parse, name.start, name.end))


def _add_unlisted(cast: Cast, name: Name, head: Token, knowledge: Knowledge, *, placed: bool) -> None:
    """Add a name that the knowledge base does not hold: an organisation, or a city that stands for a government."""
    mention = name_mention(cast.parse, name.start, name.end)
    if name.label in _PLACE_LABELS:
        government = knowledge.metonym(name.text)
        if government and not placed and acts(head):
            cast.add(cast.known(government, "government:metonym"), mention)
    elif name.label == "ORG":
        key = f"org {name.text.lower()}"
        cast.add(cast.unknown(key, name.text, EntityType.ORGANISATION, "organisation:name"), mention)
