"""Who is freed is who was seized: "gunmen abducted 30 pupils; they were freed" speaks of the pupils."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_FREEING: Final = word_set("free release rescue ransom liberate")
_SEIZING: Final = word_set("seize kidnap abduct capture detain arrest hold jail imprison snatch intern take")
_UNDERGOING: Final = frozenset({"nsubjpass", "dobj"})
_CAPTIVE: Final = 60.0
_CAPTOR: Final = -90.0


def captivity(pronoun: Token, candidate: Token) -> float:
    """Return what speaks for (or, below zero, against) the candidate where the pronoun is somebody set free."""
    if pronoun.dep_ not in _UNDERGOING or pronoun.head.lemma_ not in _FREEING:
        return 0.0
    while candidate.dep_ == "conj":
        candidate = candidate.head
    if candidate.head.lemma_ not in _SEIZING:
        return 0.0
    if candidate.dep_ in _UNDERGOING:
        return _CAPTIVE
    return _CAPTOR if candidate.dep_ == "nsubj" else 0.0
