"""Whether a telling and an event are about the same thing, and why. Pure.

Each side of the comparison gives or takes points; some contradictions rule a match out. Points are hand-set on
the development part of ECB+ and on the project's own sample stories.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Final

from stancewire.core.content_words import resemblance
from stancewire.merge.parties import LIKE, SAME, Likeness, likeness
from stancewire.merge.profile import Days, Profile
from stancewire_schemas.codes import EventType
from stancewire_schemas.event import EventSiteV1

NEEDED: Final = 2.5
"""Points from which a telling joins an event."""

_SYMMETRIC: Final = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
_WIDE_DAYS: Final = 7
_TELLING_COUNT: Final = 3
_FEW_WORDS: Final = 3
_MUCH: Final = 0.4
_SOME: Final = 0.2
_HARDLY: Final = 0.1
_SAME_STORY: Final = 0.22
_LIKE_STORY: Final = 0.14
_OTHER_STORY: Final = 0.07
_NEAR_KM: Final = 60.0
_KM_PER_DEGREE: Final = 111.2


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sum of the points and what gave them; `joins` once it is enough and something particular is shared."""

    points: float
    reasons: tuple[str, ...]
    joins: bool


@dataclass(frozen=True, slots=True)
class _Point:
    """One reason. `particular` reasons tie to this event, not just to its kind; `forbids` ends the comparison."""

    reason: str
    points: float
    particular: bool = False
    forbids: bool = False


def compare(telling: Profile, event: Profile) -> Verdict:
    """Return whether a telling joins an event; symmetric but for the tellings of one article, which never join."""
    found = _all_points(telling, event)
    forbidden = next((p for p in found if p.forbids), None)
    if forbidden is not None:
        return Verdict(0.0, (forbidden.reason,), joins=False)
    points = round(sum(p.points for p in found), 3)
    is_particular = any(p.particular for p in found)
    return Verdict(points, tuple(p.reason for p in found), joins=is_particular and points >= NEEDED)


def _all_points(telling: Profile, event: Profile) -> list[_Point]:
    if telling.type != event.type or telling.status != event.status:
        return [_Point("another type or status", 0.0, forbids=True)]
    if telling.texts & event.texts:
        return [_Point("the same article tells them apart", 0.0, forbids=True)]
    date = _date(telling, event)
    if date is not None and date.forbids:
        # The cheapest of all contradictions, and the most frequent.
        return [date]
    found = [
        *_parties(telling, event),
        date,
        _place(telling.place, event.place),
        _words(telling, event),
        _mode(telling, event),
        *_context(telling, event),
        _story(telling, event),
        *_counts(telling, event),
    ]
    return [p for p in found if p is not None]


def _parties(telling: Profile, event: Profile) -> list[_Point]:
    if telling.type in _SYMMETRIC:
        both = likeness(telling.actors + telling.recipients, event.actors + event.recipients)
        return [] if both is None else [_side("parties", both, 1.5)]
    found = []
    actors = likeness(telling.actors, event.actors)
    recipients = likeness(telling.recipients, event.recipients)
    if actors is not None:
        found.append(_side("actors", actors, 1.0))
    if recipients is not None:
        found.append(_side("recipients", recipients, 1.0))
        if recipients.person and telling.type == EventType.ASSAULT:
            # Shot, killed, murdered: one person hardly suffers it twice in a week.
            found.append(_Point("the same victim", 0.75))
    if _are_swapped(telling, event, actors, recipients):
        found.append(_Point("the sides are swapped", 0.0, forbids=True))
    return found


def _are_swapped(telling: Profile, event: Profile, actors: Likeness | None, recipients: Likeness | None) -> bool:
    if actors is None or recipients is None or max(actors.value, recipients.value) >= SAME:
        return False
    crossed = likeness(telling.actors, event.recipients), likeness(telling.recipients, event.actors)
    return all(c is not None and c.value >= SAME for c in crossed)


def _side(name: str, found: Likeness, weight: float) -> _Point:
    if found.value >= SAME:
        return _Point(f"same {name}", 1.5 * weight, particular=found.ties)
    if found.value >= LIKE:
        return _Point(f"like {name}", 0.75 * weight, particular=found.ties)
    return _Point(f"other {name}", -2.0 * weight) if found.value < 0.3 else _Point(f"perhaps the {name}", 0.0)


def _date(telling: Profile, event: Profile) -> _Point | None:
    if telling.days and event.days:
        return _told_days(telling.days, event.days)
    told, other = (telling, event) if telling.days else (event, telling)
    if told.days and other.published:
        return _told_and_published(told.days, other.published)
    if telling.published and event.published:
        return _published(telling.published, event.published)
    return None


def _told_days(one: Days, other: Days) -> _Point:
    gap = _gap(one, other)
    if gap > 1:
        return _Point("other days", 0.0, forbids=True)
    is_wide = max(one.last - one.first, other.last - other.first) > _WIDE_DAYS
    if gap == 1:
        # One paper's Monday night is another's Tuesday.
        return _Point("the day after", 0.25)
    return _Point("same period", 0.5) if is_wide else _Point("same day", 1.0)


def _told_and_published(told: Days, published: Days) -> _Point:
    # The told day lies before the other paper's issue, and not long before.
    before = published.last - told.last
    if told.first - published.last > 1:
        return _Point("other days", 0.0, forbids=True)
    if before > 10:
        # The undated telling may be background to a later story, of a trial or an anniversary.
        return _Point("other days, but for background", -3.0)
    return _Point("told in those days", 0.5 if before <= 3 else 0.0)


def _published(one: Days, other: Days) -> _Point:
    gap = _gap(one, other)
    if gap > 7:
        return _Point("published weeks apart", 0.0, forbids=True)
    return _Point("published together", 0.5) if gap <= 2 else _Point("published days apart", -0.5)


def _gap(one: Days, other: Days) -> int:
    return max(0, one.first - other.last, other.first - one.last)


def _place(one: EventSiteV1 | None, other: EventSiteV1 | None) -> _Point | None:
    if one is None or other is None:
        return None
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return _Point("same country", 0.5) if one.kind == "country" else _Point("same place", 1.5, particular=True)
    if one.country and other.country and one.country != other.country:
        return _Point("another country", -2.0)
    if "country" in {one.kind, other.kind}:
        return _Point("same country", 0.5) if one.country == other.country else None
    if one.name.casefold() == other.name.casefold():
        return _Point("place of the same name", 1.0, particular=True)
    distance = _distance_km(one, other)
    if distance is None:
        return _Point("places of other names", -1.0)
    return _Point("places close by", 0.5) if distance <= _NEAR_KM else _Point("places far apart", -1.5)


def _distance_km(one: EventSiteV1, other: EventSiteV1) -> float | None:
    """Return the distance on a plain, which is near enough for what counts as close."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return hypot(one.lat - other.lat, east) * _KM_PER_DEGREE


def _words(telling: Profile, event: Profile) -> _Point | None:
    if telling.sentences & event.sentences:
        return _Point("same sentence", 3.0, particular=True)
    if telling.stems & event.stems:
        return _Point("same word", 1.25)
    is_same_mode = telling.mode is not None and telling.mode == event.mode
    return _Point("other words for one mode", 0.5) if is_same_mode else _Point("other words", -1.0)


def _context(telling: Profile, event: Profile) -> list[_Point]:
    """Compare what else the sentences speak of: one shooting has its town and its weapon in all papers."""
    names = len(telling.names & event.names)
    beside = [_Point("the same names beside it", 0.75 * min(names, 3) ** 0.5, particular=True)] if names else []
    smaller = min(len(telling.words), len(event.words))
    if smaller < _FEW_WORDS:
        return beside
    share = len(telling.words & event.words) / smaller
    if share >= _MUCH:
        return [*beside, _Point("much the same words", 1.0, particular=True)]
    if share >= _SOME:
        return [*beside, _Point("some of the same words", 0.5)]
    return [*beside, _Point("hardly a word in common", -0.25)] if share < _HARDLY else beside


def _story(telling: Profile, event: Profile) -> _Point | None:
    """Compare the articles as wholes: those of one story share many of their words."""
    likest = max((resemblance(a, b) for a in telling.sketches for b in event.sketches), default=None)
    if likest is None:
        return None
    if likest >= _SAME_STORY:
        return _Point("the same story", 1.0, particular=True)
    if likest >= _LIKE_STORY:
        return _Point("like stories", 0.5)
    return _Point("another story", -2.0) if likest < _OTHER_STORY else None


def _mode(telling: Profile, event: Profile) -> _Point | None:
    if telling.mode is None or event.mode is None or telling.mode == event.mode:
        return None
    return _Point("another mode", -0.75)


def _counts(telling: Profile, event: Profile) -> list[_Point]:
    found = []
    same_day = telling.days is not None and telling.days == event.days
    for kind, low, high in telling.counts:
        others = [(o_low, o_high) for o_kind, o_low, o_high in event.counts if o_kind == kind]
        if others:
            found.append(_count(kind, (low, high), others, same_day=same_day))
    return found


def _count(kind: str, own: tuple[float, float], others: list[tuple[float, float]], *, same_day: bool) -> _Point:
    if any(own[0] <= high and low <= own[1] for low, high in others):
        # Three teachers abducted on one day are the three of the other paper; one man hurt may be anybody.
        return _Point(
            f"same number {kind}", 1.0, particular=same_day and own in others and own[0] >= _TELLING_COUNT
        )
    # Tolls rise while a story runs; only a far jump speaks against.
    far = all(max(own[0], low) > 3 * max(1.0, min(own[1], high)) for low, high in others)
    return _Point(f"far other number {kind}", -2.0) if far else _Point(f"other number {kind}", -0.25)
