"""One telling meets the live events: it joins one, founds one, changes one, or leaves one. Pure."""

from __future__ import annotations

from math import inf
from typing import Final, NamedTuple

from stancewire.core.messages import Outcome, Outgoing, Result
from stancewire.core.outgoing import cloud_event
from stancewire.merge.matching import NEEDED, compare
from stancewire.merge.profile import (
    Profile,
    profile_of,
    profile_of_both,
    profile_of_first,
    profile_of_source,
    source_of,
)
from stancewire.merge.records import written
from stancewire.merge.state import Events
from stancewire.merge.summary import order_of, summarise
from stancewire_schemas import EventMentionV1, EventV1, topics
from stancewire_schemas.event import EventSourceV1

MOST_SOURCES: Final = 400
"""Tellings after which an event takes no more, so that its record stays within a message."""


class _Search(NamedTuple):
    """How an event is looked for: points that are needed, how many are compared, from which points no other is."""

    needed: float
    looked_at: int
    sure: float


_OF_A_TELLING: Final = _Search(NEEDED, 4, 8.0)
_OF_AN_EVENT: Final = _Search(3.5, 6, inf)
"""More points than a telling needs, and more to choose from, since what was merged is never split."""

_AS_MUCH: Final = 0.001
"""Points are rounded: what has less than these fewer than another may have as many."""


def step(mention: EventMentionV1, events: Events, partition: int) -> Result:
    """Return the revision of the event that a telling changes, or nothing when it changes none.

    A telling that is known with the same content or of a later version changes nothing, and so does the withdrawal
    of an unknown one. An event that loses its last telling gets a tombstone. So does an event that proves to be
    another's, once a telling has joined them; its tellings are in the other's revision, which goes first. `events`
    is only read.
    """
    own = events.supported_by(mention.id)
    if own is not None and _is_outdated(mention, own):
        return Result(Outcome.COMPLETED)
    if mention.withdrawn:
        return _result(_without(own, mention.id), partition)
    source = source_of(mention)
    if own is not None:
        return _result(_with(own, source, events), partition)
    telling = profile_of_source(source)
    found = _best(telling, events, frozenset(), MOST_SOURCES - 1, _OF_A_TELLING)
    if found is not None:
        event, profile = found
        return _result(_with(event, source, events, (profile, telling)), partition)
    founded = summarise(mention.id, 1, (source,))
    return _result([Change(mention.id, founded, profile_of_first(telling, founded))], partition)


class Change(NamedTuple):
    """An event's id and its new revision with its profile where that is known, None for its end."""

    event_id: str
    event: EventV1 | None
    profile: Profile | None = None


def _is_outdated(mention: EventMentionV1, event: EventV1) -> bool:
    # An article that returns to an earlier text tells the same again, under a later version.
    return any(s.mention_id == mention.id and s.version > mention.article.version for s in event.sources)


def _best(
    telling: Profile, events: Events, without: frozenset[str], most: int, how: _Search
) -> tuple[EventV1, Profile] | None:
    """Return the event of at most so many sources that fits with most points, by id where several have as many.

    Behind one that is sure, none that shares less of what is rare is looked at.
    """
    found: list[tuple[float, str, Profile]] = []
    enough = how.needed
    for event_id, profile in events.candidates(telling, how.looked_at):
        if event_id not in without:
            verdict = compare(telling, profile, enough)
            if verdict.joins:
                found.append((-verdict.points, event_id, profile))
                enough = max(enough, verdict.points - _AS_MUCH)
            if verdict.joins and verdict.points >= how.sure:
                break
    if not found:
        return None
    _, event_id, profile = min(found)
    event = events.get(event_id)
    if event is not None and len(event.sources) <= most:
        return event, profile
    return _best(telling, events, without | {event_id}, most, how)


def _with(
    event: EventV1, source: EventSourceV1, events: Events, parts: tuple[Profile, Profile] | None = None
) -> list[Change]:
    """Return an event with a telling added or changed, joined by every event that it now proves to be.

    `parts` are the profiles of both where they are known.
    """
    others = tuple(s for s in event.sources if s.mention_id != source.mention_id)
    overtaken = events.overtaken_by(event.event_id)
    changed = _changed(event, (*others, source))
    if changed is None:
        return [Change(event_id, None) for event_id in overtaken]
    is_new = parts is not None and source.mention_id not in event.mention_ids
    profile = profile_of_both(changed, *parts) if parts is not None and is_new else profile_of(changed)
    gone = set(overtaken)
    # `events` still holds what has been joined here as it was before.
    known = frozenset({*gone, event.event_id})
    while found := _best(profile, events, known, MOST_SOURCES - len(changed.sources), _OF_AN_EVENT):
        twin, of_twin = found
        keep, end = sorted((changed, twin), key=_age)
        revision = max(event.revision, twin.revision, changed.revision - 1) + 1
        changed = summarise(keep.event_id, revision, (*changed.sources, *twin.sources))
        profile = profile_of_both(changed, profile, of_twin)
        gone.add(end.event_id)
        known |= {keep.event_id, end.event_id}
    ended = [Change(event_id, None) for event_id in sorted(gone)]
    return [Change(changed.event_id, changed, profile), *ended]


def _age(event: EventV1) -> tuple[bool, str, str]:
    # The event told first keeps its id: so it depends least on the order in which tellings came.
    return event.first_seen is None, event.first_seen.isoformat() if event.first_seen else "", event.event_id


def _without(event: EventV1 | None, mention_id: str) -> list[Change]:
    if event is None:
        return []
    others = tuple(s for s in event.sources if s.mention_id != mention_id)
    if not others:
        return [Change(event.event_id, None)]
    changed = _changed(event, others)
    return [] if changed is None else [Change(event.event_id, changed)]


def _changed(event: EventV1, sources: tuple[EventSourceV1, ...]) -> EventV1 | None:
    # As many are compared one by one, which takes longer than to write them anew.
    if len(sources) == len(event.sources) and tuple(sorted(sources, key=order_of)) == event.sources:
        return None
    return summarise(event.event_id, event.revision + 1, sources)


def _result(changes: list[Change], partition: int) -> Result:
    return Result(Outcome.COMPLETED, memory=tuple([_message(change, partition) for change in changes]))


def _message(change: Change, partition: int) -> Outgoing:
    value = None if change.event is None else written(change.event, change.profile)
    headers = cloud_event(topics.EVENT.name, change.event_id)
    return Outgoing(topics.EVENT.name, change.event_id.encode(), value, partition, headers)
