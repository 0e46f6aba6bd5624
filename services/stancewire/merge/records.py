"""Events as records and back: what was just written or read is not read again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from stancewire.merge.profile import Profile, profile_of
from stancewire_schemas import EventV1

_KEPT_BYTES: Final = 4 << 20
"""Of records; what is read of them takes about ten times as much."""


class _Known:
    """An event, and its profile once somebody has asked for it."""

    __slots__ = ("event", "profile")

    def __init__(self, event: EventV1, profile: Profile | None) -> None:
        self.event = event
        self.profile = profile


class _Recent:
    """Events by their bytes, those used last."""

    def __init__(self) -> None:
        self._events: OrderedDict[bytes, _Known] = OrderedDict()
        self._bytes = 0

    def get(self, value: bytes) -> _Known:
        known = self._events.get(value)
        if known is None:
            return self.keep(value, _Known(EventV1.from_bytes(value), None))
        self._events.move_to_end(value)
        return known

    def keep(self, value: bytes, known: _Known) -> _Known:
        if value not in self._events:
            self._bytes += len(value)
        self._events[value] = known
        while self._bytes > _KEPT_BYTES and len(self._events) > 1:
            self._bytes -= len(self._events.popitem(last=False)[0])
        return known


_recent: Final = _Recent()


def read(value: bytes) -> EventV1:
    """Return the event of a record. Raise pydantic.ValidationError for what is none."""
    # A revision is read when it is made, when a telling changes it and when it is replaced.
    return _recent.get(value).event


def profile_in(value: bytes) -> Profile:
    """Return the profile of a record's event. Raise pydantic.ValidationError for what is none."""
    known = _recent.get(value)
    if known.profile is None:
        known.profile = profile_of(known.event)
    return known.profile


def written(event: EventV1, profile: Profile | None = None) -> bytes:
    """Return an event's record, which reads as the same event with the same profile."""
    value = event.to_bytes()
    _recent.keep(value, _Known(event, profile))
    return value
