"""Whether those under fire are shot at or blamed: "under fire from gunmen", "under fire over the law"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.frames import Frames
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.subjects import surface_subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_ARMED: Final = word_set(
    "gunman gunmen rebel militant insurgent militia militiaman militiamen bandit jihadist fighter guerrilla sniper "
    "attacker assailant pirate terrorist separatist artillery mortar rocket small-arms machine-gun"
)
_ON_DUTY: Final = frozenset({"patrol", "convoy", "checkpoint", "outpost", "helicopter"})
_CLASSES: Final = ("troops", "weapon", "missile", "drone", "heavy", "bomb")
_ATTACKS: Final = frozenset({"fire", "attack", "siege"})
_HIT: Final = ("target", "place", "troops", "vehicle")
_SOURCES: Final = ("from", "by")
_STATES: Final = frozenset({"GPE", "NORP"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_ON_THE_MAP: Final = frozenset({"GPE", "LOC", "FAC"})


def is_under_arms(phrase: Sequence[Token], frames: Frames) -> bool:
    """Tell whether a phrase that ends in "under fire", "under attack" or "under siege" tells of arms.

    Who attacks decides, where the words name him; else what kind of fire it is, or who is under it.
    """
    noun = phrase[-1]
    if noun.lower_ not in _ATTACKS or phrase[-2].lower_ != "under":
        return False
    armed = _ARMED.union(*(frames.classes[name] for name in _CLASSES))
    verb = noun.head.head
    hit = surface_subjects(verb) if verb.pos_ in _VERBAL else [verb]
    attackers = _attackers(noun) or _attackers(verb)
    if attackers:
        shelled = any(token.ent_type_ in _STATES for token in attackers) and _may_be_shelled(hit, frames)
        return shelled or _has(attackers, armed)
    besieged = noun.lower_ == "siege" and _may_be_shelled(hit, frames)
    return besieged or _has(arguments.modifiers(noun), armed) or _has(hit, frames.classes["troops"] | _ON_DUTY)


def _attackers(token: Token) -> list[Token]:
    attached = prepositions(token)
    return [noun for name in _SOURCES for noun in attached.get(name, ())]


def _may_be_shelled(hit: Sequence[Token], frames: Frames) -> bool:
    """Tell a town or a ship, which a state shells, from a minister, whom it blames."""
    things = frozenset[str]().union(*(frames.classes[name] for name in _HIT))
    return _has(hit, things) or any(token.ent_type_ in _ON_THE_MAP for token in hit)


def _has(tokens: Sequence[Token], words: frozenset[str]) -> bool:
    return any(token.lemma_.lower() in words for token in tokens)
