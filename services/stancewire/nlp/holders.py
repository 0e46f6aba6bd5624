"""Role nouns whose owner decides who is meant: "the Ukrainian leader", "his government", "its forces"."""

from __future__ import annotations

from stancewire.nlp.discourse import Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.owners import GOVERNING
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

HOLDER_CONFIDENCE = 0.7
_OTHER_TIME = frozenset(
    {"former", "ex", "late", "future", "next", "previous", "deputy", "vice", "acting", "another", "any"}
)
_STATES = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT})
# "Its neighbour" and "its rivals" are of another country.
_FOREIGN = word_set(
    "neighbour neighbours neighbor neighbors ally allies rival rivals enemy enemies foe foes partner "
    "partners friend friends counterpart counterparts adversary adversaries opponent opponents guest "
    "guests prisoners captives hostages"
)
_LEADS = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.PERSON})


def is_generic(entity: Entity | None) -> bool:
    """Tell whether an entity is known by its role noun only."""
    return entity is not None and (entity.id or "").startswith("sw:generic/")


def holder_of(token: Token, own: Entity, discourse: Discourse, knowledge: Knowledge) -> Entry | None:
    """Return who held on the day the post that "the French president" or "Japan's prime minister" names."""
    published = discourse.document.published
    if published is None or own.country is None or own.type is not EntityType.PERSON or not _is_the_one(token):
        return None
    return knowledge.holder(_post(own), own.country, published.date())


def _post(own: Entity) -> str:
    return (own.id or "").rsplit("/", 1)[-1].replace("-", " ")


def _is_the_one(token: Token) -> bool:
    """Tell whether the words mean the one who holds the post now: definite, and neither former nor deputy."""
    lefts = list(token.lefts)
    definite = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for c in lefts)
    return definite and not any(c.lower_ in _OTHER_TIME for c in lefts)


def possessed(token: Token, own: Entity, discourse: Discourse, knowledge: Knowledge) -> Entry | None:
    """Return the institution that "his government" or "its army" is, else None."""
    owner = next((discourse.entity_of(c) for c in token.lefts if c.dep_ == "poss" and c.pos_ == "PRON"), None)
    if owner is None or owner.country is None or own.country is not None or owner.type not in _LEADS:
        return None
    if owner.type is EntityType.PERSON:
        return knowledge.institution("government", owner.country) if token.lemma_ in GOVERNING else None
    country = knowledge.country(owner.country)
    adjectives = country.extra.get("adjectives", ()) if country else ()
    for name in (f"{adjective} {noun}" for adjective in adjectives[:1] for noun in (_post(own), token.lower_)):
        found = knowledge.lookup(name)
        if found and found[0].country == owner.country:
            return found[0]
    _naturalise(own, owner)
    return None


def _naturalise(own: Entity, owner: Entity) -> None:
    """Give those of whom the text speaks once, as of a country's own, that country: "Iran ... its soldiers"."""
    alone = owner.type in _STATES and len(own.mentions) == 1
    if alone and own.id is not None and _FOREIGN.isdisjoint(own.name.lower().split()):
        own.country, own.id = owner.country, own.id.replace("generic/-/", f"generic/{owner.country}/", 1)
