"""The publication's own stand: loaded words for whom it names, outside everything that somebody is told to say."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Document, Entity, Extent, Stance
from stancewire.nlp.evaluations import Evaluation, EvaluationWords
from stancewire.nlp.propositions import thing_extent
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import StanceBasis

_LOADING: Final = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
_NAMED: Final = frozenset({"compound", "nmod", "poss", "appos", "amod"})
_CONFIDENCE_NAMED: Final = 0.7
_CONFIDENCE_THING: Final = 0.55


def narrator_stances(document: Document, words: EvaluationWords) -> list[Stance]:
    """Return the stances of the publication, holder None, in order of the text."""
    inside = _quoted(document)
    found = []
    for token in (t for t in document.parse if t.pos_ in _LOADING):
        entry = words.modifier(token) if not inside[token.i] else None
        # A capital inside a sentence is part of a name: the Intrepid Museum.
        if entry is not None and not (token.is_title and token.i != token.sent.start):
            stance = _stance(document, token, entry)
            if stance is not None:
                found.append(stance)
    return found


def _quoted(document: Document) -> bytearray:
    """Return for each token whether it stands in words given to somebody."""
    inside = bytearray(len(document.parse))
    for quote in document.quotes:
        span = document.parse.char_span(quote.start, quote.end, alignment_mode="expand")
        for token in span or ():
            inside[token.i] = 1
    return inside


def _stance(document: Document, token: Token, entry: Evaluation) -> Stance | None:
    if entry.kind == "noun":
        target = _named_by(document, token)
        return _made(document, token, entry, target, None) if target else None
    if token.dep_ not in {"amod", "compound"} or token.i >= token.head.i:
        return None
    noun = token.head
    target = _modified(document, noun)
    if target is not None:
        return _made(document, token, entry, target, None)
    # Of a thing only the plainest scare words are the writer's own stand; "brutal war" may be plain fact.
    if entry.word in _SCARE:
        return _made(document, token, entry, None, thing_extent(document, noun))
    return None


_SCARE: Final = frozenset(
    {"so-called", "sham", "bogus", "farcical", "rigged", "shambolic", "shameful", "disgraceful"}
)


def _modified(document: Document, noun: Token) -> Entity | None:
    """Return whom the modified noun is: itself a name, or a role that a name follows."""
    for child in noun.children:
        if child.dep_ in {"appos", "nmod", "compound"} and child.pos_ == "PROPN":
            entity = document.entity_of(child)
            if entity is not None and child.dep_ == "appos":
                return entity
    if noun.head.pos_ == "PROPN" and noun.dep_ in {"compound", "nmod"}:
        return document.entity_of(noun.head)
    entity = document.entity_of(noun)
    return entity if entity is not None and _has_name(entity) else None


def _has_name(entity: Entity) -> bool:
    return any(mention.form.value == "name" for mention in entity.mentions)


def _named_by(document: Document, noun: Token) -> Entity | None:
    """Return whom a loaded noun names: "the Maduro regime", "dictator Bashar al-Assad", "Assad's henchmen"."""
    if noun.dep_ in {"compound", "nmod"} and noun.head.pos_ != "PROPN":
        return None
    if noun.dep_ in {"compound", "nmod", "appos", "amod"} and noun.head.pos_ == "PROPN":
        return document.entity_of(noun.head)
    for child in noun.children:
        if child.dep_ in _NAMED and _is_beside(child, noun) and (child.pos_ == "PROPN" or child.ent_type_):
            entity = document.entity_of(child) or document.entity_covering(child)
            if entity is not None:
                return entity
    return None


def _is_beside(child: Token, noun: Token) -> bool:
    """Tell "the Maduro regime" and "dictator Assad" from "the regime and its backers, notably Russia"."""
    return child.i < noun.i or child.left_edge.i - noun.i <= 2


def _made(
    document: Document, token: Token, entry: Evaluation, target: Entity | None, thing: Extent | None
) -> Stance:
    cue = document.extent_of(token)
    start = cue.start - entry.word.index(token.lower_) if token.lower_ in entry.word else cue.start
    sentence = document.extent_of(token.sent)
    body = document.text[sentence.start : sentence.end].rstrip()
    return Stance(
        holder=None,
        target=target,
        proposition=thing,
        polarity=entry.polarity,
        basis=StanceBasis.NARRATOR,
        quote=None,
        negated=False,
        hedged=False,
        evidence=Extent(sentence.start, sentence.start + len(body)),
        cue=Extent(start, cue.end),
        rule=entry.id,
        confidence=_CONFIDENCE_NAMED if target else _CONFIDENCE_THING,
    )
