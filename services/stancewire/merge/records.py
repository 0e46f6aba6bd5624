"""Events as records and back: what was just written or read is not read again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from stancewire_schemas import EventV1

_KEPT_BYTES: Final = 2 << 20
"""Of records; what is read of them takes about ten times as much."""


class _Recent:
    """Events by their bytes, those used last."""

    def __init__(self) -> None:
        self._events: OrderedDict[bytes, EventV1] = OrderedDict()
        self._bytes = 0

    def get(self, value: bytes) -> EventV1 | None:
        event = self._events.get(value)
        if event is not None:
            self._events.move_to_end(value)
        return event

    def keep(self, value: bytes, event: EventV1) -> None:
        if value not in self._events:
            self._bytes += len(value)
        self._events[value] = event
        while self._bytes > _KEPT_BYTES and len(self._events) > 1:
            self._bytes -= len(self._events.popitem(last=False)[0])


_recent: Final = _Recent()


def read(value: bytes) -> EventV1:
    """Return the event of a record. Raise pydantic.ValidationError for what is none."""
    # A revision is read when it is made, when a telling changes it and when it is replaced.
    event = _recent.get(value)
    if event is None:
        event = EventV1.from_bytes(value)
        _recent.keep(value, event)
    return event


def written(event: EventV1) -> bytes:
    """Return an event's record, which reads as the same event."""
    value = event.to_bytes()
    _recent.keep(value, event)
    return value
