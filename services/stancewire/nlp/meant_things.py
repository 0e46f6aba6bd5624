"""The thing that "it" or "them" takes up where no actor is meant: "unveiled a plan; Japan rejected it".

By the grammar alone, as an actor is never looked for here: what something was done to comes before what did it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.nlp.tree import Token

_ONE: Final = frozenset({"it", "this", "that"})
_MANY: Final = frozenset({"them", "these", "those", "they"})
_UNDERGOING: Final = frozenset({"dobj", "nsubjpass"})
_RANKS: Final = {"dobj": 3, "nsubjpass": 3, "nsubj": 2, "attr": 2, "pobj": 1}
_TIMES: Final = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"})
_REACH: Final = 60


def is_pointing(token: Token) -> bool:
    """Tell whether a pronoun stands where something undergoes a deed."""
    if token.dep_ not in _UNDERGOING or not (token.lower_ in _ONE or token.lower_ in _MANY):
        return False
    # "Those killed" and "that of Chad" say themselves what is meant.
    return not token.children


def thing_meant(pronoun: Token) -> Token | None:
    """Return the noun that a pronoun takes up, from its own sentence or the one before, or None.

    The likeliest place in the nearest sentence that has any; of two alike the nearer one.
    """
    tag = "NNS" if pronoun.lower_ in _MANY else "NN"
    doc, sentence = pronoun.doc, pronoun.sent
    before = doc[sentence.start - 1].sent.start if sentence.start else sentence.start
    for first, last in ((sentence.start, pronoun.i), (before, sentence.start)):
        nouns = [t for t in doc[max(first, pronoun.i - _REACH) : last] if t.tag_ == tag and _can_be_meant(t)]
        if nouns:
            return max(nouns, key=lambda noun: (_RANKS[noun.dep_], noun.i))
    return None


def points_back(sentence: Sequence[Token]) -> bool:
    """Tell whether a sentence has a pronoun that may take up a thing."""
    return any(is_pointing(token) for token in sentence)


def _can_be_meant(noun: Token) -> bool:
    return noun.dep_ in _RANKS and noun.ent_type_ not in _TIMES
