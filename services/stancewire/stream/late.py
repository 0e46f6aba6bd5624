"""A stage that is still being made while the worker already joins its group: both take seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from stancewire.core.messages import UNKNOWN_OFFSET, Message, Result, Stage


class LateStage:
    """Passes everything on to the stage once it is made. Nothing is stepped before `loader` has returned."""

    def __init__(self, making: asyncio.Task[Stage]) -> None:
        self._making = making

    def loader(
        self, load: Callable[[Stage, Iterable[int]], Awaitable[int]]
    ) -> Callable[[Iterable[int]], Awaitable[int]]:
        """Return a reader of the memory that waits for the stage first."""

        async def load_when_made(partitions: Iterable[int]) -> int:
            # Shielded: a rebalance cancels the loading, not the making.
            return await load(await asyncio.shield(self._making), partitions)

        return load_when_made

    @property
    def row(self) -> int:
        """What the stage says."""
        return self._making.result().row

    def order_key(self, message: Message) -> str:
        """Return what the stage returns."""
        return self._making.result().order_key(message)

    async def step(self, message: Message) -> Result:
        """Return what the stage returns."""
        return await self._making.result().step(message)

    def remember(self, partition: int, key: bytes, value: bytes | None, offset: int = UNKNOWN_OFFSET) -> None:
        """Tell the stage."""
        self._making.result().remember(partition, key, value, offset)

    def forget(self, partition: int) -> None:
        """Tell the stage; one that is not made has nothing to forget."""
        if self._making.done() and not self._making.cancelled() and self._making.exception() is None:
            self._making.result().forget(partition)
