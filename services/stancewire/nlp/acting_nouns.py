"""Which common nouns stand for an actor of their own, and which only look like one."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.cast import Cast
from stancewire.nlp.coreference_words import anaphor_types
from stancewire.nlp.knowledge import Knowledge, RoleNoun
from stancewire.nlp.name_labels import DIVISIONS
from stancewire.nlp.nominal_phrases import BODIES, MODIFIERS
from stancewire.nlp.owners import GOVERNING
from stancewire.nlp.role_phrases import is_armed_adjective, role_phrase
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType

_DOERS: Final = frozenset({"nsubj"})
_STANDING: Final = frozenset({"stand", "hold", "remain", "stay"})
_LOOKING_LIKE_ACTORS: Final = frozenset({"firm", "hostage", "captive", "prisoner"})
_TAKING: Final = frozenset({"take", "hold", "keep"})


def acting_noun(cast: Cast, token: Token, knowledge: Knowledge) -> tuple[int, RoleNoun] | None:
    """Return where the role noun that ends here begins, and the noun, if it stands for an actor of its own."""
    is_noun = token.pos_ in {"NOUN", "PROPN"} or is_armed_adjective(token)
    if not is_noun or token.i in cast.by_head or token.i in cast.spoken_for:
        return None
    if token.i in cast.named or (token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", "DATE", "EVENT"}):
        return None
    phrase = role_phrase(token, knowledge)
    if phrase is None or is_idle(token, phrase[1]):
        return None
    if (phrase[1].lemma in DIVISIONS and token.dep_ not in _DOERS) or _is_no_noun(token):
        return None
    if _is_predicate(token) or (token.tag_ == "NN" and EntityType.COUNTRY in anaphor_types().get(token.lower_, ())):
        return None
    if token.dep_ not in {"compound", "nmod", "amod", "npadvmod"}:
        return phrase
    named = cast.by_head.get(token.head.i) if token.head.i == token.i + 1 else None
    if named is not None and named.type in BODIES and anaphor_types().get(token.lower_):
        # "The regional bloc ECOWAS": one actor under two names.
        return phrase if phrase[1].unit == "body" else None
    # "Rebel attack" has rebels in it; "police officer" is one actor, and so is the officer.
    if token.lower_ in GOVERNING and not any(child.dep_ in MODIFIERS for child in token.lefts):
        return None
    many = phrase[1].collective or phrase[1].plural_only or phrase[1].type is EntityType.ARMED_GROUP
    # Nor is a "patrol boat" a patrol.
    inside = role_phrase(token.head, knowledge)
    return phrase if many and inside is None and token.head.pos_ == "NOUN" else None


def is_idle(token: Token, noun: RoleNoun | None) -> bool:
    """Tell a warship that is built from one that sails into a strait and so acts for those who sent it."""
    return noun is not None and noun.unit == "thing" and token.dep_ not in _DOERS


def _is_no_noun(token: Token) -> bool:
    """Tell what only looks like an actor: "took them hostage", "stood firm"."""
    if token.lower_ not in _LOOKING_LIKE_ACTORS:
        return False
    alone = not any(child.dep_ in {"det", "poss"} for child in token.lefts)
    before = token.nbor(-1) if token.i else token
    stands = token.lower_ == "firm" and before.lemma_ in _STANDING
    return alone and (stands or (token.lower_ != "firm" and token.head.lemma_ in _TAKING))


def _is_predicate(token: Token) -> bool:
    """Tell the noun that says what somebody is ("served as director") from one that means an actor."""
    return token.dep_ == "pobj" and token.head.lower_ == "as" and token.tag_ == "NN"
