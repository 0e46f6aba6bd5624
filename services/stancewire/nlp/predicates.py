"""Nouns that say what somebody is, "Warhol was an artist": they speak of the subject and of nobody else."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.discourse import Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

_UNREAL: Final = word_set("would could might may should must can will 'd ’d if whether unless")


def subject_of(token: Token, own: Entity | None, discourse: Discourse) -> Entity | None:
    """Return the person whom a predicate noun describes; None where it is denied, asked or not yet so."""
    verb = token.head
    if token.dep_ != "attr" or own is None or own.type is not EntityType.PERSON or verb.lemma_ != "be":
        return None
    if any(c.dep_ == "neg" or c.lower_ in _UNREAL for c in verb.children) or _is_asked(verb):
        return None
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    entity = discourse.entity_of(subject) if subject is not None else None
    return entity if entity is not None and entity.type is EntityType.PERSON else None


def _is_asked(verb: Token) -> bool:
    return any(child.text == "?" for child in verb.children)
