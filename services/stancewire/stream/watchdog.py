"""Measures the lag, and ends a worker that stands still without a reason."""

from __future__ import annotations

import asyncio
import faulthandler
import os
import sys
from collections.abc import Callable
from typing import NoReturn, Protocol

import structlog

from stancewire.stream.health import Health
from stancewire.stream.metrics import Metrics

PROBE_S = 2.0
PROBE_LIMIT_S = 10.0
STUCK = 70
"""Exit code for a worker that found itself stuck; whatever supervises it starts it again."""

log = structlog.get_logger(__name__)


class Lag(Protocol):
    """Where the lag is asked."""

    async def lag(self, partitions: tuple[int, ...]) -> dict[int, int]:
        """Return messages behind, by partition."""
        ...


class Watchdog:
    """Asks for the lag every few seconds; calls `bite` when there is lag and nothing moves for too long.

    A worker that holds for a reason it shows (output refused, partition stopped, memory not loaded) is not
    stuck: starting it again would help nothing.
    """

    def __init__(
        self, offsets: Lag, health: Health, metrics: Metrics, still_s: float, bite: Callable[[], object]
    ) -> None:
        self._offsets, self._health, self._metrics = offsets, health, metrics
        self._still_s, self._bite = still_s, bite
        self._shown: set[int] = set()

    async def watch(self, partitions: Callable[[], tuple[int, ...]]) -> NoReturn:
        """Go on for ever."""
        while True:
            await self.look(partitions())
            await asyncio.sleep(PROBE_S)

    async def look(self, partitions: tuple[int, ...]) -> None:
        """Ask once. An unanswered question is a reason not to be ready, never an error."""
        try:
            lag = await asyncio.wait_for(self._offsets.lag(partitions), PROBE_LIMIT_S)
        except Exception as refused:  # noqa: BLE001  # whatever the client raises, the broker did not answer
            self._health.bad("broker", f"no answer: {type(refused).__name__}")
            return
        self._health.fine("broker")
        self._show(lag)
        if sum(lag.values()) == 0:
            self._health.moved()
        elif self._health.still_s > self._still_s and not self._health.reasons():
            self._bite()

    def _show(self, lag: dict[int, int]) -> None:
        stage = self._metrics.stage
        for gone in self._shown - lag.keys():
            self._metrics.lag.remove(stage, str(gone))
        self._shown = set(lag)
        for partition, messages in lag.items():
            self._metrics.lag.labels(stage, str(partition)).set(messages)


def end_stuck(health: Health) -> None:
    """Write every thread's stack to stderr and end the process at once: like kill -9 it commits nothing."""
    log.critical("stuck: lag without progress", seconds=round(health.still_s))
    faulthandler.dump_traceback(file=sys.stderr, all_threads=True)
    for task in asyncio.all_tasks():
        task.print_stack(file=sys.stderr)
    sys.stderr.flush()
    os._exit(STUCK)
