"""Measures that judge: "far too small", "comes too late", "is not enough", "does not go far enough"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.blame import COPULAS
from stancewire.nlp.evaluations import Evaluation, EvaluationWords
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

_PREDICATES: Final = frozenset({"acomp", "attr", "oprd"})
_DENIALS: Final = frozenset({"nowhere", "hardly", "scarcely", "barely", "never"})
_PERSONS: Final = frozenset({"he", "she", "they", "there"})
# "It is too early to say" judges nothing.
_SOON: Final = frozenset({"early", "soon", "close"})
_COMING: Final = word_set("come arrive move go act react do offer pay last cost take")


def measured(
    words: EvaluationWords, verb: Token, subject: Token, *, negated: bool
) -> tuple[Token, Evaluation] | None:
    """Return the word of measure by which the clause finds its subject wanting, with its entry; both are against.

    What is "not too late" or simply "enough" is left alone, and so is what somebody is too young or weak for.
    """
    for place in _places(verb):
        if words.phrase(place) is not None:
            # "too little, too late" is set words.
            continue
        for word in (place, *place.lefts, *place.rights):
            entry = words.degree(word.lower_)
            if entry is None:
                continue
            if entry.polarity is Polarity.FAVOUR and (negated or _is_denied(verb, place)):
                return word, entry
            if entry.polarity is Polarity.AGAINST and not negated and _is_excess(place, word, subject):
                return word, entry
    return None


def _places(verb: Token) -> list[Token]:
    """Return where a measure may stand: the predicate, or the adverb of coming, going and doing."""
    copular = verb.lemma_ in COPULAS
    return [
        child
        for child in verb.rights
        if (copular and child.dep_ in _PREDICATES) or (child.dep_ == "advmod" and verb.lemma_ in _COMING)
    ]


def _is_denied(verb: Token, place: Token) -> bool:
    return any(child.lower_ in _DENIALS for word in (verb, place) for child in word.children)


def _is_excess(place: Token, word: Token, subject: Token) -> bool:
    return (
        word.head == place
        and place.pos_ in {"ADJ", "ADV"}
        and place.lower_ not in _SOON
        and subject.lower_ not in _PERSONS
        and subject.ent_type_ != "PERSON"
    )
