"""The loop: read, gather, write, until somebody asks for an end or nothing is left to read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from stancewire.core.messages import Message
from stancewire.sink.database import Overtaken
from stancewire.sink.store import Store, Written

POLL_S = 0.2
_PAUSE_S = 0.5


class Source(Protocol):
    """Messages as they come; see GroupReader."""

    def poll(self, timeout_s: float, at_most: int) -> list[Message] | None:
        """Return what has come; None where what was read before no longer counts."""
        ...

    def rewind(self) -> None:
        """Go to where the database stands."""
        ...

    def lag(self) -> int | None:
        """Return how many messages are still to be read, None while nobody knows."""
        ...

    def commit(self) -> None:
        """Tell others how far the database stands."""
        ...


class Listener(Protocol):
    """Who hears of the work."""

    def turned(self, lag: int | None) -> None:
        """Hear how many messages are still to be read, where nothing came or a batch was written."""
        ...

    def wrote(self, totals: Totals, written: Written, seconds: float) -> None:
        """Hear of a batch that is written, how long that took, and of all since the start."""
        ...

    def overtaken(self) -> None:
        """Hear of a batch that another process had written."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """When a batch is written: at so many messages, or so many seconds after its first."""

    messages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Totals:
    """What was done since the start. `lag` None means not known yet."""

    events: int = 0
    stances: int = 0
    ended: int = 0
    unreadable: int = 0
    messages: int = 0
    lag: int | None = None

    def plus(self, written: Written, messages: int, lag: int | None) -> Totals:
        """Return the totals with one more batch."""
        return replace(
            self,
            events=self.events + written.events,
            stances=self.stances + written.stances,
            ended=self.ended + written.ended,
            unreadable=self.unreadable + len(written.unreadable),
            messages=self.messages + messages,
            lag=lag,
        )


class Loader:
    """Moves messages from a source to a store, and tells a listener of it."""

    def __init__(self, source: Source, store: Store, limits: Limits, listener: Listener) -> None:
        self._source, self._store, self._limits, self._listener = source, store, limits, listener
        self._pending: list[Message] = []
        self._since = 0.0
        self.totals = Totals()

    def run(self, is_asked_to_stop: Callable[[], bool], *, until_idle: bool) -> Totals:
        """Go on until asked to stop, or with `until_idle` until all is read; what was gathered is written first."""
        while True:
            found = self._gather()
            if not found:
                self._listener.turned(self._source.lag())
            is_last = is_asked_to_stop() or (until_idle and found == 0 and self._source.lag() == 0)
            if self._pending and (is_last or self._is_due()):
                is_last = self._write() and is_last
            if is_last:
                return replace(self.totals, lag=self._source.lag())

    def _gather(self) -> int | None:
        """Take in what has come; return how much, None where it begins anew."""
        found = self._source.poll(POLL_S, self._limits.messages - len(self._pending))
        if found is None:
            self._pending = []
            return None
        if found and not self._pending:
            self._since = time.monotonic()
        self._pending += found
        return len(found)

    def _is_due(self) -> bool:
        return len(self._pending) >= self._limits.messages or time.monotonic() - self._since >= self._limits.seconds

    def _write(self) -> bool:
        batch, self._pending = self._pending, []
        begun = time.monotonic()
        try:
            written = self._store.write(batch)
        except Overtaken:
            # Another member has read on where this one still thought to be; its word counts.
            self._listener.overtaken()
            time.sleep(_PAUSE_S)
            self._source.rewind()
            return False
        took_s = time.monotonic() - begun
        self._source.commit()
        self.totals = self.totals.plus(written, len(batch), self._source.lag())
        self._listener.wrote(self.totals, written, took_s)
        self._listener.turned(self.totals.lag)
        return True
