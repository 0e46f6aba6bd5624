"""Who did it and to whom: whether the sides of two tellings agree. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from stancewire.merge.parties import LIKE, SAME, Likeness, likeness
from stancewire.merge.point import Point
from stancewire.merge.profile import Profile
from stancewire.merge.side import Side
from stancewire_schemas.codes import EventType

_SYMMETRIC: Final = frozenset({EventType.AGREE.value, EventType.CONSULT.value, EventType.COOPERATE.value})
_OTHER: Final = 0.3
_SAME_VICTIM: Final = Point("the same victim", 0.75)
_SWAPPED: Final = Point("the sides are swapped", 0.0, forbids=True)


class _Points(NamedTuple):
    """What the likeness of one side may give."""

    same_tied: Point
    same: Point
    like_tied: Point
    like: Point
    perhaps: Point
    other: Point
    other_states: Point


def _points(name: str, weight: float) -> _Points:
    return _Points(
        same_tied=Point(f"same {name}", 1.5 * weight, particular=True),
        same=Point(f"same {name}", 1.5 * weight),
        like_tied=Point(f"like {name}", 0.75 * weight, particular=True),
        like=Point(f"like {name}", 0.75 * weight),
        perhaps=Point(f"perhaps the {name}", 0.0),
        other=Point(f"other {name}", -2.0 * weight),
        other_states=Point(f"other states as {name}", -4.0 * weight),
    )


_PARTIES: Final = _points("parties", 1.5)
_ACTORS: Final = _points("actors", 1.0)
_RECIPIENTS: Final = _points("recipients", 1.0)


def sides(telling: Profile, event: Profile) -> list[Point]:
    """Compare actors and recipients; all parties together where an event has no direction."""
    if telling.type in _SYMMETRIC:
        one, other = telling.actors + telling.recipients, event.actors + event.recipients
        both = likeness(one, other)
        return [] if both is None else [_side(_PARTIES, both, one + other)]
    found = []
    actors = likeness(telling.actors, event.actors)
    recipients = likeness(telling.recipients, event.recipients)
    if actors is not None:
        found.append(_side(_ACTORS, actors, telling.actors + event.actors))
    if recipients is not None:
        found.append(_side(_RECIPIENTS, recipients, telling.recipients + event.recipients))
        if recipients.person and telling.type == EventType.ASSAULT:
            # Shot, killed, murdered: one person hardly suffers it twice in a week.
            found.append(_SAME_VICTIM)
    if _are_swapped(telling, event, actors, recipients):
        found.append(_SWAPPED)
    return found


def _are_swapped(telling: Profile, event: Profile, actors: Likeness | None, recipients: Likeness | None) -> bool:
    if actors is None or recipients is None or max(actors.value, recipients.value) >= SAME:
        return False
    return _is_same(telling.actors, event.recipients) and _is_same(telling.recipients, event.actors)


def _is_same(one: tuple[Side, ...], other: tuple[Side, ...]) -> bool:
    found = likeness(one, other)
    return found is not None and found.value >= SAME


def _side(points: _Points, found: Likeness, parties: tuple[Side, ...]) -> Point:
    if found.value >= SAME:
        return points.same_tied if found.ties else points.same
    if found.value >= LIKE:
        return points.like_tied if found.ties else points.like
    if found.value >= _OTHER:
        return points.perhaps
    # Papers name a person or a body in many ways, and are wrong about some; a state has one name in all of them.
    return points.other_states if all(p.is_known_state for p in parties) else points.other
