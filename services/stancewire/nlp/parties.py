"""Whom a word stands for: an entity at its place in the sentence, past appositions, documents and quantifiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.nlp.authors import DOCUMENTS, authors
from stancewire.nlp.document import Document, Entity, Mention
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import MentionForm

FIRST_PERSON: Final = frozenset({"i", "we", "me", "us", "myself", "ourselves"})
GENERIC: Final = frozenset({"anyone", "anybody", "nobody", "everyone", "everybody", "none"})
_NOT_HOLDERS: Final = frozenset({"you", "one", "there", "what", "which", "this", "that", "these", "those"})
_THIRD_PERSON: Final = frozenset({"he", "she", "it", "they"})
_QUANTIFIERS: Final = frozenset(
    {"some", "many", "most", "several", "both", "few", "all", "each", "dozens", "one", "members"}
)
_CERTAINTY_OF_FORM: Final = {MentionForm.NAME: 1.0, MentionForm.NOMINAL: 0.9, MentionForm.PRONOUN: 0.85}


def is_first_person(token: Token) -> bool:
    """Tell "us" from "US"."""
    return token.lower_ in FIRST_PERSON and token.pos_ == "PRON"


@dataclass(frozen=True, slots=True)
class Party:
    """An entity at its place in the sentence; `certainty` is 0 to 1, lower for nominals, pronouns and detours."""

    entity: Entity
    token: Token
    certainty: float


Speakers = dict[int, Entity]
"""For each token index inside a direct quote, who speaks there."""


def resolve(document: Document, token: Token, speakers: Speakers) -> Party | None:
    """Return the entity that the token stands for, looking past appositions, documents and quantifiers."""
    lower = token.lower_
    if is_first_person(token):
        speaker = speakers.get(token.i)
        return Party(speaker, token, 0.95) if speaker else None
    if token.i in speakers and lower in {"my", "our"}:
        return Party(speakers[token.i], token, 0.95)
    if lower in GENERIC or lower in _NOT_HOLDERS:
        return None
    beside = _name_beside(document, token)
    if beside:
        return beside
    if token.lemma_ in DOCUMENTS or token.dep_ == "compound":
        author = _author(document, token, speakers)
        if author:
            return author
    entity = document.entity_of(token)
    named = document.entity_of(token.head) if token.dep_ == "appos" else None
    if named:
        return Party(named, token.head, 0.95)
    if entity:
        return Party(entity, token, _form_certainty(entity, token))
    return _detour(document, token, speakers)


def is_unheard(party: Party, speakers: Speakers) -> bool:
    """Tell "he" that cannot be known: the speaker is not, or was taken for it, and "they" of whom he names nobody.

    The token must stand in words that are quoted directly.
    """
    if party.token.lower_ not in _THIRD_PERSON:
        return False
    speaker = speakers.get(party.token.i)
    if speaker is None or speaker is party.entity:
        return True
    return party.token.lower_ == "they" and not any(
        mention.form is not MentionForm.PRONOUN and speakers.get(mention.head) is speaker
        for mention in party.entity.mentions
    )


def _name_beside(document: Document, token: Token) -> Party | None:
    """Return the name that a role introduces: "its spokesman Esmaeil Baghaei"."""
    if token.pos_ != "NOUN":
        return None
    for child in (*token.rights, *_known_as(token)):
        if child.dep_ in {"appos", "pobj", "oprd"} and child.pos_ == "PROPN":
            entity = document.entity_of(child)
            return Party(entity, child, 0.95) if entity else None
    return None


def _known_as(noun: Token) -> list[Token]:
    """Return the name in "the man, known as Ti Lapli,"."""
    return [
        name
        for verb in noun.rights
        if verb.dep_ == "acl" and verb.lemma_ in {"know", "identify", "name", "call"}
        for child in verb.rights
        for name in (child, *child.rights)
        if name.pos_ == "PROPN" and name.dep_ in {"pobj", "oprd"}
    ]


def _author(document: Document, token: Token, speakers: Speakers) -> Party | None:
    for author in authors(token):
        party = resolve(document, author, speakers)
        if party:
            return Party(party.entity, token, party.certainty * 0.95)
    return None


def _form_certainty(entity: Entity, token: Token) -> float:
    forms = [mention.form for mention in entity.mentions if _holds(mention, token)]
    return max((_CERTAINTY_OF_FORM[form] for form in forms), default=0.85)


def _holds(mention: Mention, token: Token) -> bool:
    return mention.head == token.i or mention.start <= token.idx < mention.end


def _detour(document: Document, token: Token, speakers: Speakers) -> Party | None:
    for child in token.children:
        if child.dep_ in {"appos", "nmod"}:
            entity = document.entity_of(child)
            if entity:
                return Party(entity, child, 0.9)
    if token.lemma_.lower() in _QUANTIFIERS or token.pos_ == "NUM":
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in child.children:
                    party = resolve(document, noun, speakers)
                    if party:
                        return Party(party.entity, token, party.certainty * 0.8)
    entity = document.entity_covering(token)
    return Party(entity, token, 0.8) if entity and token.pos_ in {"PROPN", "NOUN", "PRON"} else None
