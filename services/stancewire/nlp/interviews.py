"""Whose "I" it is where a whole article is an interview: questions and answers without quotation marks."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from stancewire.nlp.discourse import Discourse
from stancewire.nlp.document import Entity
from stancewire_schemas.codes import EntityType, MentionForm

_LEAD: Final = 12
_ENOUGH: Final = 5
_TALK: Final = frozenset({"interview", "speak", "talk", "chat", "sit", "catch", "meet", "correspond"})
_SECOND: Final = frozenset({"you", "your", "yours", "yourself"})


def interviewee(discourse: Discourse, first_persons: list[Token]) -> Entity | None:
    """Return the one person who answers the questions, or None where the text is no interview or has several.

    The text must use "I" outside quotation marks often, and its opening must say with whom somebody spoke.
    """
    unquoted = sum(discourse.stretch_of[token.i] < 0 for token in first_persons)
    if unquoted < _ENOUGH:
        return None
    people = _spoken_with(discourse)
    return people[0] if len(people) == 1 else None


def _spoken_with(discourse: Discourse) -> list[Entity]:
    found: dict[Entity, None] = {}
    headline: dict[Entity, None] = {}
    for number, sentence in enumerate(discourse.sentences[:_LEAD]):
        tells = any(token.lower_.startswith("interview") for token in sentence)
        for token in sentence:
            entity = discourse.entity_of(token)
            if entity is None or entity.type is not EntityType.PERSON or not _is_named(entity):
                continue
            if _is_partner(token):
                found[entity] = None
            if number == 0 and tells:
                headline[entity] = None
    return list(found or headline)


def _is_named(entity: Entity) -> bool:
    return any(mention.form is MentionForm.NAME for mention in entity.mentions)


def _is_partner(token: Token) -> bool:
    """Tell the one spoken with: "interviewed Tina McKenzie", "spoke with William Evans", "interview with X"."""
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    head = token.head
    if token.dep_ in {"dobj", "nsubjpass"}:
        return head.lemma_ == "interview"
    return token.dep_ == "pobj" and head.lower_ in {"with", "to"} and head.head.lemma_.lower() in _TALK


def means_interviewee(token: Token, discourse: Discourse) -> bool:
    """Tell whether "I" in an answer or "you" in a question means the interviewee."""
    if discourse.stretch_of[token.i] >= 0:
        return False
    sentence = discourse.sentences[discourse.sentence_of[token.i]]
    asks = "?" in sentence.text
    return asks if token.lower_ in _SECOND else not asks
