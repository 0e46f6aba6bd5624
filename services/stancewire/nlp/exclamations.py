"""Cries of direct speech, which need no verb: "Shame on the council", "Hats off to the firefighters"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.document import Entity, Extent, Quote, Stance
from stancewire.nlp.evaluations import EvaluationWords
from stancewire.nlp.own_words import Verdict, stated, words_at
from stancewire.nlp.propositions import thing_extent
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Token

_NAMING: Final = frozenset({"NOUN", "PROPN", "PRON"})
_PARTS: Final = frozenset({"compound", "nmod", "poss", "amod"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
# "Enough lies" cries; "enough people came" counts.
_COUNTING: Final = frozenset({"enough", "no more"})
_REACH: Final = 6
_CERTAINTY: Final = 0.75


def exclamation_stances(testimony: Testimony, words: EvaluationWords) -> list[Stance]:
    """Return the stances of cries that open a sentence of direct speech, in order of the quotes."""
    made = (
        _stance(testimony, words, quote, token)
        for quote in testimony.speeches()
        for token in _openings(testimony, quote)
    )
    return [stance for stance in made if stance is not None]


def _openings(testimony: Testimony, quote: Quote) -> Iterator[Token]:
    """Yield the first word of each sentence inside the quote."""
    fresh = True
    for token in testimony.document.parse.char_span(quote.start, quote.end, alignment_mode="contract") or ():
        fresh = fresh or token.is_sent_start
        if fresh and token.is_alpha:
            fresh = False
            yield token


def _stance(testimony: Testimony, words: EvaluationWords, quote: Quote, opening: Token) -> Stance | None:
    cry = words.cry(opening)
    named = _named(cry[0], quote) if cry is not None else None
    spoken = words_at(testimony, quote, opening)
    if cry is None or named is None or spoken is None:
        return None
    if cry[1].word in _COUNTING and (named.dep_ in _SUBJECTS or named.pos_ != "NOUN"):
        return None
    target: Entity | Extent | None
    if named.lower_ == "you":
        target = spoken.addressee
    else:
        party = testimony.party(named)
        target = party.entity if party is not None else thing_extent(testimony.document, named)
    if target is None or (named.pos_ == "PRON" and not isinstance(target, Entity)):
        return None
    return stated(testimony, spoken, Verdict(target, cry[1].polarity, cry[1].id, _CERTAINTY))


def _named(last: Token, quote: Quote) -> Token | None:
    """Return the head of what stands behind the cry, inside the quote."""
    start = last.i + 1
    if last.lower_ == "you":
        return _called(last, quote)
    for token in last.doc[start : start + _REACH]:
        if token.idx >= quote.end or (token.is_punct and not token.is_quote):
            return None
        if token.pos_ in _NAMING and token.dep_ not in _PARTS:
            return token
    return None


def _called(last: Token, quote: Quote) -> Token | None:
    """Return the name in "Thank you, Portugal"; "thank you for coming" thanks nobody in particular."""
    following = last.doc[last.i + 1 : last.i + 2 + _REACH]
    if not following or following[0].text != ",":
        return None
    return next((t for t in following if t.pos_ == "PROPN" and t.dep_ not in _PARTS and t.idx < quote.end), None)
