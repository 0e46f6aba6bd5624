"""How a noun that tells an event stands in its clause: one of a series, below a verb, with owners and victims."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.arguments import objects
from stancewire.nlp.fillers import content_heads
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_SERIES: Final = word_set(
    "array barrage campaign chain day flurry hour month number pair raft rash round series session set "
    "spate string succession sort type wave week act form kind minute dozen dozens hundred hundreds "
    "scores one two three several some most many another case incident"
)
_REACHING: Final = frozenset(
    {"target", "kill", "wound", "injure", "hit", "carry", "move", "transport", "aim", "involve", "bring"}
)
_TOLLS: Final = frozenset({"death", "killing", "wounding", "injury", "murder", "loss"})
_WANTED: Final = frozenset({"arrest", "capture", "conviction", "whereabouts", "location", "prosecution"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_PLACES: Final = {"dobj": "obj", "attr": "obj", "oprd": "obj", "nsubjpass": "obj", "nsubj": "subj"}


def series_of(noun: Token) -> Token:
    """Return the noun that stands in the clause for this one: "series" of "a series of strikes", else itself."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _SERIES:
        return noun.head.head
    return noun


def governor(noun: Token) -> tuple[Token | None, str]:
    """Return the verb that a noun depends on, and how: obj, subj or the preposition."""
    head = noun.head
    if head.pos_ in _VERBAL and noun.dep_ in _PLACES:
        return head, _PLACES[noun.dep_]
    if noun.dep_ == "pobj":
        verb = head.head
        while verb.dep_ == "prep":
            verb = verb.head
        if verb.pos_ in _VERBAL:
            return verb, "subj" if head.dep_ == "agent" else head.lower_
    return _clause_behind(noun), "obj"


def _clause_behind(noun: Token) -> Token | None:
    """Return the participle or relative clause that has the noun for its object: "the raid launched on Friday"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            return child
    clause = next((child for child in noun.children if child.dep_ == "relcl"), None)
    return clause if clause is not None and any(noun.i == token.i for token in objects(clause)) else None


def parts_of(noun: Token) -> list[Token]:
    """Return what a quantity or series is of: "sanctions" in "most of the sanctions", "a round of sanctions"."""
    inner = prepositions(noun).get("of", []) if noun.lemma_ in _SERIES else content_heads(noun)
    return [other for other in inner if other.i != noun.i]


def fallen(noun: Token) -> list[Token]:
    """Return who died in the deed: "four shepherds" in "the deaths of four shepherds in a drone strike"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "by", "from", "during"}:
        return []
    toll = noun.head.head
    return prepositions(toll).get("of", []) if toll.lemma_ in _TOLLS else []


def sought(token: Token) -> list[Token]:
    """Return what a reward is offered for: "arrest" in "for information leading to his arrest"."""
    return [t for t in token.subtree if t.i > token.i and t.lemma_ in _WANTED]


def owners_of(noun: Token) -> list[Token]:
    """Return whose it is: "Chad" in "Chad's army" and in "the army of Chad"."""
    possessors = [child for child in noun.children if child.dep_ == "poss"]
    return possessors + prepositions(noun).get("of", [])


def participles(noun: Token) -> list[Token]:
    """Return the participles behind a noun that say what the deed reached: "a raid targeting soldiers"."""
    return [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBG" and c.lemma_ in _REACHING]
