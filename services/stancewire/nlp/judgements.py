"""Stances in what somebody is told to say or think: clauses that judge their subject.

"The envoy said the talks were pointless" puts the envoy against the talks.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.appeals import appeal_stance
from stancewire.nlp.document import Entity, Extent, Stance
from stancewire.nlp.evaluations import EvaluationWords
from stancewire.nlp.judging_clauses import Judgement, judgement_of
from stancewire.nlp.own_words import Verdict, Words, own_words, stated
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.topics import clause_before, deed_before, extraposed, topic_of
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import Polarity

_DEICTIC: Final = frozenset({"this", "that", "it", "these", "those", "they"})
# What takes up a thing or all that was said before.
_TAKING_UP: Final = frozenset({"it", "this", "that"})
# "It was a great day" judges nothing that was said.
_TIMES: Final = frozenset({"day", "time", "night", "week", "month", "year", "moment", "morning", "place", "start"})
# Somebody of whom nothing is known is no target.
_PERSONS: Final = frozenset({"he", "she", "him", "her", "they", "them"})
_POINTERS: Final = frozenset({"that", "this", "these", "those"})
_PRIOR: Final = 0.7
_WEAK_SUBJECTS: Final = frozenset({"there", "what", "who", "which", "anyone", "everyone", "nobody", "somebody"})
# "The answer is not more guns" judges no answer.
_FRAMES: Final = frozenset(
    {"answer", "question", "point", "reason", "thing", "fact", "truth", "rest", "goal", "aim"}
)


def judgement_stances(testimony: Testimony, words: EvaluationWords) -> list[Stance]:
    """Return the stances that judging words carry inside indirect and direct speech, in order of the text."""
    stances = []
    for candidate in own_words(testimony):
        judgement = judgement_of(words, candidate.verb)
        if judgement is not None:
            stances.append(_stance(testimony, candidate, judgement))
        else:
            stances.append(appeal_stance(testimony, candidate))
    return [stance for stance in stances if stance is not None]


def _stance(testimony: Testimony, words: Words, judgement: Judgement) -> Stance | None:
    target = _target(testimony, words, judgement)
    if target is None or target is words.holder:
        return None
    praised = judgement.entry.kind == "verb" and judgement.polarity is Polarity.FAVOUR
    if praised and isinstance(target, Entity):
        # What an actor does is told; what a measure does is judged: "the tax protects growers".
        return None
    negated = judgement.polarity is not judgement.entry.polarity
    return stated(testimony, words, Verdict(target, judgement.polarity, judgement.entry.id, _PRIOR, negated))


def _target(testimony: Testimony, words: Words, judgement: Judgement) -> Entity | Extent | None:
    """Return whom or what the clause judges, past what the words are said of and past a pronoun."""
    subject = judgement.subject
    if subject.lower_ == "you":
        return words.addressee
    if is_first_person(subject) or subject.lower_ in _WEAK_SUBJECTS or subject.lemma_ in _FRAMES:
        return None
    owned = any(child.tag_ == "PRP$" for child in subject.lefts)
    if words.about is not None and subject.pos_ != "PROPN" and not owned:
        subject = words.about
    return _judged(testimony, subject, judgement)


def _judged(testimony: Testimony, subject: Token, judgement: Judgement) -> Entity | Extent | None:
    """Return whom or what the clause judges: an adverb on a passive judges the act, all else the subject."""
    document = testimony.document
    if judgement.entry.kind == "adverb" and judgement.subject.dep_ == "nsubjpass":
        return clause_extent(document, judgement.word.head)
    if subject.dep_ in {"csubj", "pcomp"}:
        return clause_extent(document, subject)
    if subject.lower_ in _TAKING_UP and subject.pos_ in {"PRON", "DET"}:
        return _pronoun(testimony, subject, judgement)
    # "this channel" names a thing at hand, whatever entity the words were joined to.
    pointing = any(child.dep_ == "det" and child.lower_ in _DEICTIC for child in subject.children)
    party = None if pointing else testimony.party(subject)
    if party is not None:
        return party.entity
    unknown = subject.lower_ in _PERSONS | _POINTERS or subject.pos_ not in {"NOUN", "PROPN", "PRON"}
    return None if unknown else thing_extent(document, subject)


def _pronoun(testimony: Testimony, subject: Token, judgement: Judgement) -> Entity | Extent | None:
    """Return what "it" announces, names or takes up: "it is wrong to lie", the report before."""
    clause = extraposed(subject.head, judgement.word)
    if clause is not None:
        return clause_extent(testimony.document, clause)
    party = testimony.party(subject)
    if party is not None:
        return party.entity
    deed, topic = deed_before(testimony, subject), topic_of(testimony, subject)
    if deed is None and topic is not None:
        return thing_extent(testimony.document, topic)
    if judgement.word.lemma_.lower() in _TIMES or any(c.lemma_.lower() in _TIMES for c in subject.head.rights):
        return None
    told = deed or clause_before(testimony, subject)
    return clause_extent(testimony.document, told) if told is not None else None
