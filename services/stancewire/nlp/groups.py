"""Whose "we" it is: the body that somebody speaks for, else those who answer together in an interview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.discourse import Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.interviews import Interview
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType

FIRST_PLURAL: Final = frozenset({"we", "us", "our", "ours", "ourselves"})
_BODIES: Final = frozenset({
    EntityType.ORGANISATION, EntityType.GOVERNMENT, EntityType.ARMED_GROUP, EntityType.COUNTRY,
})  # fmt: skip
_BESIDE: Final = frozenset({"compound", "nmod", "poss", "appos"})
_OF: Final = frozenset({"of", "for", "at", "with", "from"})
_DEEPEST: Final = 4


def body_of(speaker: Entity, discourse: Discourse) -> Entity | None:
    """Return the body for which somebody speaks by the words beside the name; a body speaks for itself.

    "NASA administrator Bolden", "Jeff Rathke, the State Department spokesman", "Tunisia's coach Nabil Maaloul",
    "wikiHow founder". None where the words tell of no body, or first of a person's office in no body.
    """
    if speaker.type in _BODIES:
        return speaker
    for mention in speaker.mentions:
        for token in _role_words(discourse.document.parse[mention.head], _DEEPEST):
            entity = discourse.entity_of(token)
            if entity is not None and entity.type in _BODIES and token.tag_ != "JJ":
                return entity
    return None


def _role_words(token: Token, depth: int) -> Iterator[Token]:
    """Yield the words that say what a person is, from a name or its apposition downwards."""
    if depth == 0:
        return
    for child in token.children:
        if child.dep_ in _BESIDE:
            yield child
            yield from _role_words(child, depth - 1)
        elif child.dep_ == "prep" and child.lower_ in _OF and token.pos_ in {"NOUN", "PROPN"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield inner
                    yield from _role_words(inner, depth - 1)
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        for said in token.head.rights:
            if said.dep_ == "attr":
                yield from _role_words(said, depth - 1)


def answering_group(interview: Interview, discourse: Discourse) -> Entity:
    """Return whom "we" means in the answers: the partner's body, else those who answer, as a group of their own."""
    bodies = [body_of(partner, discourse) for partner in interview.partners]
    told = next((body for body in bodies if body is not None and body.type is not EntityType.COUNTRY), None)
    if told is not None:
        return told
    names = " and ".join(partner.name for partner in interview.partners)
    name = names if len(interview.partners) > 1 else f"{names} and others"
    return Entity(name, EntityType.POPULATION, country=interview.partners[0].country, why="group:of-speaker")
