"""Who and what the text names: people, organisations, countries, armed groups, and actors named by role only."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp.acting_nouns import is_idle
from stancewire.nlp.aliases import consistent_names, organisation_aliases
from stancewire.nlp.cast import Cast
from stancewire.nlp.document import Document, Entity
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.homes import at_home
from stancewire.nlp.identify import identify_people
from stancewire.nlp.inner_names import add_people_inside
from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.lands import countries_heard, home_of, mainland_of, places_at
from stancewire.nlp.metonyms import acts, says_or_does
from stancewire.nlp.name_corrections import correct_names
from stancewire.nlp.name_search import find_names
from stancewire.nlp.names import Name
from stancewire.nlp.nominals import add_nominals
from stancewire.nlp.owners import Owner, owner_of
from stancewire.nlp.persons import Person, collect_people
from stancewire.nlp.role_phrases import role_noun_of
from stancewire.nlp.roles import add_roles, take_roles
from stancewire.nlp.spans import head_of, name_mention, place_only_tokens
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, MentionForm, Sector

_PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_ON_THE_MAP: Final = frozenset({EntityType.COUNTRY, EntityType.PLACE})
_MODIFYING: Final = frozenset({"amod", "compound", "nmod"})


def find_entities(document: Document, knowledge: Knowledge, gazetteer: Gazetteer | None = None) -> None:
    """Fill `document.entities` with everything that the text names or calls by its role. A repeat starts anew.

    Cities become entities only where they stand for a government; datelines and credit lines name no actors.
    """
    parse = document.parse
    correct_names(parse, knowledge, gazetteer)
    cast = Cast(parse)
    places_only = place_only_tokens(parse)
    names = at_home(parse, consistent_names(parse, find_names(parse, knowledge), knowledge), knowledge)
    # "ASTANA, March 5" is filed from the town, whoever the model takes it for.
    names = [name for name in names if name.label != "PERSON" or not _is_filed(name, places_only)]
    aliases = organisation_aliases(parse, names, knowledge)
    cast.named.update(index for name in names for index in range(name.start, name.end))
    heard = countries_heard(names, knowledge)
    cast.place_at, cast.home = places_at(names, frozenset(heard), gazetteer), home_of(heard)
    cast.mainland = mainland_of(heard)
    people, rest = collect_people(parse, names, knowledge)
    found = [(_add_person(cast, p), take_roles(cast, p.names, knowledge)) for p in people.people]
    # Names that the knowledge base does not hold come last: "Foreign Ministry" needs its owner, "Russia's".
    for name in sorted(rest, key=lambda name: not name.entries):
        if not _is_part_of_title(cast, name, knowledge):
            full = aliases.get(name.text)
            named = name if full is None else replace(name, text=full.text, entries=full.entries, label="ORG")
            _add_other(cast, named, knowledge, placed=name.start in places_only)
    for entity, roles in found:
        add_roles(cast, entity, roles, knowledge)
    add_people_inside(
        cast, rest, [(" ".join(p.parts), entity) for p, (entity, _) in zip(people.people, found, strict=True)]
    )
    # Before the nominals, for "the Biden administration" needs to know whose country Biden leads.
    document.entities = cast.entities()
    identify_people(document, knowledge, frozenset(cast.country_at.values()))
    cast.spoken_for |= places_only
    add_nominals(cast, knowledge)
    document.entities = cast.entities()
    document.reindex()


def _is_filed(name: Name, places_only: frozenset[int]) -> bool:
    """Tell the town of a dateline."""
    return name.start in places_only and name.text.isupper()


def _is_part_of_title(cast: Cast, name: Name, knowledge: Knowledge) -> bool:
    """Tell "State" of "Secretary of State", no actor, from "Kremlin" of "Kremlin spokesman", which is one."""
    if not cast.spoken_for.issuperset(range(name.start, name.end)):
        return False
    first_word = name.start - 1 not in cast.spoken_for
    known = bool(name.entries) or knowledge.metonym(name.text) is not None
    field = name.text.lower()
    portfolio = any(knowledge.title(f"{field} {post}") for post in ("minister", "secretary"))
    return not (first_word and known and not portfolio)


def _add_person(cast: Cast, person: Person) -> Entity:
    if person.entry:
        entity = cast.known(person.entry, "person:full-name")
    else:
        entity = cast.unknown(person.key, " ".join(person.parts), EntityType.PERSON, "person:name")
    for name in person.names:
        cast.add(entity, name_mention(cast.parse, name.start, name.end))
    return entity


def _add_other(cast: Cast, name: Name, knowledge: Knowledge, *, placed: bool) -> None:
    """Add a name that is no person's."""
    parse = cast.parse
    head = head_of(parse, name.start, name.end)
    alpha3 = knowledge.demonym(name.text)
    entry = _entry_for(name)
    if alpha3 and (head.tag_ in {"JJ", "NNS", "NNPS"} or not name.entries):
        # Also where the tagger takes it for a name: "Kuwaiti divers", "12 Somali and 11 Yemeni".
        _add_nationality(cast, name, head, knowledge)
    elif entry is None:
        _add_unlisted(cast, name, head, knowledge, placed=placed)
    else:
        _mark_country(cast, name, entry.country)
        if not (placed and entry.type in {EntityType.COUNTRY, EntityType.PLACE}):
            entity = cast.known(entry, f"{entry.type.value}:knowledge-base")
            mention = name_mention(parse, name.start, name.end)
            cast.add(entity, replace(mention, form=MentionForm.NOMINAL) if _names_members(head, entry) else mention)


def _names_members(head: Token, entry: Entry) -> bool:
    """Tell "Democrats", who are the party's people, from the party's own name."""
    return entry.sector is Sector.PARTY and head.tag_ in {"NNPS", "NNS"} and head.text.endswith("s")


def _mark_country(cast: Cast, name: Name, alpha3: str | None) -> None:
    if alpha3:
        cast.country_at.update(dict.fromkeys(range(name.start, name.end), alpha3))


def _entry_for(name: Name) -> Entry | None:
    others = [entry for entry in name.entries if entry.type is not EntityType.PERSON] if name.entries else ()
    if not others or name.label not in _PLACE_LABELS:
        return others[0] if others else None
    return next((entry for entry in others if entry.type in _ON_THE_MAP), others[0])


def _add_nationality(cast: Cast, name: Name, head: Token, knowledge: Knowledge) -> None:
    """Add "Venezuelans" as a people, and "Russian" in "Russian strike" as a word for the country, not its name.

    "Russian" in "Russian troops" is part of that actor's description and no mention of its own; a tanker that is
    hit is no actor, so that "Greek" says whom it touches.
    """
    alpha3 = knowledge.demonym(name.text)
    country = knowledge.country(alpha3) if alpha3 else None
    if country is None:
        return
    _mark_country(cast, name, alpha3)
    mention = name_mention(cast.parse, name.start, name.end)
    if head.tag_ != "JJ" and head.dep_ not in _MODIFYING:
        entity = cast.unknown(f"people {alpha3}", name.text, EntityType.POPULATION, "population:nationality")
        entity.id, entity.country = f"sw:generic/{alpha3}/-/people", alpha3
    elif head.dep_ in _MODIFYING and (role := role_noun_of(head.head, knowledge)) and not is_idle(head.head, role):
        return
    else:
        entity, mention = cast.known(country, "country:adjective"), replace(mention, form=MentionForm.NOMINAL)
    cast.add(entity, mention)


def _add_unlisted(cast: Cast, name: Name, head: Token, knowledge: Knowledge, *, placed: bool) -> None:
    """Add a name that the knowledge base does not hold: an organisation, or a city that stands for a government."""
    mention = name_mention(cast.parse, name.start, name.end)
    government = knowledge.metonym(name.text)
    if name.label in _PLACE_LABELS or government:
        if government and not placed and (acts(head) or name.label not in _PLACE_LABELS):
            cast.add(cast.known(government, "government:metonym"), mention)
        elif name.label == "GPE" and not placed and says_or_does(head):
            entity = cast.unknown(f"place {name.text.lower()}", name.text, EntityType.PLACE, "place:acting")
            entity.country = entity.country or cast.place_at.get(head.i)
            cast.add(entity, mention)
    elif placed:
        return
    elif name.label == "ORG" and (entry := _institution(cast, name, head, knowledge)):
        cast.add(cast.known(entry, "organisation:institution"), mention)
    elif name.label == "NORP" and head.tag_ == "NNPS":
        entity = cast.unknown(f"people {name.text.lower()}", name.text, EntityType.POPULATION, "population:name")
        cast.add(entity, mention)
    elif name.label == "ORG" or (name.label == "NORP" and head.tag_ in {"NNP", "NN"} and not _modifies(cast, name)):
        key = f"org {name.text.lower()}"
        cast.add(cast.unknown(key, name.text, EntityType.ORGANISATION, "organisation:name"), mention)


def _modifies(cast: Cast, name: Name) -> bool:
    """Tell an adjective that the tagger takes for a name: "Kurdish-led forces"."""
    following = cast.parse[name.end].text if name.end < len(cast.parse) else ""
    return following == "-" or head_of(cast.parse, name.start, name.end).dep_ in {"amod", "compound", "nmod"}


def _institution(cast: Cast, name: Name, head: Token, knowledge: Knowledge) -> Entry | None:
    """Return the institution that a name is by its owner: "Foreign Ministry" in "Russia's Foreign Ministry"."""
    owner = owner_of(cast, head, knowledge)
    # A text about one country leaves out whose "Senate" and "Supreme Court" it means.
    alpha3 = owner.country if owner.is_country else cast.home if owner == Owner() else None
    country = knowledge.country(alpha3) if alpha3 else None
    adjectives = country.extra.get("adjectives") if country else None
    found = knowledge.lookup(f"{adjectives[0]} {name.text}") if adjectives else ()
    return found[0] if found and found[0].country == alpha3 else None
