"""When a city or seat of power stands for those who govern from it, and when it is only a place."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_PLACE_VERBS: Final = frozenset({
    "be", "have", "lie", "sit", "border", "host", "house", "boast", "straddle", "see", "wake", "overlook",
    "experience", "record", "suffer", "become", "remain", "span", "cover", "contain", "burn", "flood", "shake",
    "tremble", "grow", "attract",
})  # fmt: skip
_MOTION: Final = frozenset({
    "visit", "reach", "leave", "enter", "attack", "bomb", "hit", "strike", "shell", "capture", "seize", "cross",
    "approach", "tour", "surround", "besiege", "storm", "flood", "devastate", "liberate", "retake", "rock",
    "batter", "pound", "evacuate", "flee", "see", "love", "circle", "occupy", "invade", "control", "target",
    "destroy", "shake",
})  # fmt: skip
_PLACE_PREPOSITIONS: Final = frozenset(
    {"in", "to", "from", "across", "through", "inside", "outside", "near", "into", "via"}
)
_DEEDS: Final = frozenset({
    "say", "sue", "announce", "reject", "ban", "approve", "accuse", "demand", "declare", "vote", "pass",
    "refuse", "agree", "ask", "warn", "impose", "order", "deny", "condemn", "seek", "sign", "file", "challenge",
    "call", "urge", "withdraw", "join", "enact", "adopt",
})  # fmt: skip
_FACING: Final = frozenset({"with", "between", "against", "toward", "towards", "by", "versus", "among"})
_TIES: Final = frozenset({
    "relation", "relations", "tie", "ties", "pressure", "pressures", "message", "signal", "warning", "letter",
    "appeal", "threat", "threats", "support", "sanction", "sanctions", "concession", "concessions", "rebuke",
    "challenge", "response", "approval", "aid", "criticism", "ally", "allies", "demand", "demands", "request",
    "requests", "assistance", "funding", "orders", "order", "proposal", "reaction", "condemnation", "backing",
    "guarantee", "guarantees", "loyalty", "opposition", "objection", "objections", "blow", "gift", "help",
    "word", "interference",
})  # fmt: skip
_OF_PLACE: Final = frozenset({
    "airport", "street", "streets", "mayor", "suburb", "suburbs", "outskirts", "resident", "residents",
    "centre", "center", "district", "embassy", "population", "university", "hospital", "hotel", "port",
    "bureau", "weather", "skyline", "subway", "metro", "police", "office", "square", "neighbourhood",
    "neighborhood", "market", "stadium", "museum", "church", "cathedral", "mosque", "court", "courthouse",
    "zoo", "station",
})  # fmt: skip


def acts(token: Token) -> bool:
    """Tell whether a place's name stands where an actor stands: it says or does, is told, or has relations."""
    while token.dep_ == "conj":
        token = token.head
    head = token.head
    if token.dep_ in _SUBJECTS:
        return _acting_verb(head)
    if token.dep_ in {"dobj", "dative", "iobj"}:
        return head.pos_ == "VERB" and head.lemma_ not in _MOTION
    if token.dep_ == "poss":
        return head.lemma_.lower() not in _OF_PLACE and head.pos_ == "NOUN"
    if token.dep_ == "pobj":
        return head.lower_ in _FACING or _after_tie(head)
    return False


def says_or_does(token: Token) -> bool:
    """Tell whether a region or city without a known government still acts: "Texas sued", "Puntland rejected"."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ == "nsubj" and token.head.lemma_ in _DEEDS


def is_place_here(token: Token) -> bool:
    """Tell whether the grammar wants a place: "in Jordan", "visited Jordan"."""
    if token.dep_ == "pobj":
        return token.head.lower_ in _PLACE_PREPOSITIONS
    return token.dep_ == "dobj" and token.head.lemma_ in _MOTION


def _acting_verb(verb: Token) -> bool:
    return verb.pos_ in {"VERB", "AUX"} and verb.lemma_ not in _PLACE_VERBS


def _after_tie(preposition: Token) -> bool:
    return preposition.lower_ in {"to", "from", "on", "for"} and preposition.head.lower_ in _TIES
