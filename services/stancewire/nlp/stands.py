"""A stand before a holder is put to it: a polarity towards a thing, and how two cues make one stand."""

from __future__ import annotations

from dataclasses import dataclass

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.document import Extent
from stancewire.nlp.evaluations import EvaluationWords, judge_phrase, opposite
from stancewire.nlp.operators import is_negated
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import Polarity


@dataclass(frozen=True, slots=True)
class Stand:
    """A polarity towards one thing; `target` is its word, `clause` the head of its clause, one of the two."""

    polarity: Polarity
    target: Token | None
    clause: Token | None
    rule: str
    cue: Extent
    negated: bool
    combined: bool = False


def stand_of(
    one: Attribution, polarity: Polarity, *, target: Token | None = None, clause: Token | None = None
) -> Stand:
    """Return the stand that the cue gives, or the one that its negation leaves."""
    negated = is_negated(one.match.anchor)
    cue = one.match.cue
    return Stand(cue.negated if negated else polarity, target, clause, cue.id, one.extent, negated)


def called(one: Attribution, words: EvaluationWords) -> list[Stand]:
    """Return where one stands who calls somebody something: the polarity is that of the judging word."""
    if one.predicate is None:
        return []
    judged = judge_phrase(words, one.predicate)
    if judged is None or (one.match.cue.pattern[0] == "find" and judged[1].word in {"guilty", "innocent"}):
        # "found him guilty" is a court's ruling.
        return []
    negated = is_negated(one.match.anchor)
    polarity = Polarity.NEUTRAL if negated else judged[2]
    rule = f"{one.match.cue.id}+{judged[1].id}"
    return [
        Stand(polarity, token, None, rule, one.extent, negated) for token in one.objects if token != one.predicate
    ]


def inner_stands(inner: Attribution, words: EvaluationWords) -> list[Stand]:
    """Return the stands of a cue that another governs: "back X" in "refused to back X"."""
    cue = inner.match.cue
    if cue.act == "evaluate":
        return called(inner, words)
    if cue.object is None:
        return []
    return [stand_of(inner, cue.object, target=token) for token in inner.objects if not _is_light(token)]


def joined(outer: Attribution, inner: Attribution, stand: Stand) -> Stand:
    """Return the stand of two cues: refusing turns the inner one, withholding and negation leave it open."""
    act = outer.match.cue.act
    start = min(outer.extent.start, inner.extent.start)
    wide = act == "withhold"
    cue = Extent(start, max(outer.extent.end, inner.extent.end)) if wide else outer.extent
    negated = is_negated(outer.match.anchor) or act in {"refuse", "withhold"} or stand.negated
    rule = f"{outer.match.cue.id}+{stand.rule}"
    polarity = _turned(outer, stand.polarity)
    return Stand(polarity, stand.target, stand.clause, rule, cue, negated, combined=True)


def _turned(outer: Attribution, polarity: Polarity) -> Polarity:
    act = outer.match.cue.act
    if act == "withhold" or (act == "refuse" and polarity is Polarity.AGAINST):
        return Polarity.NEUTRAL
    if act == "refuse":
        return opposite(polarity)
    if is_negated(outer.match.anchor):
        return opposite(polarity) if act == "want" and polarity is Polarity.FAVOUR else Polarity.NEUTRAL
    return polarity


def _is_light(token: Token) -> bool:
    return token.lower_ in {"it", "that", "this"} and token.dep_ == "expl"
