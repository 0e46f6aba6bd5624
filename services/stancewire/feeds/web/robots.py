"""What a host lets a robot fetch: robots.txt as RFC 9309 reads it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from protego import Protego
from yarl import URL

from stancewire.feeds.web.addresses import Refused
from stancewire.feeds.web.answers import Busy, FetchFailed
from stancewire.feeds.why import Why

ROBOT: Final = "stancewire"
"""The name that a robots.txt may speak to."""
LARGEST_ROBOTS: Final = 512_000
LONGEST_PAUSE_S: Final = 300.0
_GOOD_FOR_S: Final = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Rules:
    """One host's rules; None says that it has none. A rule holds for a day."""

    parsed: Protego | None
    until: float

    def pause_s(self) -> float:
        """Return the pause between two requests that the host asks for, 0 where it asks for none."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(ROBOT)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.parsed.crawl_delay(ROBOT) or 0.0, by_rate)

    def check(self, url: URL) -> None:
        """Raise Refused where the host asks robots to stay away from the URL, or for a pause past all patience."""
        if self.parsed is not None and not self.parsed.can_fetch(str(url), ROBOT):
            raise Refused("robots.txt forbids it", Why.ROBOTS)
        if self.pause_s() > LONGEST_PAUSE_S:
            raise Refused(f"robots.txt asks for {self.pause_s():.0f} s between two requests", Why.ROBOTS)


class Robots:
    """The rules of all hosts, each fetched when first needed. `fetch` brings a document, redirects followed."""

    def __init__(self, fetch: Callable[[URL], Awaitable[bytes]]) -> None:
        self._fetch = fetch
        self._known: dict[str, Rules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def rules(self, url: URL) -> Rules:
        """Return the rules for a URL. Raise Busy where they cannot be read now, for then nothing is allowed.

        Raise Refused where the host itself may not be asked.
        """
        origin = str(url.origin())
        async with self._locks.setdefault(origin, asyncio.Lock()):
            now = asyncio.get_running_loop().time()
            known = self._known.get(origin)
            if known is None or known.until < now:
                known = self._known[origin] = Rules(await self._read(url), now + _GOOD_FOR_S)
            return known

    async def _read(self, url: URL) -> Protego | None:
        try:
            body = await self._fetch(url.origin() / "robots.txt")
        except FetchFailed as failed:
            if failed.is_lasting:
                # The host has no such file, or none that robots may see: RFC 9309 2.3.1.3.
                return None
            wait_s = failed.wait_s if isinstance(failed, Busy) else None
            raise Busy(f"robots.txt: {failed}", failed.why, wait_s=wait_s) from None
        return Protego.parse(body.decode("utf-8", "replace"))
