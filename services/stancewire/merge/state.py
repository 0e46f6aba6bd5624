"""The live events of one partition and one way to find those that a telling may belong to."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from typing import Final

from stancewire.core.messages import UNKNOWN_OFFSET
from stancewire.merge.parties import is_named
from stancewire.merge.profile import Profile, profile_of, weeks
from stancewire_schemas import EventV1
from stancewire_schemas.codes import EntityType
from stancewire_schemas.stance import PartyV1

COMMON: Final = 1000
"""Events under one anchor from which it tells nothing apart any more."""

_LOOKED_AT: Final = 100
_LEFT_KEPT: Final = 50_000

Anchor = tuple[str, str, int, str]
"""Type, status group, week, and something that both must share."""


class Events:
    """Built from nothing but events, so that a restart finds the same candidates as no restart."""

    def __init__(self) -> None:
        self._events: dict[str, tuple[bytes, Profile]] = {}
        self._by_mention: dict[str, str] = {}
        self._by_anchor: defaultdict[Anchor, set[str]] = defaultdict(set)
        self._overtaken: dict[str, str] = {}
        self._left: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many events are live."""
        return len(self._events)

    def get(self, event_id: str) -> EventV1 | None:
        """Return a live event, or None."""
        found = self._events.get(event_id)
        return None if found is None else EventV1.from_bytes(found[0])

    def supported_by(self, mention_id: str) -> EventV1 | None:
        """Return the event that a telling supports; also one that it founded and that lives without it."""
        return self.get(self._by_mention.get(mention_id, mention_id))

    def overtaken_by(self, event_id: str) -> tuple[str, ...]:
        """Return live events whose tellings an event has taken over: their tombstones are still to be written."""
        return tuple(sorted(former for former, by in self._overtaken.items() if by == event_id))

    def has_left(self, mention_id: str, version: int, offset: int) -> bool:
        """Return whether a telling was withdrawn behind this offset; known of the 50,000 withdrawn last."""
        # Both must hold: offsets start anew when a topic is made anew, and a text may honestly return.
        left_at, left_version = self._left.get(mention_id, (UNKNOWN_OFFSET, 0))
        return offset <= left_at and version <= left_version

    def put(self, event_id: str, value: bytes | None, offset: int = UNKNOWN_OFFSET) -> None:
        """Take in an event in the place of its former revision; None forgets it.

        `offset` is that of the message that changed it: what is no longer told was withdrawn there.
        """
        former = self._drop(event_id)
        event = None if value is None else EventV1.from_bytes(value)
        self._note_left(former, event, offset)
        if value is None or event is None:
            return
        profile = profile_of(event)
        self._events[event_id] = (value, profile)
        self._claim(event_id, event.mention_ids)
        for anchor in anchors(profile, weeks(profile)):
            self._by_anchor[anchor].add(event_id)

    def candidates(self, telling: Profile) -> list[tuple[str, Profile]]:
        """Return events that share something with a telling, those that share most first, at most 100."""
        near = {week + step for week in weeks(telling) for step in (-1, 0, 1)}
        shared: Counter[str] = Counter()
        for anchor in sorted(anchors(telling, tuple(sorted(near)))):
            found = self._by_anchor.get(anchor, ())
            if len(found) <= COMMON:
                shared.update(found)
        ranked = sorted(shared, key=lambda event_id: (-shared[event_id], event_id))
        return [(event_id, self._events[event_id][1]) for event_id in ranked[:_LOOKED_AT]]

    def _claim(self, event_id: str, mention_ids: tuple[str, ...]) -> None:
        for mention_id in mention_ids:
            former = self._by_mention.get(mention_id, event_id)
            if former != event_id:
                self._overtaken[former] = event_id
            self._by_mention[mention_id] = event_id

    def _note_left(self, former: EventV1 | None, event: EventV1 | None, offset: int) -> None:
        staying = frozenset(event.mention_ids) if event else frozenset()
        for source in former.sources if former else ():
            if source.mention_id not in staying and source.mention_id not in self._by_mention:
                self._left[source.mention_id] = (offset, source.version)
                self._left.move_to_end(source.mention_id)
        while len(self._left) > _LEFT_KEPT:
            self._left.popitem(last=False)

    def _drop(self, event_id: str) -> EventV1 | None:
        """Forget an event; return it as it was."""
        self._overtaken.pop(event_id, None)
        found = self._events.pop(event_id, None)
        if found is None:
            return None
        event, profile = EventV1.from_bytes(found[0]), found[1]
        for mention_id in event.mention_ids:
            if self._by_mention.get(mention_id) == event_id:
                del self._by_mention[mention_id]
        for anchor in anchors(profile, weeks(profile)):
            self._by_anchor[anchor].discard(event_id)
            if not self._by_anchor[anchor]:
                del self._by_anchor[anchor]
        return event


def anchors(profile: Profile, in_weeks: tuple[int, ...]) -> set[Anchor]:
    """Return what a profile can be found under."""
    names = {name for party in (*profile.actors, *profile.recipients) for name in _names(party)}
    names |= {f"sentence {digest}" for digest in profile.sentences}
    names |= {f"beside {name}" for name in profile.names}
    if profile.place and profile.place.kind != "country":
        names.add(f"place {profile.place.geonames_id or profile.place.name.casefold()}")
    if profile.place and profile.place.country:
        names |= {f"in {profile.place.country} {stem}" for stem in profile.stems}
    return {(profile.type, profile.status, week, name) for week in in_weeks for name in names}


def _names(party: PartyV1) -> set[str]:
    found = {f"id {party.id}"}
    if party.country:
        found.add(f"of {party.country}")
    if party.type == EntityType.PERSON and is_named(party):
        found.add(f"name {party.name.casefold().split()[-1]}")
    return found
