"""Deeds that a court recalls: "sentenced for a massacre in which 47 were killed", "jailed for bombing a market"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_COURTS: Final = word_set("sentence convict jail imprison try retry prosecute extradite execute indict hang")
_FOR: Final = frozenset({"for", "of", "over"})
_MAX_CLIMB: Final = 10


def is_tried(deed: Token) -> bool:
    """Tell whether the deed is what somebody is sentenced or stands trial for; told anew, it is no news."""
    token = deed
    for _ in range(_MAX_CLIMB):
        if token.head.i == token.i:
            return False
        if token.dep_ == "prep" and token.lower_ in _FOR and _is_court_word(token.head):
            return True
        token = token.head
    return False


def _is_court_word(word: Token) -> bool:
    if word.pos_ == "VERB":
        guilty = word.lemma_ == "find" and any(child.lower_ == "guilty" for child in word.children)
        return word.lemma_ in _COURTS or guilty
    if word.lower_ == "guilty":
        return True
    sentenced = any(parent.lemma_ in _COURTS for parent in word.ancestors if parent.pos_ == "VERB")
    return sentenced or word.lemma_.lower() in {"trial", "conviction", "retrial"}
