"""One telling meets the live events: it joins one, founds one, changes one, or leaves one. Pure."""

from __future__ import annotations

from typing import Final

from stancewire.core.messages import Outcome, Result
from stancewire.core.outgoing import outgoing
from stancewire.merge.matching import compare
from stancewire.merge.profile import profile_of_source, source_of
from stancewire.merge.state import Events
from stancewire.merge.summary import order_of, summarise
from stancewire_schemas import EventMentionV1, EventV1, topics
from stancewire_schemas.event import EventSourceV1

MOST_SOURCES: Final = 400
"""Tellings after which an event takes no more, so that its record stays within a message."""


def step(mention: EventMentionV1, events: Events, partition: int) -> Result:
    """Return the revision of the one event that a telling changes, or nothing when it changes none.

    A telling that is known with the same content or of a later version changes nothing, and so does the withdrawal
    of an unknown one.
    An event that loses its last telling gets a tombstone. `events` is only read.
    """
    own = events.supported_by(mention.id)
    if own is not None and _is_outdated(mention, own):
        return Result(Outcome.COMPLETED)
    if mention.withdrawn:
        return _without(own, mention.id, partition)
    source = source_of(mention)
    event = own or _home(source, events)
    if event is None:
        return _revised(summarise(mention.id, 1, (source,)), partition)
    others = tuple(s for s in event.sources if s.mention_id != mention.id)
    return _unless_same(event, (*others, source), partition)


def _is_outdated(mention: EventMentionV1, event: EventV1) -> bool:
    # An article that returns to an earlier text tells the same again, under a later version.
    return any(s.mention_id == mention.id and s.version > mention.article.version for s in event.sources)


def _home(source: EventSourceV1, events: Events) -> EventV1 | None:
    """Return the event that a telling belongs to: the one with most points, by id where several have as many."""
    telling, found = profile_of_source(source), []
    for event_id, profile in events.candidates(telling):
        verdict = compare(telling, profile)
        if verdict.joins:
            found.append((-verdict.points, event_id))
    for _, event_id in sorted(found):
        event = events.get(event_id)
        if event is not None and len(event.sources) < MOST_SOURCES:
            return event
    return None


def _without(event: EventV1 | None, mention_id: str, partition: int) -> Result:
    if event is None:
        return Result(Outcome.COMPLETED)
    others = tuple(s for s in event.sources if s.mention_id != mention_id)
    if others:
        return _unless_same(event, others, partition)
    gone = outgoing(topics.EVENT.name, event.event_id, None, event.event_id, partition)
    return Result(Outcome.COMPLETED, memory=(gone,))


def _unless_same(event: EventV1, sources: tuple[EventSourceV1, ...], partition: int) -> Result:
    if tuple(sorted(sources, key=order_of)) == event.sources:
        return Result(Outcome.COMPLETED)
    return _revised(summarise(event.event_id, event.revision + 1, sources), partition)


def _revised(event: EventV1, partition: int) -> Result:
    return Result(
        Outcome.COMPLETED, memory=(outgoing(topics.EVENT.name, event.event_id, event, event.event_id, partition),)
    )
