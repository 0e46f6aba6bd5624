"""Rounds until told to stop: the client, the clock and the signals around them."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from stancewire.feeds.courier import Courier
from stancewire.feeds.state import FeedState
from stancewire.feeds.web.addresses import AddressGuard
from stancewire.feeds.web.delivery import deliver_while
from stancewire.feeds.web.fetch import Fetcher, Manners
from stancewire.feeds.web.rounds import Put
from stancewire.feeds.web.visits import Visitor

Search = Callable[[Visitor, Put], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Schedule:
    """When to look: once, or every so many seconds from the start of a round; and at a known page how often."""

    every_s: float | None
    recheck_s: float


@dataclass(frozen=True, slots=True)
class Rounds:
    """Rounds of one search over the web."""

    manners: Manners
    guard: AddressGuard
    schedule: Schedule
    state: FeedState
    received: Callable[[int], None] = lambda _: None

    async def run(self, search: Search, courier: Courier, ended: Callable[[], None]) -> None:
        """Search as scheduled, and tell the end of each round; raise what the courier raises.

        SIGTERM cancels it, as Ctrl-C does. Nothing is left half done: what was delivered is remembered.
        """
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        if task is not None:
            loop.add_signal_handler(signal.SIGTERM, task.cancel)
        async with Fetcher(self.manners, self.guard, self.received) as fetcher:
            visitor = Visitor(fetcher, self.state, self.schedule.recheck_s)
            while True:
                begun = loop.time()
                await deliver_while(lambda put: search(visitor, put), courier)
                ended()
                if self.schedule.every_s is None:
                    return
                await asyncio.sleep(max(0.0, begun + self.schedule.every_s - loop.time()))
