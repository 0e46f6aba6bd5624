"""Who did it and to whom: whether the sides of two tellings agree. Pure."""

from __future__ import annotations

from functools import cache
from typing import Final

from stancewire.merge.parties import LIKE, SAME, Likeness, Side, likeness
from stancewire.merge.point import Point
from stancewire.merge.profile import Profile
from stancewire_schemas.codes import EventType

_SYMMETRIC: Final = frozenset({EventType.AGREE.value, EventType.CONSULT.value, EventType.COOPERATE.value})
_OTHER: Final = 0.3


def sides(telling: Profile, event: Profile) -> list[Point]:
    """Compare actors and recipients; all parties together where an event has no direction."""
    if telling.type in _SYMMETRIC:
        one, other = telling.actors + telling.recipients, event.actors + event.recipients
        both = likeness(one, other)
        return [] if both is None else [_side("parties", both, one + other, 1.5)]
    found = []
    actors = likeness(telling.actors, event.actors)
    recipients = likeness(telling.recipients, event.recipients)
    if actors is not None:
        found.append(_side("actors", actors, telling.actors + event.actors, 1.0))
    if recipients is not None:
        found.append(_side("recipients", recipients, telling.recipients + event.recipients, 1.0))
        if recipients.person and telling.type == EventType.ASSAULT:
            # Shot, killed, murdered: one person hardly suffers it twice in a week.
            found.append(Point("the same victim", 0.75))
    if _are_swapped(telling, event, actors, recipients):
        found.append(Point("the sides are swapped", 0.0, forbids=True))
    return found


def _are_swapped(telling: Profile, event: Profile, actors: Likeness | None, recipients: Likeness | None) -> bool:
    if actors is None or recipients is None or max(actors.value, recipients.value) >= SAME:
        return False
    return _is_same(telling.actors, event.recipients) and _is_same(telling.recipients, event.actors)


def _is_same(one: tuple[Side, ...], other: tuple[Side, ...]) -> bool:
    found = likeness(one, other)
    return found is not None and found.value >= SAME


def _side(name: str, found: Likeness, parties: tuple[Side, ...], weight: float) -> Point:
    if found.value >= SAME:
        return _same(name, weight, is_particular=found.ties)
    if found.value >= LIKE:
        return _like(name, weight, is_particular=found.ties)
    if found.value >= _OTHER:
        return _perhaps(name)
    # Papers name a person or a body in many ways, and are wrong about some; a state has one name in all of them.
    return _other_states(name, weight) if all(p.is_known_state for p in parties) else _other(name, weight)


@cache
def _same(name: str, weight: float, *, is_particular: bool) -> Point:
    return Point(f"same {name}", 1.5 * weight, particular=is_particular)


@cache
def _like(name: str, weight: float, *, is_particular: bool) -> Point:
    return Point(f"like {name}", 0.75 * weight, particular=is_particular)


@cache
def _other(name: str, weight: float) -> Point:
    return Point(f"other {name}", -2.0 * weight)


@cache
def _other_states(name: str, weight: float) -> Point:
    return Point(f"other states as {name}", -4.0 * weight)


@cache
def _perhaps(name: str) -> Point:
    return Point(f"perhaps the {name}", 0.0)
