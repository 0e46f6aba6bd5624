"""A frame that fits a predicate: its roles filled, or the reason why it tells no event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from stancewire.nlp import ontology
from stancewire.nlp.document import Entity
from stancewire.nlp.frame import Frame
from stancewire.nlp.predicate import Predicate
from stancewire.nlp.role_fillers import (
    addressed,
    behind,
    masters,
    owners_of_target,
    role,
    sufferers,
    touched_places,
    whence,
)
from stancewire.nlp.unnamed_sides import aims_at_act, is_plural, may_lack_actor, stands_without_actor
from stancewire_schemas.codes import EntityType, EventType, Sector

_LEADING: Final = frozenset({Sector.ELITE, Sector.RELIGION, Sector.OPPOSITION, Sector.PARTY})


@dataclass(frozen=True, slots=True)
class Match:
    """An event to be, as its frame reads it.

    `leaders` are the actors who stand in the actor's own slots; `places` are touched where no recipient is told.
    """

    predicate: Predicate
    type: EventType
    mode: str | None
    cameo: str
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    flags: frozenset[str]
    rule: str
    tests: int
    consumed: frozenset[int]
    leaders: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()


def read_as(match: Match, kind: EventType, mode: str | None = None) -> Match:
    """Return the match as an event of another type, with the code of that type; its sides stay."""
    return replace(match, type=kind, mode=mode, cameo=ontology.cameo(kind, mode))


def fill(predicate: Predicate, frame: Frame) -> Match | None:
    """Return the match with its roles, or None where nobody fit to act or suffer stands in the slots."""
    leaders = role(predicate, frame.actor)
    if not leaders and not may_lack_actor(predicate, frame):
        return None
    actors, recipients = _sides(predicate, frame, leaders)
    if frame.type is EventType.CONSULT and _decide_nothing([*actors, *recipients]):
        return None
    places = () if recipients else touched_places(predicate, frame)
    if not _are_enough(predicate, frame, actors, recipients, places):
        return None
    if not recipients and not places:
        owners = owners_of_target(predicate, frame)
        recipients = [entity for entity in owners if not _is_own(predicate, entity, actors)]
    return Match(
        predicate, frame.type, frame.mode, frame.cameo, tuple(actors), tuple(recipients), frame.flags, frame.id,
        len(frame.needs), frozenset(predicate.consumed(frame)), tuple(leaders), places,
    )  # fmt: skip


def _is_own(predicate: Predicate, entity: Entity, actors: list[Entity]) -> bool:
    """Tell one's own staff and troops from another side: "Norway withdrew its consular staff"."""
    of_theirs = any(word.pos_ == "PRON" for word in predicate.slot("poss"))
    return entity in actors or (of_theirs and any(entity.country == actor.country for actor in actors))


def _sides(predicate: Predicate, frame: Frame, leaders: list[Entity]) -> tuple[list[Entity], list[Entity]]:
    """Return actors and recipients; what is done with each other has actors alone."""
    actors, recipients = leaders, role(predicate, frame.recipient, leaders)
    if "reciprocal" in frame.flags:
        actors, recipients = leaders + [entity for entity in recipients if entity not in leaders], []
    else:
        recipients = recipients or sufferers(predicate)
    recipients = recipients or whence(predicate, frame, actors) or behind(predicate, frame)
    recipients = recipients or addressed(predicate, frame)
    own = [*actors, *masters(predicate)]
    return actors, [entity for entity in recipients if entity not in own]


def _are_enough(
    predicate: Predicate, frame: Frame, actors: list[Entity], recipients: list[Entity], places: tuple[Entity, ...]
) -> bool:
    """Tell whether all sides are told without whom the frame tells no event."""
    flags, are_two = frame.flags, len(actors) + len(recipients) >= 2
    if "need" in flags and not recipients and not aims_at_act(predicate):
        return False
    if not actors and not stands_without_actor(predicate, frame, [*recipients, *places]):
        return False
    # "Its forces held drills": many on one side do not act together with another.
    return are_two or not ("two" in flags or ("pair" in flags and not is_plural(predicate)))


def _decide_nothing(sides: list[Entity]) -> bool:
    """Tell whether only such meet as decide nothing: families and voters meet too."""
    return bool(sides) and all(map(_decides_nothing, sides))


def _decides_nothing(entity: Entity) -> bool:
    """Tell villagers from their elders, and workers from a union's leaders."""
    return entity.type is EntityType.POPULATION and entity.sector not in _LEADING
