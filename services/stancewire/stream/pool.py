"""Slots that code articles, each in a process of its own. Knows nothing of news."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

import structlog

from stancewire.errors import Reject, Retry, UserError
from stancewire.stream.slot import Cause, Failed, Recipe, Slot
from stancewire_schemas.codes import DeadReason

TRIES: dict[Cause, int] = {"crash": 3, "resource": 3, "timeout": 2, "error": 2}
"""Tries in all, by the cause of the last failure; every try after a death is in a fresh process, alone."""

REASONS: dict[Cause, DeadReason] = {
    "crash": DeadReason.WORKER_CRASH,
    "resource": DeadReason.RESOURCE,
    "timeout": DeadReason.TIMEOUT,
    "error": DeadReason.CODER_ERROR,
}

RESTART_S = 5.0
STOPPING_S = 60.0

log = structlog.get_logger(__name__)


class Pool:
    """A fixed number of slots; `code` waits for a free one. Since a slot has one article, a death names it."""

    def __init__(
        self, slots: int, recipe: Recipe, on_restart: Callable[[str], object] = lambda _cause: None
    ) -> None:
        self._slots = [Slot(recipe) for _ in range(slots)]
        self._free: deque[Slot] = deque()
        self._turn = asyncio.Condition()
        self._is_draining = False
        self._on_restart = on_restart
        self._running: set[asyncio.Task[Any]] = set()

    @property
    def problem(self) -> str | None:
        """Why nothing can be coded now, or None while at least one slot answers."""
        return None if any(slot.is_up for slot in self._slots) else "no coder process is up"

    @property
    def about(self) -> dict[str, Any]:
        """What the coder says of itself; empty before the start."""
        return next((slot.about for slot in self._slots if slot.about), {})

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [slot.pid for slot in self._slots if slot.pid is not None]

    async def start(self) -> None:
        """Load all slots. Raise UserError when the coder cannot be loaded."""
        try:
            await asyncio.gather(*(slot.start() for slot in self._slots))
        except BaseException:
            await self.stop()
            raise
        for slot in self._slots:
            await self._hand_back(slot)

    async def drain(self) -> None:
        """Finish what is in the slots and start nothing more: whoever waits for a slot is sent away."""
        async with self._turn:
            self._is_draining = True
            self._turn.notify_all()

    async def stop(self) -> None:
        """End all processes."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*(slot.stop() for slot in self._slots))

    async def code(self, payload: bytes) -> bytes:
        """Return what the coder makes of the payload; raise Reject when it cannot, after the tries it is given.

        Raise Retry once the pool drains. When the caller is cancelled, the slot finishes what it has, so that no
        process has to be replaced.
        """
        slot = await self._next_slot()
        task = asyncio.create_task(self._work(slot, payload))
        self._running.add(task)
        task.add_done_callback(self._done)
        return await asyncio.shield(task)

    async def _next_slot(self) -> Slot:
        async with self._turn:
            await self._turn.wait_for(lambda: self._free or self._is_draining)
            if self._is_draining:
                raise Retry("the pool is stopping", after_s=STOPPING_S)
            return self._free.popleft()

    async def _hand_back(self, slot: Slot) -> None:
        async with self._turn:
            self._free.append(slot)
            # All, not one: a notified waiter that is cancelled at that moment would take the call with it.
            self._turn.notify_all()

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()

    async def _work(self, slot: Slot, payload: bytes) -> bytes:
        try:
            return await self._tried(slot, payload)
        finally:
            await self._hand_back(slot)

    async def _tried(self, slot: Slot, payload: bytes) -> bytes:
        tries = 0
        while True:
            tries += 1
            await self._mend(slot, None)
            try:
                return await slot.code(payload)
            except Failed as failed:
                log.warning("coder failed", cause=failed.cause, detail=failed.detail, attempt=tries)
                if failed.is_dead:
                    await self._mend(slot, failed.cause)
                if tries >= TRIES[failed.cause]:
                    raise Reject(REASONS[failed.cause], failed.detail, attempts=tries) from None

    async def _mend(self, slot: Slot, cause: Cause | None) -> None:
        if cause is None and slot.is_up:
            return
        while True:
            self._on_restart(cause or "gone")
            try:
                await slot.start()
                break
            except (UserError, OSError) as refused:
                # Nothing is wrong with the article: it waits, and the worker says that it is not ready.
                log.warning("coder not restarted", error=str(refused))
                await asyncio.sleep(RESTART_S)
