"""Where a speaker acts again behind his own words: "X said the man had left and called on Peru to talk".

The parser hangs "called" on "left"; nobody said it, and it is X who calls.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document
from stancewire.nlp.sources import kind_of
from stancewire.nlp.tree import Token

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_STATIVE: Final = frozenset({"be", "have", "remain", "seem", "need", "belong", "exist", "deserve", "mean"})
_DEEDS: Final = frozenset({"end", "act_against", "act_for", "withhold"})
_SINGULAR: Final = frozenset({"is", "has", "was"})
_MAX_CLIMB: Final = 4


def resumed(verb: Token, document: Document, cues: Cues) -> Token | None:
    """Return the verb of speech whose subject this verb has too, though it stands behind the words reported."""
    if verb.dep_ != "conj" or _subject(verb) is not None:
        return None
    if (beyond := _of_one(verb, cues)) is not None:
        return beyond
    if verb.tag_ not in _FINITE:
        return None
    nearest = _first_of(verb)
    first = _reported(nearest, verb)
    if first is not nearest and first.dep_ != "ccomp":
        # "urged the governor to pay and condemned the police": a past tense is joined to a past tense.
        return first if _same_tense(first, verb) and _is_own_act(verb, cues) else None
    outer = first.head
    if first.dep_ != "ccomp" or outer.i > first.i or outer.pos_ != "VERB" or not _same_tense(outer, verb):
        return None
    if not _speaks(outer, cues) or not _is_own_act(verb, cues):
        return None
    return None if _belongs_inside(first, verb, document, cues) else outer


def _of_one(verb: Token, cues: Cues) -> Token | None:
    """Return the verb of speech over "says that children were killed and is urging peace": "is" is of one."""
    subject = _subject(verb.head)
    if subject is None or subject.tag_ != "NNS" or not any(child.lower_ in _SINGULAR for child in verb.lefts):
        return None
    for outer in verb.head.ancestors:
        own = _subject(outer)
        if own is not None and _speaks(outer, cues):
            return outer if own.tag_ in {"NN", "NNP", "PRP"} and own.lower_ != "they" else None
    return None


def _first_of(verb: Token) -> Token:
    first = verb
    for _ in range(_MAX_CLIMB):
        if first.dep_ != "conj" or _subject(first) is not None:
            break
        first = first.head
    return first


def _reported(first: Token, verb: Token) -> Token:
    """Return the clause reported: a past tense is not joined to an infinitive inside it."""
    for _ in range(_MAX_CLIMB):
        if first.dep_ == "ccomp" or first.tag_ not in {"VB", "VBG"} or verb.tag_ != "VBD":
            break
        first = first.head if first.head.pos_ in _VERBAL else first.head.head
    return first


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _same_tense(outer: Token, verb: Token) -> bool:
    if outer.tag_ == verb.tag_:
        return True
    # "has said the man left and called on": perfect outside, past inside.
    return outer.tag_ == "VBN" and any(child.lower_ in {"has", "have"} for child in outer.children)


def _speaks(verb: Token, cues: Cues) -> bool:
    return any(match.cue.kind is Kind.VERB and match.cue.speech for match in cues.matches(verb))


def _is_own_act(verb: Token, cues: Cues) -> bool:
    return any(match.cue.kind is Kind.VERB and match.cue.act not in _DEEDS for match in cues.matches(verb))


def _belongs_inside(first: Token, verb: Token, document: Document, cues: Cues) -> bool:
    """Tell whether the one spoken of may do the second act too: "said the rebels fled and threatened to return"."""
    subject = _subject(first)
    if subject is None or (
        any(child.dep_ in {"aux", "auxpass"} for child in first.children) and not _has_object(verb)
    ):
        return True
    if subject.pos_ == "PRON" or any(child.tag_ == "PRP$" for child in subject.children):
        # His own words about himself: the one who goes on is the same.
        return False
    if first.pos_ == "AUX" or first.lemma_ in _STATIVE or any(c.dep_ == "auxpass" for c in first.children):
        return _is_own_act(first, cues)
    return document.entity_of(subject) is not None or kind_of(subject) in {"person", "body"}


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in {"dobj", "ccomp", "xcomp", "prep", "dative"} for child in verb.rights)
