"""Whom or what a clause of somebody's words is about: its subject, past pronouns and what the words are said of."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity, Extent
from stancewire.nlp.own_words import Words
from stancewire.nlp.parties import GENERIC, is_first_person
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.topics import clause_before, deed_before, deed_told, extraposed, topic_of
from stancewire.nlp.tree import Token

_DEICTIC: Final = frozenset({"this", "that", "it", "these", "those", "they"})
# What takes up a thing or all that was said before.
_TAKING_UP: Final = frozenset({"it", "this", "that"})
# "It was a great day" judges nothing that was said, and no more does "today is a great day".
_TIMES: Final = frozenset({"day", "time", "night", "week", "month", "year", "moment", "morning", "place", "start"})
_DAYS: Final = frozenset({"today", "tonight", "yesterday", "tomorrow", "now"})
# Somebody of whom nothing is known is no target.
_PERSONS: Final = frozenset({"he", "she", "him", "her", "they", "them"})
_POINTERS: Final = frozenset({"that", "this", "these", "those"})
_WEAK_SUBJECTS: Final = GENERIC | {"there", "what", "who", "which", "somebody", "someone"}
# "The answer is not more guns" judges no answer.
_FRAMES: Final = frozenset(
    {"answer", "question", "point", "reason", "thing", "fact", "truth", "rest", "goal", "aim"}
)


def judged(testimony: Testimony, words: Words, subject: Token, word: Token) -> Entity | Extent | None:
    """Return whom or what the clause judges with this word; None for the speaker, times, and those unknown."""
    if subject.lower_ == "you":
        return words.addressee
    antecedent = _antecedent(subject)
    if antecedent is not None:
        party = testimony.party(antecedent)
        return party.entity if party is not None else thing_extent(testimony.document, antecedent, subject)
    weak = subject.lower_ in _WEAK_SUBJECTS | _DAYS or subject.lemma_ in _FRAMES
    if weak or is_first_person(subject):
        return None
    owned = any(child.tag_ == "PRP$" for child in subject.lefts)
    if words.about is not None and subject.pos_ != "PROPN" and not owned:
        subject = words.about
    return _named(testimony, subject, word)


def _antecedent(relative: Token) -> Token | None:
    """Return what "that" stands for in "rules that they say are unlawful"."""
    if relative.tag_ not in {"WDT", "WP"}:
        return None
    verb = relative.head
    while verb.dep_ in {"ccomp", "conj"}:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" and verb != relative.head else None


def _named(testimony: Testimony, subject: Token, word: Token) -> Entity | Extent | None:
    document = testimony.document
    if subject.dep_ in {"csubj", "pcomp", "xcomp"}:
        return clause_extent(document, subject)
    if subject.lower_ in _TAKING_UP and subject.pos_ in {"PRON", "DET"}:
        return _pronoun(testimony, subject, word)
    # "this channel" names a thing at hand, whatever entity the words were joined to.
    pointing = any(child.dep_ == "det" and child.lower_ in _DEICTIC for child in subject.children)
    party = None if pointing else testimony.party(subject)
    if party is not None:
        return None if subject.lower_ == "they" and testimony.is_unheard(party) else party.entity
    if subject.lower_ in {"those", "people"} and any(child.dep_ == "relcl" for child in subject.rights):
        # "Those who stormed this building are no patriots."
        return thing_extent(document, subject)
    unknown = subject.lower_ in _PERSONS | _POINTERS or subject.pos_ not in {"NOUN", "PROPN", "PRON"}
    return None if unknown else thing_extent(document, subject)


def _pronoun(testimony: Testimony, subject: Token, word: Token) -> Entity | Extent | None:
    """Return what "it" announces, names or takes up: "it is wrong to lie", the report before."""
    clause = extraposed(subject.head, word)
    if clause is not None:
        return clause_extent(testimony.document, clause)
    party = testimony.party(subject)
    if party is not None:
        return party.entity
    return told_of(testimony, subject, word)


def told_of(testimony: Testimony, place: Token, word: Token | None = None) -> Extent | None:
    """Return what a verdict at this place is on where it names nothing: what was said or told right before."""
    deed, topic = deed_before(testimony, place), topic_of(testimony, place)
    if deed is None and topic is not None:
        return thing_extent(testimony.document, topic)
    if word is not None and _is_of_times(place, word):
        return None
    told = deed or clause_before(testimony, place) or deed_told(testimony, place)
    return clause_extent(testimony.document, told) if told is not None else None


def _is_of_times(subject: Token, word: Token) -> bool:
    return word.lemma_.lower() in _TIMES or any(c.lemma_.lower() in _TIMES for c in subject.head.rights)
