"""Whose an actor is: the country, organisation or person that modifies or possesses a role noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.cast import Cast
from stancewire.nlp.document import Entity
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, Sector

GOVERNING: Final = frozenset(
    {"administration", "government", "regime", "cabinet", "presidency", "leadership", "junta", "team"}
)
# Where bodies of many countries have their seat: a "tribunal in The Hague" is not Dutch.
_SEATS: Final = frozenset({"Hague", "Geneva", "Brussels", "Strasbourg", "Vienna", "York"})
_OF: Final = frozenset({"of", "for", "from", "in", "to", "at", "with"})


@dataclass(frozen=True, slots=True)
class Owner:
    """What the words beside a noun tell of whose it is; `tokens` are those that name the owner."""

    country: str | None = None
    sector: str | None = None
    name: str = ""
    is_country: bool = False
    person: bool = False
    tokens: frozenset[int] = frozenset()

    @property
    def key(self) -> str:
        """What makes two owners the same."""
        return self.name or self.country or "-"


def owner_of(cast: Cast, token: Token, knowledge: Knowledge) -> Owner:
    """Return the owner that stands nearest to the noun: modifier, possessor, or after "of", "for", "from", "in"."""
    for word in _beside(token):
        owner = _read(cast, word, knowledge)
        if owner is not None:
            return owner
    return Owner()


def _beside(token: Token) -> Iterator[Token]:
    for child in token.lefts:
        if child.dep_ in {"amod", "compound", "nmod"}:
            yield child
            # "Philippine coast guard ships": the country hangs on the coast.
            yield from (c for c in _chain(child) if c.tag_ in {"JJ", "NNP"})
    for child in token.lefts:
        if child.dep_ == "poss":
            yield child
    if token.dep_ in {"compound", "nmod", "amod"}:
        # In "a large US military buildup" the parser hangs both words on the last one.
        yield from (c for c in token.head.lefts if c.dep_ in {"amod", "compound", "nmod"} and c.i < token.i)
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _OF:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _chain(token: Token) -> Iterator[Token]:
    """Yield the modifiers of a modifier, two deep."""
    for child in token.lefts:
        if child.dep_ in {"amod", "compound", "nmod"}:
            yield child
            yield from (c for c in child.lefts if c.dep_ in {"amod", "compound", "nmod"})


def _read(cast: Cast, word: Token, knowledge: Knowledge) -> Owner | None:
    entity = cast.by_head.get(word.i)
    alpha3 = cast.country_at.get(word.i)
    if alpha3 is None and word.i not in cast.named:
        alpha3 = knowledge.demonym(word.text)
    if alpha3 and (entity is None or entity.type in {EntityType.COUNTRY, EntityType.POPULATION}):
        return Owner(alpha3, None, "", is_country=True, tokens=_tokens(word))
    if entity is None or entity.type is EntityType.PLACE:
        return _of_capital(word, knowledge) or _of_place(cast, word)
    if entity.type is EntityType.PERSON:
        # Whoever speaks for the UN's head is no official of that head's own country.
        country = None if entity.sector == Sector.INTERGOVERNMENTAL.value else entity.country
        return Owner(country, entity.sector, entity.name, person=True, tokens=_tokens(word))
    return Owner(entity.country, entity.sector, entity.name, is_country=_is_state(entity), tokens=_tokens(word))


def _of_capital(word: Token, knowledge: Knowledge) -> Owner | None:
    """Return the country of "officials in Tokyo"; with two cities named none is sure."""
    inside = word.dep_ == "pobj" and word.head.lower_ in {"in", "from"} and word.ent_type_ == "GPE"
    if not inside or any(child.dep_ == "conj" for child in word.children):
        return None
    if word.text in _SEATS:
        return None
    government = knowledge.metonym(word.text)
    return Owner(government.country, tokens=_tokens(word)) if government and government.country else None


def _of_place(cast: Cast, word: Token) -> Owner | None:
    """Return the country of "Zamfara police" and "the governor of Kharkiv": they act for the place alone."""
    alpha3 = None if word.text in _SEATS else cast.place_at.get(word.i)
    return Owner(alpha3, None, word.text, tokens=_tokens(word)) if alpha3 else None


def _is_state(entity: Entity) -> bool:
    return bool(entity.id and entity.id.startswith("sw:gov/") and entity.id.count("/") == 1)


def _tokens(word: Token) -> frozenset[int]:
    return frozenset({word.i, *(child.i for child in word.children if child.dep_ in {"compound", "amod"})})
