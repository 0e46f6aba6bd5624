"""Sentences of direct speech that judge without a verb what was told before: "A fair offer", "A whitewash"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.document import Quote, Stance
from stancewire.nlp.evaluations import Evaluation, EvaluationWords, judge_phrase
from stancewire.nlp.judged import told_of
from stancewire.nlp.own_words import Verdict, stated, words_at
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import Polarity

_HEADS: Final = frozenset({"NOUN", "ADJ"})
_LONGEST: Final = 9
_CERTAINTY: Final = 0.65


def bare_verdicts(testimony: Testimony, words: EvaluationWords) -> list[Stance]:
    """Return the stances of sentences in direct speech that have no verb, in order of the quotes."""
    made = (
        _stance(testimony, words, quote, said)
        for quote in testimony.speeches()
        for said in _verbless(testimony, quote)
    )
    return [stance for stance in made if stance is not None]


def _verbless(testimony: Testimony, quote: Quote) -> Iterator[list[Token]]:
    """Yield the words of each short sentence without a verb; a list or an aside may be ironic."""
    piece: list[Token] = []
    for token in testimony.document.parse.char_span(quote.start, quote.end, alignment_mode="contract") or ():
        if token.is_sent_start and piece:
            yield from _worth(piece)
            piece = []
        piece.append(token)
    yield from _worth(piece)


def _worth(piece: list[Token]) -> Iterator[list[Token]]:
    inner = [token for token in piece if not token.is_space and not token.is_quote]
    while inner and inner[-1].text in {",", ".", "!"}:
        inner.pop()
    if inner and len(inner) <= _LONGEST and not any(token.pos_ in {"VERB", "AUX", "PUNCT"} for token in inner):
        yield inner


def _stance(testimony: Testimony, words: EvaluationWords, quote: Quote, said: list[Token]) -> Stance | None:
    judging = _judging(words, said)
    spoken = words_at(testimony, quote, said[-1])
    target = told_of(testimony, said[0]) if judging is not None else None
    if judging is None or spoken is None or target is None:
        return None
    entry, polarity = judging
    return stated(
        testimony, spoken, Verdict(target, polarity, entry.id, _CERTAINTY, negated=polarity is not entry.polarity)
    )


def _judging(words: EvaluationWords, said: list[Token]) -> tuple[Evaluation, Polarity] | None:
    bare = words.bare(said)
    if bare is not None:
        return bare, bare.polarity
    within = {token.i for token in said}
    heads = [token for token in said if token.head.i not in within or token.head.i == token.i]
    if len(heads) != 1 or heads[0].pos_ not in _HEADS:
        return None
    found = judge_phrase(words, heads[0])
    return (found[1], found[2]) if found is not None else None
