"""Stances in what somebody is told to say or think: clauses that judge their subject.

"The envoy said the talks were pointless" puts the envoy against the talks.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from stancewire.nlp.document import Entity, Extent, Stance
from stancewire.nlp.evaluations import EvaluationWords, Judgement, judgement_of
from stancewire.nlp.operators import is_hedged, is_negated
from stancewire.nlp.own_words import Words, own_words
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.testimony import Testimony, evidence_of
from stancewire_schemas.codes import Polarity, StanceBasis

_DEICTIC: Final = frozenset({"this", "that", "it", "these", "those", "they"})
_DUTY: Final = frozenset({"must", "should", "ought"})
# Somebody of whom nothing is known is no target.
_PERSONS: Final = frozenset({"he", "she", "him", "her"})
_POINTERS: Final = frozenset({"that", "this", "these", "those"})
_PRIOR: Final = 0.7
_WEAK_SUBJECTS: Final = frozenset(
    {"there", "what", "who", "which", "anyone", "everyone", "nobody", "somebody", "you"}
)


def judgement_stances(testimony: Testimony, words: EvaluationWords) -> list[Stance]:
    """Return the stances that judging words carry inside indirect and direct speech, in order of the text."""
    stances = []
    for candidate in own_words(testimony):
        judgement = judgement_of(words, candidate.verb)
        if judgement is not None:
            stances.append(_stance(testimony, candidate, judgement))
        elif is_called_for(candidate.verb):
            stances.append(_called_for(testimony, candidate))
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


def _called_for(testimony: Testimony, words: Words) -> Stance | None:
    """Return the stand of who says that something must be done: for it, or for or against whom it would touch."""
    inner = testimony.by_anchor.get(words.verb.i)
    polarity, target, rule = Polarity.FAVOUR, None, f"{words.rule}+duty"
    if inner is not None and inner.match.cue.object is not None and inner.objects:
        party = testimony.party(inner.objects[0])
        if party is not None:
            negated = is_negated(words.verb)
            polarity = inner.match.cue.negated if negated else inner.match.cue.object
            target, rule = party.entity, f"{rule}+{inner.match.cue.id}"
    if target is words.holder:
        return None
    return Stance(
        holder=words.holder,
        target=target,
        proposition=None if target is not None else clause_extent(testimony.document, words.verb),
        polarity=polarity,
        basis=StanceBasis.STATED,
        quote=words.quote,
        negated=is_negated(words.verb),
        hedged=is_hedged(words.verb),
        evidence=evidence_of(testimony.document, words.verb),
        cue=words.cue,
        rule=rule,
        confidence=round(words.certainty * _PRIOR, 3),
    )


def _stance(testimony: Testimony, words: Words, judgement: Judgement) -> Stance | None:
    subject = judgement.subject
    if is_first_person(subject) or subject.lower_ in _WEAK_SUBJECTS:
        return None
    about = words.about if words.about is not None and subject.pos_ != "PROPN" else None
    target, thing = _judged(testimony, about if about is not None else subject, judgement)
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
        evidence=evidence_of(testimony.document, words.verb),
        cue=words.cue,
        rule=f"{words.rule}+{judgement.entry.id}",
        confidence=round(confidence, 3),
    )


def _judged(testimony: Testimony, subject: Token, judgement: Judgement) -> tuple[Entity | None, Extent | None]:
    """Return whom or what the clause judges: an adverb on a passive judges the act, all else the subject."""
    if judgement.entry.kind == "adverb" and judgement.subject.dep_ == "nsubjpass":
        return None, clause_extent(testimony.document, judgement.word.head)
    # "this channel" names a thing at hand, whatever entity the words were joined to.
    pointing = any(child.dep_ == "det" and child.lower_ in _DEICTIC for child in subject.children)
    party = None if pointing else testimony.party(subject)
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
    return None, thing_extent(testimony.document, subject)
