"""Told apart: who is taken, and as what: "took two soldiers hostage", "took the crew of a ship hostage"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
CAPTIVE: Final = frozenset({"hostage", "captive", "prisoner"})
_CAPTURING: Final = frozenset({"take", "hold", "keep", "seize"})


def part_captive(word: Token, heads: list[int]) -> None:
    """Hang the word anew in `heads` as what somebody is taken as; "soldiers hostage" is not one noun."""
    verb = word.head
    if verb.lower_ == "of" and verb.head.dep_ == "dobj" and verb.head.head.lemma_ in _CAPTURING:
        _part_crew(word, verb, heads)
    if verb.lemma_ not in _CAPTURING or word.dep_ != "dobj" or word.tag_ != "NN":
        return
    person = word.lefts[-1] if word.lefts else None
    undergone = any(child.dep_ in {"agent", "auxpass"} for child in verb.children)
    if person is not None and person.pos_ in _NOUNS and person.dep_ in {"compound", "nmod"}:
        for child in word.lefts[:-1]:
            heads[child.i] = person.i
        heads[person.i], person.dep_, word.dep_ = verb.i, "dobj", "oprd"
    elif undergone and person is None:
        word.dep_ = "oprd"


def _part_crew(word: Token, of: Token, heads: list[int]) -> None:
    """Part "the crew of a ship" from "hostage" in "took the crew of a ship hostage"."""
    ship = word.lefts[-1] if word.lefts else None
    if ship is None or ship.pos_ not in _NOUNS or ship.dep_ not in {"compound", "nmod"}:
        return
    for child in word.lefts[:-1]:
        heads[child.i] = ship.i
    heads[ship.i], ship.dep_ = of.i, "pobj"
    heads[word.i], word.dep_ = of.head.head.i, "oprd"
