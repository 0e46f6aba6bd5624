"""The live events of one partition and one way to find those that a telling may belong to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from stancewire.core.messages import UNKNOWN_OFFSET
from stancewire.merge.calendar import Calendar
from stancewire.merge.filing import Filing
from stancewire.merge.left import Left
from stancewire.merge.profile import Profile, filed
from stancewire.merge.records import profile_in, read
from stancewire.merge.store import CACHE_KIB, Row, Store
from stancewire.merge.traces import Traces
from stancewire_schemas import EventV1
from stancewire_schemas.event import EventSourceV1

OPEN: Final = 1_000_000
"""Events of a partition that tellings may still join."""

_HOT: Final = 10_000


class Events:
    """Built from nothing but events, so that a restart finds the same candidates as no restart.

    Only what is hot is in memory; the rest lies in a file in `folder`, a temporary one for None. Of more than
    `most` events those changed longest ago are closed: no telling joins them any more, but their own tellings
    still change and leave them.
    """

    def __init__(self, folder: Path | None = None, most: int = OPEN, cache_kib: int = CACHE_KIB) -> None:
        self._store, self._most = Store(folder, cache_kib), most
        self._numbers: OrderedDict[int, tuple[str, Profile]] = OrderedDict()
        self._traces = Traces()
        self._filing, self._calendar = Filing(self._traces), Calendar()
        self._overtaken: dict[str, str] = {}
        # What was looked for last: most tellings found or change the event that is then put under its id.
        self._sought: tuple[str, Row | None] = ("", None)
        self._left = Left()
        self._count, self._opened = 0, 0
        self._changed, self._closed = 0, 0

    def __len__(self) -> int:
        """Return how many events are live."""
        return self._count

    def close(self) -> None:
        """Give memory and disk back."""
        self._store.close()

    def get(self, event_id: str) -> EventV1 | None:
        """Return a live event, or None."""
        found = self._row(event_id)
        return None if found is None else read(found.value)

    def _row(self, event_id: str) -> Row | None:
        sought, found = self._sought
        if sought != event_id:
            found = self._store.event(event_id)
            self._sought = event_id, found
        return found

    def supported_by(self, mention_id: str) -> EventV1 | None:
        """Return the event that a telling supports; also one that it founded and that lives without it."""
        if not self._traces.may_hold(hash(mention_id)):
            self._sought = mention_id, None
            return None
        return self.get(self._store.told_in(mention_id) or mention_id)

    def overtaken_by(self, event_id: str) -> tuple[str, ...]:
        """Return live events whose tellings an event has taken over: their tombstones are still to be written."""
        return tuple(sorted(former for former, by in self._overtaken.items() if by == event_id))

    def has_left(self, mention_id: str, version: int, offset: int) -> bool:
        """Return whether a telling was withdrawn behind this offset; known of the 50,000 withdrawn last."""
        return self._left.is_behind(mention_id, version, offset)

    def put(self, event_id: str, value: bytes | None, offset: int = UNKNOWN_OFFSET) -> None:
        """Take in an event in the place of its former revision; None forgets it.

        `offset` is that of the message that changed it: what is no longer told was withdrawn there. Raise
        sqlite3.Error when the disk refuses.
        """
        is_disputed = event_id in self._overtaken
        former = self._drop(event_id)
        event = None if value is None else read(value)
        left = _beside(former, event)
        self._store.untie([source.mention_id for source in left], event_id)
        self._note_left(left, offset)
        if value is None or event is None:
            return
        # What stays is this event's still, but where another has claimed some of it.
        new = event.mention_ids if is_disputed else [source.mention_id for source in _beside(event, former)]
        self._claim(event_id, new)
        self._file(event_id, value)
        self._close_oldest()

    def candidates(self, telling: Profile, most: int) -> Iterator[tuple[str, Profile]]:
        """Yield events that share something with a telling, of so many that share what is rarest, these first.

        Those left out are of other days than the telling.
        """
        near = self._filing.nearest(filed(telling), most)
        numbers = [n for n in near if not self._calendar.excludes(n, telling.days, telling.published)]
        # Who is content with the first needs no other read. One that lies on the disk seldom is enough.
        first = 1 if numbers and numbers[0] in self._numbers else len(numbers)
        yield from self._profiles(numbers[:first])
        yield from self._profiles(numbers[first:])

    def _profiles(self, numbers: list[int]) -> list[tuple[str, Profile]]:
        for number, event_id, profile in self._store.profiles([n for n in numbers if n not in self._numbers]):
            self._numbers[number] = event_id, profile
        found = [self._numbers[number] for number in numbers]
        for number in numbers:
            self._numbers.move_to_end(number)
        while len(self._numbers) > _HOT:
            self._numbers.popitem(last=False)
        return found

    def _file(self, event_id: str, value: bytes) -> None:
        profile, self._changed = profile_in(value), self._changed + 1
        number = self._changed
        place = self._filing.file(number, filed(profile))
        self._store.put(Row(number, event_id, place, value), profile)
        self._traces.leave((hash(event_id),))
        self._calendar.note(number, profile.days, profile.published)
        self._keep(number, event_id, profile)
        self._count, self._opened = self._count + 1, self._opened + 1

    def _keep(self, number: int, event_id: str, profile: Profile) -> None:
        self._numbers[number] = event_id, profile
        if len(self._numbers) > _HOT:
            self._numbers.popitem(last=False)

    def _claim(self, event_id: str, mention_ids: Sequence[str]) -> None:
        for mention_id in mention_ids:
            is_known = self._traces.may_hold(hash(mention_id))
            former = self._claimed_by(mention_id) if is_known else None
            # A founder is found under its own id: half of all tellings need no line of their own.
            if is_known or mention_id != event_id:
                self._store.tie(mention_id, event_id)
            if former is not None and former != event_id:
                self._overtaken[former] = event_id
        self._traces.leave(map(hash, mention_ids))

    def _claimed_by(self, mention_id: str) -> str | None:
        claimed = self._store.told_in(mention_id)
        if claimed is not None:
            return claimed
        founded = self._store.event(mention_id)
        return mention_id if founded and mention_id in read(founded.value).mention_ids else None

    def _note_left(self, sources: Iterable[EventSourceV1], offset: int) -> None:
        for source in sources:
            if self._store.told_in(source.mention_id) is None:
                self._left.note(source.mention_id, source.version, offset)

    def _drop(self, event_id: str) -> EventV1 | None:
        """Forget an event; return it as it was."""
        self._overtaken.pop(event_id, None)
        found = self._row(event_id)
        self._sought = "", None
        if found is None:
            return None
        event = read(found.value)
        self._unfile(found.number, found.place)
        self._store.drop(found)
        self._numbers.pop(found.number, None)
        self._count -= 1
        return event

    def _unfile(self, number: int, place: int) -> None:
        if number > self._closed:
            self._filing.unfile(place)
            self._opened -= 1

    def _close_oldest(self) -> None:
        if self._opened > self._most:
            oldest, place = self._store.oldest(self._closed)
            self._unfile(oldest, place)
            self._closed = oldest


def _beside(event: EventV1 | None, other: EventV1 | None) -> list[EventSourceV1]:
    """Return the sources of an event that another has not."""
    if event is None:
        return []
    known = frozenset(other.mention_ids) if other else frozenset()
    return [source for source in event.sources if source.mention_id not in known]
