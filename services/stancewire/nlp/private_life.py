"""What private people, artists, firms and schools do among themselves: no deed of politics, whatever its words.

A poet who writes to his mother consults nobody, and a bank that lends to a brewer gives no aid. A side whose
sector is not known may be anybody and is left alone.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity
from stancewire.nlp.match import Match
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventType, Sector

_TRADE: Final = frozenset({Sector.BUSINESS, Sector.MULTINATIONAL})
_CALLINGS: Final = _TRADE | {Sector.HEALTH, Sector.EDUCATION}
_PRIVATE: Final = _CALLINGS | {Sector.CIVILIAN, Sector.AGRICULTURE}
_FRIENDLY: Final = frozenset({EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AGREE})
_LENT: Final = frozenset({EventType.AID})
_OPPOSED: Final = frozenset(
    {EventType.REJECT, EventType.THREATEN, EventType.REQUEST, EventType.ACCUSE, EventType.SANCTION,
     EventType.RETREAT, EventType.COERCE}
)  # fmt: skip
_ALONE: Final = _FRIENDLY | {EventType.REJECT, EventType.REQUEST, EventType.MOBILIZE, EventType.AID}
_OF_TRADE: Final = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.MOBILIZE})
_WORD_OF_TRADE: Final = frozenset({EventType.AGREE, EventType.THREATEN})
_ARTISTS: Final = word_set(
    "actor actress artist athlete boxer celebrity coach comedian cricketer dancer designer entertainer footballer "
    "goalkeeper model musician novelist olympian painter player playwright poet rapper referee singer star swimmer "
    "pianist violinist tenor soprano conductor sculptor jockey cyclist sprinter golfer skater wrestler diva chef "
    "cook"
)
_AT_HOME: Final = word_set(
    "mother father brother sister husband wife son daughter uncle aunt cousin nephew niece grandmother grandfather "
    "grandson granddaughter fiance fiancee bride groom couple twin widow widower landlord landlady tenant roommate "
    "girlfriend boyfriend teenager toddler"
)
_SERVED: Final = _AT_HOME | word_set(
    "customer client passenger patient reader viewer guest fan pupil diner shopper listener subscriber user child "
    "parent boy girl visitor motorist swimmer hiker"
)


def is_private(match: Match) -> bool:
    """Tell whether nobody public takes part: neither a side of politics nor somebody who may be one."""
    actors, others = match.actors, match.recipients
    if not actors or match.mode in {"violence", "convict", "release"}:
        return False
    if match.mode == "visit" and all(map(_is_of_private_life, actors)):
        return all(e.type is EntityType.PLACE or _is_of_private_life(e) for e in (*others, *match.places))
    if match.places:
        return False
    if match.type is EventType.AGREE and others and all(map(_is_of_a_calling, actors)):
        # What a firm promises to its customers is its trade.
        return all(map(_is_served, others)) or _are_private((*actors, *others))
    if match.type in _FRIENDLY and len(actors) + len(others) > 1:
        return _are_private((*actors, *others)) or any(_is_own_kin(match, e) for e in (*actors[1:], *others))
    if match.type in _OPPOSED and others:
        return all(map(_is_of_a_calling, actors)) and all(map(_is_served, others))
    if match.type in _LENT and others:
        return all(map(_is_of_arts_or_trade, actors)) and all(map(_is_of_private_life, others))
    return not others and _is_private_alone(match)


def _is_private_alone(match: Match) -> bool:
    """Tell what one does alone: firms that meet or drill, artists that do anything but harm."""
    return (
        (match.type in _ALONE | _OPPOSED and all(map(_is_at_home, match.actors)))
        or (match.type in _ALONE | {EventType.THREATEN, EventType.RETREAT} and all(map(_is_artist, match.actors)))
        or (match.type in _OF_TRADE and all(e.sector in _TRADE for e in match.actors))
        or (match.type in _WORD_OF_TRADE and all(map(_is_firm, match.actors)))
        or (match.type is EventType.MOBILIZE and all(map(_is_house, match.actors)))
    )


def _is_firm(entity: Entity) -> bool:
    """Tell a firm from "factory owners", who may be a side in a strike."""
    return entity.type is EntityType.ORGANISATION and entity.sector in _TRADE


def _is_house(entity: Entity) -> bool:
    """Tell a school or hospital that holds a drill from students who join a militia."""
    return entity.type is EntityType.ORGANISATION and entity.sector in _CALLINGS


def _is_own_kin(match: Match, entity: Entity) -> bool:
    """Tell "his mother" from "the mother of the hostage", whom a minister meets as what she is."""
    nouns = (match.predicate.document.parse[mention.head] for mention in entity.mentions[:1])
    return _is_at_home(entity) and any(
        child.dep_ == "poss" and child.pos_ == "PRON" for noun in nouns for child in noun.children
    )


def _are_private(sides: tuple[Entity, ...]) -> bool:
    """Tell a family at its doctor's from villagers among themselves, who may settle a feud."""
    crowd = all(e.type is EntityType.POPULATION and e.sector not in _CALLINGS for e in sides)
    return not crowd and all(map(_is_of_private_life, sides))


def _is_of_private_life(entity: Entity) -> bool:
    return _is_artist(entity) or (entity.sector in _PRIVATE and entity.type is not EntityType.GOVERNMENT)


def _is_of_arts_or_trade(entity: Entity) -> bool:
    return entity.sector in _TRADE or _is_artist(entity)


def _is_of_a_calling(entity: Entity) -> bool:
    """Tell firms, doctors, teachers and artists, whose word to those whom they serve binds nobody else."""
    return entity.sector in _CALLINGS or _is_artist(entity) or _is_at_home(entity)


def _is_served(entity: Entity) -> bool:
    return _is_artist(entity) or _is_called(entity, _SERVED)


def _is_artist(entity: Entity) -> bool:
    return _is_called(entity, _ARTISTS)


def _is_at_home(entity: Entity) -> bool:
    return _is_called(entity, _AT_HOME)


def _is_called(entity: Entity, words: frozenset[str]) -> bool:
    """Tell what somebody is called by the last word, in the singular or plural."""
    last = entity.name.lower().split()[-1]
    return entity.sector is not Sector.GOVERNMENT and (last in words or last.removesuffix("s") in words)
