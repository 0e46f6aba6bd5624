"""Stances in what somebody is told to say or think: clauses that judge their subject.

"The envoy said the talks were pointless" puts the envoy against the talks.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.appeals import appeal_stance
from stancewire.nlp.bare_verdicts import bare_verdicts
from stancewire.nlp.document import Entity, Extent, Stance
from stancewire.nlp.evaluations import EvaluationWords
from stancewire.nlp.exclamations import exclamation_stances
from stancewire.nlp.judged import judged
from stancewire.nlp.judging_clauses import judgement_of
from stancewire.nlp.judging_verbs import Judgement
from stancewire.nlp.own_words import Verdict, Words, own_words, stated
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.propositions import clause_extent
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Token
from stancewire.nlp.turns import turn_stance
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

_PRIOR: Final = 0.7
# "We were right to leave"
_OF_DEEDS: Final = word_set("right wrong foolish stupid naive mistaken wise crazy mad justified")
# "It is not perfect" concedes and judges nothing.
_UNREACHED: Final = frozenset({"perfect", "flawless", "ideal"})


def judgement_stances(testimony: Testimony, words: EvaluationWords) -> list[Stance]:
    """Return the stances that judging words carry inside indirect and direct speech, in order of the text."""
    stances = []
    for candidate in own_words(testimony):
        judgement = judgement_of(words, candidate.verb)
        found = _stance(testimony, candidate, judgement) if judgement is not None else None
        if found is None:
            found = turn_stance(testimony, candidate)
        if found is None and judgement is None:
            found = appeal_stance(testimony, candidate)
        stances.append(found)
    told = [stance for stance in stances if stance is not None]
    return told + exclamation_stances(testimony, words) + bare_verdicts(testimony, words)


def _stance(testimony: Testimony, words: Words, judgement: Judgement) -> Stance | None:
    target = _target(testimony, words, judgement)
    if target is None or target is words.holder:
        return None
    praised = judgement.entry.kind == "verb" and judgement.polarity is Polarity.FAVOUR
    if praised and isinstance(target, Entity):
        # What an actor does is told; what a measure does is judged: "the tax protects growers".
        return None
    negated = judgement.polarity is not judgement.entry.polarity
    if negated and judgement.entry.word in _UNREACHED:
        return None
    return stated(testimony, words, Verdict(target, judgement.polarity, judgement.entry.id, _PRIOR, negated))


def _target(testimony: Testimony, words: Words, judgement: Judgement) -> Entity | Extent | None:
    """Return whom or what the clause judges: an adverb on a passive judges the act, all else the subject."""
    own = _own_deed(judgement) if is_first_person(judgement.subject) else None
    if own is not None:
        return clause_extent(testimony.document, own)
    target = judged(testimony, words, judgement.subject, judgement.word)
    if target is not None and judgement.entry.kind == "adverb" and judgement.subject.dep_ == "nsubjpass":
        return clause_extent(testimony.document, judgement.word.head)
    return target


def _own_deed(judgement: Judgement) -> Token | None:
    """Return what the speaker finds right or wrong of himself: "we were right to leave"."""
    if judgement.word.lower_ not in _OF_DEEDS:
        return None
    clauses = (*judgement.word.rights, *judgement.word.head.rights)
    return next((c for c in clauses if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB"), None)
