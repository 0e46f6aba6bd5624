"""Which way a bare "Friday" or "May" points: read off the verb that governs it."""

from __future__ import annotations

from enum import Enum
from typing import Final

from stancewire.nlp import calendar_words as cw
from stancewire.nlp.tree import Token

_MAX_STEPS: Final = 8
_STRONG_PREPOSITIONS: Final = frozenset({"on", "in", "at", "during", "over"})


class Direction(Enum):
    """Where to look from the publication day; NEAREST where the words leave it open."""

    PAST = -1
    NEAREST = 0
    COMING = 1


def direction_of(head: Token, before: str, inside: Token) -> Direction:
    """Return the direction of the time whose head token is `head`.

    `before` is the word in front of the expression, `inside` its first token: "by" and "until" look ahead.
    Climbs at most eight heads, so the cost is constant.
    """
    if before in cw.LOOKING_AHEAD or inside.lower_ in {"until", "till", "by"}:
        return Direction.COMING
    if inside.lower_ == "since" or before == "since":
        return Direction.PAST
    token = head
    bare = head.dep_ in {"npadvmod", "advmod"} and head.head.pos_ in {"VERB", "AUX"}
    through_noun = not bare and before not in _STRONG_PREPOSITIONS and inside.lower_ not in {"from", "between"}
    for _ in range(_MAX_STEPS):
        decided = _decide(token, before, loose=through_noun)
        if decided is not None:
            return _weaken(decided, through_noun)
        if token.head.i == token.i:
            break
        token = token.head
    return Direction.NEAREST if through_noun else Direction.PAST


def _weaken(decided: Direction, through_noun: bool) -> Direction:
    return Direction.NEAREST if decided is Direction.PAST and through_noun else decided


def _decide(token: Token, before: str, *, loose: bool) -> Direction | None:
    """Judge one token on the way up: None means go on."""
    if token.lower_ == "ahead" or (token.lower_ in {"until", "till"} and token.dep_ == "prep"):
        return Direction.COMING
    if token.lemma_ in cw.PLANNED and token.tag_ in {"VBN", "JJ"}:
        return Direction.COMING
    if (loose and token.lemma_ in cw.PLANNED) or (before == "for" and token.lemma_ in cw.UPCOMING_NOUNS):
        # "Set an October 15 hearing", "called an election for June".
        return Direction.COMING
    if token.pos_ in {"NOUN", "PROPN"}:
        return Direction.COMING if token.lemma_ in {"plan", "deadline", "expectation", "ultimatum"} else None
    if token.pos_ in {"VERB", "AUX"}:
        return _tense(token)
    return None


def _tense(verb: Token) -> Direction | None:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & cw.FORWARD_MODALS and verb.tag_ in {"VB", "VBN", "VBG"}:
        return Direction.PAST if auxiliaries & {"have", "'ve", "’ve"} else Direction.COMING
    if verb.tag_ == "VB" and "to" in auxiliaries:
        return _infinitive(verb)
    if verb.tag_ == "VBG":
        if auxiliaries & {"is", "are", "'s", "’s", "'re", "am"}:
            return Direction.COMING
        return Direction.PAST if auxiliaries else None
    if verb.tag_ in {"VBZ", "VBP"} and verb.lower_ not in cw.PAST_LIKE_PRESENT:
        return Direction.PAST if verb.lemma_ in {"say", "tell"} else Direction.COMING
    if verb.tag_ in {"VBD", "VBN", "VBP"}:
        return Direction.PAST
    return Direction.COMING if verb.tag_ == "VB" else None


def _infinitive(verb: Token) -> Direction | None:
    """An infinitive looks ahead ("plans to meet") unless its governor says that it was done ("managed to win")."""
    governor = verb.head
    if governor.i == verb.i or governor.lemma_ in cw.SCHEDULING:
        return Direction.COMING
    if governor.lemma_ in cw.DECIDING and governor.tag_ in {"VBD", "VBN"}:
        # "Voted to remove him on Tuesday" has the day of either.
        return Direction.NEAREST
    return None if governor.lemma_ in cw.DONE_INFINITIVES else Direction.COMING
