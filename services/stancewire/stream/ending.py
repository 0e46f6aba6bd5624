"""When a worker ends, and with which exit code."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any

import structlog

from stancewire.errors import Halt
from stancewire.stream.watchdog import STUCK

HALTED = 1

log = structlog.get_logger(__name__)


class Ending:
    """The first reason to end counts; a signal after it ends the process at once. Made where the loop runs."""

    def __init__(self) -> None:
        self._code: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def listen(self) -> None:
        """End with 0 after SIGTERM or SIGINT."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._asked_to_stop, number)

    def halt(self, error: BaseException) -> None:
        """End with 1 for what a person has to mend, else with 70."""
        known = isinstance(error, Halt)
        log.critical(
            "halted", reason=str(error) if known else type(error).__name__, exc_info=None if known else error
        )
        self._end(HALTED if known else STUCK)

    def died(self, reason: BaseException | None) -> None:
        """End with 70, since Faust has died."""
        if not self._code.done():
            log.critical("Faust has died", reason=type(reason).__name__)
        self._end(STUCK)

    async def code(self) -> int:
        """Return the exit code when it is time to end."""
        return await self._code

    async def or_done(self, work: asyncio.Future[Any]) -> None:
        """Return when the work is done or it is time to end; raise what the work raised."""
        waited: set[asyncio.Future[Any]] = {work, self._code}
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()

    def _asked_to_stop(self, number: signal.Signals) -> None:
        if self._code.done():
            log.warning("stopped at once", signal=number.name)
            os._exit(128 + number)
        log.info("stopping", signal=number.name)
        self._end(0)

    def _end(self, code: int) -> None:
        if not self._code.done():
            self._code.set_result(code)
