"""What "it", "this" and "that" take up as the object of a stand: "China disputes that"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.document import Extent, Quote
from stancewire.nlp.narration import sentence_before
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.topics import deed_told, topic_of
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import QuoteForm

TAKING_UP: Final = frozenset({"it", "this", "that"})
_OF_CLAIMS: Final = frozenset({"deny", "reject", "doubt", "think", "oppose", "criticise"})
_THINGS: Final = frozenset({"NOUN", "PROPN"})


def taken_up(testimony: Testimony, one: Attribution, pronoun: Token) -> Extent | None:
    """Return the thing or claim that the pronoun stands for; None where the text does not tell."""
    thing = _object_before(testimony, one.match.anchor)
    if thing is None and one.match.cue.act in _OF_CLAIMS:
        claim = _claim_before(testimony, pronoun)
        if claim is not None:
            return Extent(claim.start, claim.end)
    thing = thing or topic_of(testimony, pronoun)
    if thing is not None:
        return thing_extent(testimony.document, thing)
    told = deed_told(testimony, pronoun)
    return clause_extent(testimony.document, told) if told is not None else None


def _object_before(testimony: Testimony, verb: Token) -> Token | None:
    """Return the object of the clause that this one is joined to: "backed the call, but Oslo has resisted it"."""
    while verb.dep_ == "ccomp" and verb.head.i < verb.i:
        verb = verb.head
    if verb.dep_ != "conj":
        return None
    things = (child for child in verb.head.rights if child.dep_ == "dobj" and child.i < verb.i)
    return next((t for t in things if t.pos_ in _THINGS and testimony.party(t) is None), None)


def _claim_before(testimony: Testimony, pronoun: Token) -> Quote | None:
    """Return what the sentence before reports, where one is reported to say one thing there."""
    # "Moscow denied that" opens a paragraph of its own.
    before = sentence_before(pronoun, over_border=True)
    if before is None:
        return None
    reported = [
        quote
        for quote in testimony.document.quotes
        if quote.form is not QuoteForm.DIRECT and before.start_char <= quote.start < before.end_char
    ]
    return reported[0] if len(reported) == 1 else None
