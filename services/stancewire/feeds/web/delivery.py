"""Lets findings come while those before them are delivered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

from stancewire.errors import UserError
from stancewire.feeds.courier import Courier
from stancewire.feeds.findings import Finding
from stancewire.feeds.web.rounds import Put

IN_HAND: Final = 200
"""Findings that may wait for the broker."""


async def deliver_while(search: Callable[[Put], Awaitable[None]], courier: Courier) -> None:
    """Deliver in order what the search puts, as many at a time as have come. Raise what the courier raises."""
    found: asyncio.Queue[Finding | None] = asyncio.Queue(IN_HAND)

    async def until_done() -> None:
        await search(found.put)
        await found.put(None)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(until_done())
            async for batch in _batches(found):
                await asyncio.to_thread(courier.deliver, batch)
    except* UserError as mistakes:
        raise _first(mistakes) from None


async def _batches(found: asyncio.Queue[Finding | None]) -> AsyncIterator[list[Finding]]:
    is_done = False
    while not is_done:
        batch = [await found.get()]
        while not found.empty():
            batch.append(found.get_nowait())
        is_done = batch[-1] is None
        yield [finding for finding in batch if finding is not None]


def _first(mistakes: BaseExceptionGroup[UserError]) -> UserError:
    one = mistakes.exceptions[0]
    return _first(one) if isinstance(one, BaseExceptionGroup) else one
