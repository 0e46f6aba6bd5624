"""Lets messages of one key go one after another while others overlap."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Sequence:
    """Turns by key, in the order in which they were booked."""

    def __init__(self) -> None:
        self._last: dict[str, asyncio.Event] = {}

    def __len__(self) -> int:
        """Return how many keys have a turn booked."""
        return len(self._last)

    def book(self, key: str) -> Turn:
        """Return the next turn of a key. Every booked turn must be taken, else its followers wait for ever."""
        before, done = self._last.get(key), asyncio.Event()
        self._last[key] = done
        return Turn(self, key, before, done)

    def end(self, key: str, done: asyncio.Event) -> None:
        """End a turn and forget the key when nobody follows."""
        done.set()
        if self._last.get(key) is done:
            del self._last[key]


class Turn:
    """One message's turn."""

    def __init__(self, sequence: Sequence, key: str, before: asyncio.Event | None, done: asyncio.Event) -> None:
        self._sequence, self._key, self._before, self._done = sequence, key, before, done

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Wait for the turn before; end this one on leaving, also by an error."""
        try:
            if self._before is not None:
                await self._before.wait()
            yield
        finally:
            self._sequence.end(self._key, self._done)
