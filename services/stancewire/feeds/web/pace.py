"""How often a host is asked: one request at a time, and a pause between two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0


class HostPace:
    """Gives each host its turns, in the order asked; at most `at_once` hosts are asked at one time."""

    def __init__(self, pause_s: float, at_once: int) -> None:
        self._pause_s = pause_s
        self._lanes: dict[str, _Lane] = {}
        self._slots = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def turn(self, host: str, pause_s: float = 0.0) -> AsyncIterator[None]:
        """Wait for the host's turn and hold it; the next begins no sooner than the longer pause after its end."""
        lane = self._lanes.setdefault(host, _Lane())
        async with lane.lock:
            await self._until_free(lane)
            async with self._slots:
                try:
                    yield
                finally:
                    self.hold(host, max(pause_s, self._pause_s))

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for so long from now; a longer hold stays."""
        lane = self._lanes.setdefault(host, _Lane())
        lane.free_at = max(lane.free_at, asyncio.get_running_loop().time() + seconds)

    def wait_of(self, host: str) -> float:
        """Return the seconds until the host may be asked again."""
        lane = self._lanes.get(host)
        return max(0.0, lane.free_at - asyncio.get_running_loop().time()) if lane else 0.0

    async def _until_free(self, lane: _Lane) -> None:
        # A hold may grow while it is waited for.
        while (left := lane.free_at - asyncio.get_running_loop().time()) > 0:  # noqa: ASYNC110  # no event tells time
            await asyncio.sleep(left)
