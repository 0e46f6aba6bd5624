"""Drives one stage over the partitions assigned to this worker. Knows no Kafka client and no news."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import structlog

from stancewire.core.messages import Message, Stage
from stancewire.errors import Halt
from stancewire.settings import Settings
from stancewire.stream.breaker import Breaker
from stancewire.stream.carrier import Carrier
from stancewire.stream.health import Health
from stancewire.stream.lane import Ack, Lane, LaneParts
from stancewire.stream.metrics import Metrics

LoadMemory = Callable[[Iterable[int]], Awaitable[int]]
"""Reads the memory of partitions into the stage; returns the number of records."""

REVOKE_GRACE_S = 2.0
RELOAD_S = 1.0
DRAIN_POLL_S = 0.1

log = structlog.get_logger(__name__)


class Flow(Protocol):
    """The tap of the input."""

    def hold(self, partition: int) -> None:
        """Fetch no more of a partition for now."""
        ...

    def release(self, partition: int) -> None:
        """Fetch again."""
        ...


@dataclass(frozen=True, slots=True)
class RunnerParts:
    """What a runner is made of.

    `halt` is called once with what must stop the worker; `abandon` drops records on their way that belong to
    partitions which are given back.
    """

    stage: Stage
    carrier: Carrier
    settings: Settings
    metrics: Metrics
    health: Health
    load_memory: LoadMemory
    halt: Callable[[BaseException], None]
    abandon: Callable[[], Awaitable[None]]


class Runner:
    """Lanes by partition, opened once their memory is loaded, closed when they are taken away."""

    def __init__(self, parts: RunnerParts) -> None:
        self._parts = parts
        self._lanes: dict[int, Lane] = {}
        self._breakers: dict[int, Breaker] = {}
        self._held: set[int] = set()
        self._epoch = 0
        self._loading: asyncio.Task[None] | None = None
        self._draining = False
        self.flow: Flow | None = None
        # Asked when somebody looks, not noted with every message.
        metrics = parts.metrics
        metrics.in_flight.labels(metrics.stage).set_function(lambda: self.in_flight)
        metrics.waiting.labels(metrics.stage).set_function(lambda: sum(lane.waiting for lane in self._lanes.values()))

    @property
    def partitions(self) -> tuple[int, ...]:
        """The assigned partitions in order."""
        return tuple(sorted(self._lanes))

    @property
    def in_flight(self) -> int:
        """Messages without an acknowledged outcome that were started."""
        return sum(lane.in_flight for lane in self._lanes.values())

    def is_held(self, partition: int) -> bool:
        """Tell whether fetching of a partition is paused by the runner."""
        return partition in self._held

    def assign(self, partitions: Iterable[int]) -> None:
        """Take over partitions under a new epoch; their messages wait until the memory is loaded."""
        self._epoch += 1
        for number in sorted(partitions):
            breaker = self._breakers.setdefault(number, Breaker(self._parts.settings.breaker))
            self._lanes[number] = Lane(number, self._epoch, breaker, self._lane_parts())
        self._parts.metrics.rebalances.labels(self._parts.metrics.stage).inc()
        self._parts.health.fine("assignment")
        self._parts.health.moved()
        log.info("assigned", partitions=list(self.partitions), epoch=self._epoch)
        self._parts.health.bad("memory", "loading")
        self._loading = asyncio.create_task(self._load())

    async def revoke(self) -> None:
        """Give back all partitions: nothing that finishes later counts."""
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.wait({self._loading}, timeout=REVOKE_GRACE_S)
        lanes, self._lanes, self._held = self._lanes, {}, set()
        cut = await asyncio.gather(*(lane.close(REVOKE_GRACE_S) for lane in lanes.values()))
        if any(cut):
            await self._parts.abandon()
        for number in lanes:
            self._parts.stage.forget(number)
            self._parts.health.fine(f"partition {number}")
        self._parts.health.bad("assignment", "no partitions assigned yet")

    def take(self, message: Message, ack: Ack) -> None:
        """Take in one message; never waits, never raises. `ack` is called once its turn in the gate has come."""
        lane = self._lanes.get(message.partition)
        if lane is None or self._draining:
            return
        self._parts.metrics.consumed.labels(self._parts.metrics.stage).inc()
        lane.offer(message, ack)
        self._tap(lane)

    async def drain(self, timeout_s: float) -> bool:
        """Start nothing more and wait for what is in flight, but not for what only waits to be tried again.

        Return whether all was finished.
        """
        self._draining = True
        deadline = time.monotonic() + timeout_s
        for lane in self._lanes.values():
            lane.pause()
        while (tasks := self._tasks()) and time.monotonic() < deadline:
            for lane in self._lanes.values():
                lane.drop_waiting()
            await asyncio.wait(tasks, timeout=min(DRAIN_POLL_S, max(0.0, deadline - time.monotonic())))
        return self.in_flight == 0

    def _tasks(self) -> set[asyncio.Task[None]]:
        return {task for lane in self._lanes.values() for task in lane.tasks}

    async def _load(self) -> None:
        parts, started = self._parts, time.monotonic()
        while True:
            try:
                count = await parts.load_memory(self.partitions)
                break
            except Halt as halt:
                parts.halt(halt)
                return
            except Exception as refused:  # noqa: BLE001  # whatever the client raises, the memory must be whole
                parts.health.bad("memory", f"loading failed: {type(refused).__name__}")
                parts.metrics.retries.labels(parts.metrics.stage, "memory").inc()
                log.warning("memory not loaded, trying again", error=type(refused).__name__)
                for number in self.partitions:
                    parts.stage.forget(number)
                await asyncio.sleep(RELOAD_S)
        self._open(count, time.monotonic() - started)

    def _open(self, count: int, took_s: float) -> None:
        self._parts.metrics.remembered.labels(self._parts.metrics.stage).inc(count)
        self._parts.metrics.loading.labels(self._parts.metrics.stage).set(took_s)
        log.info("memory loaded", records=count, seconds=round(took_s, 3), partitions=list(self.partitions))
        self._parts.health.fine("memory")
        self._parts.health.moved()
        for lane in self._lanes.values():
            reason = self._breakers[lane.partition].reason
            if reason is not None:
                self._tripped(lane.partition, reason)
            elif not self._draining:
                lane.open()
            self._tap(lane)

    def _lane_parts(self) -> LaneParts:
        parts = self._parts
        return LaneParts(
            carrier=parts.carrier,
            stage=parts.stage,
            window=parts.settings.window,
            fail=parts.halt,
            stop=self._tripped,
            changed=self._tap,
        )

    def _tripped(self, partition: int, reason: str) -> None:
        self._parts.health.bad(f"partition {partition}", f"stopped: {reason}")
        log.error("partition stopped", partition=partition, reason=reason)

    def _tap(self, lane: Lane) -> None:
        if self.flow is not None:
            if lane.partition not in self._held and lane.is_full:
                self._held.add(lane.partition)
                self.flow.hold(lane.partition)
            elif lane.partition in self._held and lane.has_room:
                self._held.discard(lane.partition)
                self.flow.release(lane.partition)
