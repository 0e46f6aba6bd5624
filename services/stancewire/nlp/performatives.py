"""Words that do what they say: "I want to congratulate", "let me thank", "we would like to express"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

FIRST: Final = frozenset({"i", "we"})
_PERFORMING: Final = word_set(
    "congratulate thank commend express offer extend praise welcome condemn apologise apologize salute pay "
    "reiterate reaffirm convey applaud appeal assure honour honor denounce deplore urge call ask invite"
)
# What a text does by saying it of its own author: "We urge", "I commend".
STATING: Final = (_PERFORMING - {"ask", "invite"}) | word_set("reject demand appreciate admire support")
_WISHING: Final = frozenset({"want", "wish", "like", "please", "glad", "happy", "pleased"})
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})


def is_performed(verb: Token) -> bool:
    """Tell whether a wish to say it says it; "I do not want to thank him" does not."""
    if verb.lemma_ not in _PERFORMING:
        return False
    first = verb
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    head = first.head
    if first.dep_ not in {"xcomp", "ccomp"} or any(child.dep_ == "neg" for child in head.children):
        return False
    if head.lemma_ == "let":
        return any(child.lower_ in {"me", "us"} for child in (*head.children, *first.lefts))
    wishes = head.lemma_ in _WISHING and head.tag_ not in {"VBD", "VBN"}
    return wishes and any(child.dep_ in _SUBJECT and child.lower_ in FIRST for child in head.children)
