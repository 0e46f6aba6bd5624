"""Parties whose names nothing knows: "Arnor signed a treaty with Gondor" names two, though no list has them.

Only names that stand as a side of a word of the predicate lexicon become entities; all else stays unread.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp import telling
from stancewire.nlp.document import Document, Entity, Mention
from stancewire.nlp.frames import Frames
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, MentionForm

_SIDES: Final = frozenset({"nsubj", "nsubjpass", "dobj", "dative"})
_LINKS: Final = frozenset({"with", "against", "by", "between", "to", "from", "of", "on", "for"})
_NO_PARTIES: Final = word_set(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday christmas easter ramadan god allah lord heaven typhoon hurricane "
    "cyclone storm tropical mount lake river operation act bill covid"
)
_NAME_TAGS: Final = frozenset({"NNP", "NNPS"})
_MAX_ROW: Final = 8
_LEAST: Final = 3


def find_strangers(document: Document, frames: Frames) -> None:
    """Add an entity for each unknown name that stands as a side of a trigger. A repeat changes nothing."""
    headline = telling.headline_end(document)
    found: dict[str, Entity] = {}
    for token in document.parse.tokens:
        if token.tag_ not in _NAME_TAGS or token.idx < headline:
            continue
        if _is_unknown(document, token) and _is_side(token, frames):
            first = _first_of_name(document, token)
            name = document.text[first.idx : token.idx + len(token)]
            entity = found.setdefault(name, Entity(name, EntityType.ORGANISATION, why="stranger:side"))
            extent = (first.idx, token.idx + len(token))
            entity.mentions.append(Mention(*extent, MentionForm.NAME, token.i))
    if found:
        document.entities.extend(found.values())
        document.reindex()


def _is_unknown(document: Document, token: Token) -> bool:
    if token.tag_ not in _NAME_TAGS or token.ent_type_ or not token.is_title or len(token) < _LEAST:
        return False
    words = {token.lower_, *(child.lower_ for child in token.lefts)}
    if not _NO_PARTIES.isdisjoint(words) or document.entity_covering(token) is not None:
        return False
    return not any(m.start <= token.idx < m.end for place in document.places for m in place.mentions)


def _is_side(token: Token, frames: Frames) -> bool:
    """Tell whether the word, or the row that it stands in, fills a slot of a word that may tell an event."""
    for _ in range(_MAX_ROW):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    head = token.head
    if token.dep_ in _SIDES:
        return head.lemma_ in frames.verbs or any(child.lemma_ in frames.nouns for child in head.children)
    if token.dep_ == "poss":
        return head.lemma_.lower() in frames.nouns
    if token.dep_ == "pobj" and head.lower_ in _LINKS:
        governor = head.head.lemma_.lower()
        return governor in frames.verbs or governor in frames.nouns or head.head.pos_ == "NOUN"
    return False


def _first_of_name(document: Document, token: Token) -> Token:
    first = token
    for word in reversed(list(token.lefts)):
        if word.dep_ != "compound" or word.i != first.i - 1 or not _is_unknown(document, word):
            break
        first = word
    return first
