"""Stances in what somebody is told to say or think: clauses that judge their subject.

"The envoy said the talks were pointless" puts the envoy against the talks. Only the main clause of the reported
words is read, and what "I think" or "I believe" governs; a subordinate clause says too little of where one stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Entity, Extent, Quote, Stance
from stancewire.nlp.evaluations import EvaluationWords, Judgement, judgement_of
from stancewire.nlp.operators import asks, is_contested, is_duty, is_hedged, is_negated
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.voices import Speakers, is_first_person, resolve
from stancewire_schemas.codes import Polarity, QuoteForm, StanceBasis

REPORTING: Final = frozenset({"say", "reveal", "think", "warn", "allege", "fear"})
_MIND: Final = frozenset({"think", "believe", "feel", "hope", "know", "say", "mean", "admit", "guess", "suppose"})
_DEICTIC: Final = frozenset({"this", "that", "it", "these", "those", "they"})
_DUTY: Final = frozenset({"must", "should", "ought"})
# Somebody of whom nothing is known is no target.
_PERSONS: Final = frozenset({"he", "she", "him", "her"})
_POINTERS: Final = frozenset({"that", "this", "these", "those"})
_PRIOR: Final = 0.7
_WEAK_SUBJECTS: Final = frozenset(
    {"there", "what", "who", "which", "anyone", "everyone", "nobody", "somebody", "you"}
)


@dataclass(frozen=True, slots=True)
class Words:
    """One head verb of somebody's words, with the voice that they belong to."""

    verb: Token
    holder: Entity
    certainty: float
    quote: Quote | None
    cue: Extent
    rule: str
    about: Token | None


def judgement_stances(
    document: Document, cues: Cues, words: EvaluationWords, found: list[Attribution], speakers: Speakers
) -> list[Stance]:
    """Return the stances that judging words carry inside indirect and direct speech, in order of the text."""
    by_anchor = {one.match.anchor.i: one for one in found}
    stances = []
    for candidate in [*_indirect(document, found, cues), *_direct(document, found)]:
        judgement = judgement_of(words, candidate.verb)
        if judgement is not None:
            stances.append(_stance(document, candidate, judgement, speakers))
        elif is_called_for(candidate.verb):
            stances.append(_called_for(document, candidate, by_anchor, speakers))
    return [stance for stance in stances if stance is not None]


def is_called_for(verb: Token) -> bool:
    """Tell what somebody says must or should be done from what must have happened."""
    auxiliaries = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if "have" in auxiliaries or not any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
        return False
    if _DUTY.intersection(auxiliaries):
        return True
    if auxiliaries or any(child.lower_ == "yet" for child in verb.children):
        return False
    return verb.lemma_ in {"need", "have"} and any(
        child.dep_ == "xcomp" and any(grand.lower_ == "to" for grand in child.lefts) for child in verb.rights
    )


def _called_for(
    document: Document, words: Words, by_anchor: dict[int, Attribution], speakers: Speakers
) -> Stance | None:
    """Return the stand of who says that something must be done: for it, or for or against whom it would touch."""
    inner = by_anchor.get(words.verb.i)
    polarity, target, rule = Polarity.FAVOUR, None, f"{words.rule}+duty"
    if inner is not None and inner.match.cue.object is not None and inner.objects:
        party = resolve(document, inner.objects[0], speakers)
        if party is not None:
            negated = is_negated(words.verb)
            polarity = inner.match.cue.negated if negated else inner.match.cue.object
            target, rule = party.entity, f"{rule}+{inner.match.cue.id}"
    if target is words.holder:
        return None
    return Stance(
        holder=words.holder,
        target=target,
        proposition=None if target is not None else clause_extent(document, words.verb),
        polarity=polarity,
        basis=StanceBasis.STATED,
        quote=words.quote,
        negated=is_negated(words.verb),
        hedged=is_hedged(words.verb),
        evidence=_evidence(document, words.verb),
        cue=words.cue,
        rule=rule,
        confidence=round(words.certainty * _PRIOR, 3),
    )


def _indirect(document: Document, found: list[Attribution], cues: Cues) -> Iterator[Words]:
    quotes = {q.cue_token: q for q in document.quotes if q.cue_token is not None and q.form is not QuoteForm.DIRECT}
    for one in found:
        anchor, content = one.match.anchor, one.complement
        if content is None or not one.holders or one.match.cue.act not in REPORTING:
            continue
        if is_negated(anchor) or is_duty(anchor) or asks(anchor) or is_contested(anchor, cues):
            continue
        quote = quotes.get(anchor.i)
        if quote is None:
            continue
        party = one.holders[0]
        for verb in _main_verbs(content):
            yield Words(
                verb, party.entity, party.certainty * one.match.cue.prior, quote, one.extent, one.match.cue.id, None
            )


def _direct(document: Document, found: list[Attribution]) -> Iterator[Words]:
    by_anchor = {one.match.anchor.i: one for one in found}
    for quote in document.quotes:
        if quote.form is not QuoteForm.DIRECT or quote.holder is None:
            continue
        span = document.parse.char_span(quote.start, quote.end, alignment_mode="contract")
        cue_extent = quote.cue or Extent(quote.start, quote.end)
        about = _about(document, quote, by_anchor)
        for token in span or ():
            if _is_main(token, quote) and token.sent[-1].text != "?" and not asks(token):
                for verb in _main_verbs(token):
                    yield Words(verb, quote.holder, quote.confidence, quote, cue_extent, quote.rule, about)


def _is_main(token: Token, quote: Quote) -> bool:
    """Tell the head of a sentence of speech: the root, or the clause that hangs on the words outside."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if token.head.i == token.i:
        return True
    outside = not quote.start <= token.head.idx < quote.end
    return outside and token.dep_ in {"ccomp", "parataxis", "ROOT", "conj", "advcl", "acl"}


def _about(document: Document, quote: Quote, by_anchor: dict[int, Attribution]) -> Token | None:
    """Return what the words are said to be about: "she said of the port agreement"."""
    if quote.cue_token is None or quote.cue_token not in by_anchor:
        return None
    anchor = document.parse[quote.cue_token]
    for child in anchor.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "about"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _main_verbs(head: Token) -> Iterator[Token]:
    """Yield the verb, its conjuncts, and what a first-person verb of thought governs."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"} and child.i > head.i:
            yield from _main_verbs(child)
        first = any(c.dep_ == "nsubj" and is_first_person(c) for c in head.children)
        if child.dep_ == "ccomp" and first and head.lemma_ in _MIND and child.i > head.i and not is_negated(head):
            yield from _main_verbs(child)


def _stance(document: Document, words: Words, judgement: Judgement, speakers: Speakers) -> Stance | None:
    subject = judgement.subject
    if is_first_person(subject) or subject.lower_ in _WEAK_SUBJECTS:
        return None
    about = words.about if words.about is not None and subject.pos_ != "PROPN" else None
    target, thing = _judged(document, about if about is not None else subject, judgement, speakers)
    if (target is None and thing is None) or target is words.holder:
        return None
    if target is not None and judgement.entry.kind == "verb" and judgement.entry.polarity is Polarity.FAVOUR:
        # What an actor does is told; what a measure does is judged: "the tax protects growers".
        return None
    hedged = is_hedged(words.verb)
    confidence = words.certainty * _PRIOR * (0.85 if hedged else 1.0)
    return Stance(
        holder=words.holder,
        target=target,
        proposition=thing,
        polarity=judgement.polarity,
        basis=StanceBasis.STATED,
        quote=words.quote,
        negated=judgement.polarity is not judgement.entry.polarity,
        hedged=hedged,
        evidence=_evidence(document, words.verb),
        cue=words.cue,
        rule=f"{words.rule}+{judgement.entry.id}",
        confidence=round(confidence, 3),
    )


def _judged(
    document: Document, subject: Token, judgement: Judgement, speakers: Speakers
) -> tuple[Entity | None, Extent | None]:
    """Return whom or what the clause judges: an adverb on a passive judges the act, all else the subject."""
    if judgement.entry.kind == "adverb" and judgement.subject.dep_ == "nsubjpass":
        return None, clause_extent(document, judgement.word.head)
    # "this channel" names a thing at hand, whatever entity the words were joined to.
    pointing = any(child.dep_ == "det" and child.lower_ in _DEICTIC for child in subject.children)
    party = None if pointing else resolve(document, subject, speakers)
    if party is not None:
        return party.entity, None
    expletive = subject.lower_ == "it" and judgement.entry.kind != "verb"
    if (
        expletive
        or subject.lower_ in _PERSONS
        or subject.pos_ not in {"NOUN", "PROPN", "PRON"}
        or subject.lower_ in _POINTERS
    ):
        return None, None
    return None, thing_extent(document, subject)


def _evidence(document: Document, verb: Token) -> Extent:
    extent = document.extent_of(verb.sent)
    words = document.text[extent.start : extent.end]
    start = extent.start + len(words) - len(words.lstrip())
    return Extent(start, start + len(words.strip()))
