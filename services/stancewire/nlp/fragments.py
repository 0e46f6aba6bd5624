"""Fragments of somebody's own words inside the reporter's: called it "an insult", the "cowardly" attack."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.document import Document, Extent, Quote
from stancewire.nlp.operators import is_duty, is_negated, is_unrealised
from stancewire.nlp.propositions import thing_extent, trimmed
from stancewire.nlp.spoken import Spoken, is_title
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import QuoteForm

_GOVERNING: Final = frozenset(
    {"evaluate", "reject", "criticise", "praise", "deny", "doubt", "say", "reveal", "think", "warn", "allege"}
    | {"threaten", "demand", "promise", "urge", "accuse", "welcome", "support", "oppose", "thank", "fear"}
)
_SINGLE_FACTOR: Final = 0.95
_MAX_CLIMB: Final = 8


def mix(spoken: list[Spoken], reported: list[Quote]) -> None:
    """Mark indirect quotes that hold the speaker's own words as mixed."""
    fragments = [one.marked for one in spoken if not one.full and not is_title(one.tokens)]
    starts = [marked.start for marked in fragments]
    for quote in reported:
        index = bisect_left(starts, quote.start)
        if index < len(fragments) and fragments[index].end <= quote.end + 1:
            quote.form = QuoteForm.MIXED


def fragment_quotes(
    document: Document, spoken: list[Spoken], found: list[Attribution], reported: list[Quote]
) -> list[Quote]:
    """Return fragments of speech that a cue governs outside any reported clause, in order of the text.

    A single word is no quote; it is told with the words that it belongs to, or not at all.
    """
    told = _covered(document, reported)
    loose = [one for one in spoken if not one.full and not told[one.tokens[0].i] and not is_title(one.tokens)]
    by_anchor = {one.match.anchor.i: one for one in found if one.holders and _governs_words(one)}
    quotes = []
    for one in loose:
        governor = _governor(one, by_anchor)
        extent = _extent(document, one, governor) if governor is not None else None
        if governor is not None and extent is not None:
            quotes.append(_quote(extent, governor))
    return quotes


def inside(document: Document, spoken: Spoken) -> Extent:
    """Return the words between the marks, without the comma that belongs to the sentence around them."""
    text, start, end = document.text, spoken.marked.start, spoken.marked.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return Extent(start, end)


def _covered(document: Document, quotes: list[Quote]) -> bytearray:
    """Return for each token whether one of the quotes holds it."""
    covered = bytearray(len(document.parse))
    for quote in quotes:
        span = document.parse.char_span(quote.start, quote.end, alignment_mode="expand")
        for token in span or ():
            covered[token.i] = 1
    return covered


def _governs_words(one: Attribution) -> bool:
    anchor = one.match.anchor
    if is_duty(anchor) or (is_negated(anchor) and one.match.cue.speech):
        return False
    if one.match.cue.act == "say" and is_unrealised(anchor):
        # "declined to repeat the word" tells no words.
        return False
    return one.match.cue.act in _GOVERNING


def _governor(spoken: Spoken, by_anchor: dict[int, Attribution]) -> Attribution | None:
    token = spoken.tokens[0]
    for _ in range(_MAX_CLIMB):
        if token.i in by_anchor and token not in spoken.tokens:
            return by_anchor[token.i]
        if token.head.i == token.i or token.dep_ in {"relcl", "advcl", "nsubj"}:
            return None
        token = token.head
    return None


def _extent(document: Document, spoken: Spoken, governor: Attribution) -> Extent | None:
    if sum(1 for token in spoken.tokens if token.is_alpha) > 1:
        return inside(document, spoken)
    if governor.match.cue.act == "evaluate":
        return _judgement(document, spoken, governor)
    noun = _noun_over(spoken.tokens[0])
    return thing_extent(document, noun) if noun is not None and noun.i > governor.match.anchor.i else None


def _judgement(document: Document, spoken: Spoken, governor: Attribution) -> Extent | None:
    """Return thing and judgement together: the proposal as "laughable"."""
    things = [token for token in governor.objects if token.i > governor.match.anchor.i]
    if not things or things[0].i > spoken.tokens[0].i:
        return None
    return trimmed(document, document.parse[things[0].left_edge.i].idx, spoken.marked.close)


def _noun_over(token: Token) -> Token | None:
    for _ in range(_MAX_CLIMB):
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod", "amod"}:
            return token
        if token.head.i == token.i or token.pos_ == "VERB":
            return None
        token = token.head
    return None


def _quote(extent: Extent, governor: Attribution) -> Quote:
    holder = governor.holders[0]
    return Quote(
        start=extent.start,
        end=extent.end,
        form=QuoteForm.MIXED,
        holder=holder.entity,
        via=(),
        cue=governor.extent,
        cue_token=governor.match.anchor.i,
        confidence=round(governor.match.cue.prior * holder.certainty * _SINGLE_FACTOR, 3),
        rule=governor.match.cue.id,
    )
