"""One partition under one assignment: its window, its gate, and the messages that wait outside."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import structlog

from stancewire.core.messages import Message, Stage
from stancewire.stream.breaker import Breaker
from stancewire.stream.carrier import Carrier, Stopped
from stancewire.stream.gate import Gate
from stancewire.stream.writer import Flight

Ack = Callable[[], object]

BACKLOG_MESSAGES = 256
BACKLOG_BYTES = 16 * 1_048_576

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LaneParts:
    """What a lane is given.

    `fail` hears of an error that must stop the worker, `stop` of a tripped breaker, `changed` of room made.
    """

    stage: Stage
    carrier: Carrier
    window: int
    fail: Callable[[BaseException], None]
    stop: Callable[[int, str], None]
    changed: Callable[[Lane], None]


class Lane:
    """Takes messages of one partition in offset order; acknowledges them in offset order."""

    def __init__(self, partition: int, epoch: int, breaker: Breaker, parts: LaneParts) -> None:
        self.partition = partition
        self.is_open = False
        self._parts, self._breaker = parts, breaker
        self._gate: Gate[Ack] = Gate(epoch)
        self._queues: dict[str, deque[Message]] = {}
        self._waiting: deque[tuple[Message, Ack]] = deque()
        self._waiting_bytes = 0
        self._flights: dict[asyncio.Task[None], Flight] = {}

    @property
    def in_flight(self) -> int:
        """Messages admitted to the gate."""
        return len(self._gate)

    @property
    def waiting(self) -> int:
        """Messages received and not yet admitted."""
        return len(self._waiting)

    @property
    def is_full(self) -> bool:
        """Whether fetching has to pause."""
        return len(self._waiting) >= BACKLOG_MESSAGES or self._waiting_bytes >= BACKLOG_BYTES

    @property
    def has_room(self) -> bool:
        """Whether fetching may go on: less than half of what makes it pause."""
        return 2 * len(self._waiting) <= BACKLOG_MESSAGES and 2 * self._waiting_bytes <= BACKLOG_BYTES

    @property
    def tasks(self) -> set[asyncio.Task[None]]:
        """What is under way."""
        return set(self._flights)

    def offer(self, message: Message, ack: Ack) -> None:
        """Take a message in; it waits until the lane is open and the window has room."""
        self._waiting.append((message, ack))
        self._waiting_bytes += len(message.value or b"")
        self.pump()

    def open(self) -> None:
        """Start to step: the memory is loaded."""
        self.is_open = True
        self.pump()

    def pause(self) -> None:
        """Start nothing more; what is in flight goes on."""
        self.is_open = False

    def pump(self) -> None:
        """Start what the window has room for."""
        while self.is_open and self._waiting and len(self._gate) < self._parts.window:
            message, ack = self._waiting.popleft()
            self._waiting_bytes -= len(message.value or b"")
            if self._gate.admit(message.offset, ack):
                self._enter(message)

    def drop_waiting(self) -> None:
        """Give up what is between two tries: nobody knows when it could finish."""
        for task, flight in self._flights.items():
            if flight.is_waiting:
                task.cancel()

    async def close(self, grace_s: float) -> bool:
        """End the assignment: what only waits for the broker may finish for a while, the rest is dropped.

        Return whether something was dropped whose records may be on their way.
        """
        self.pause()
        self._waiting.clear()
        self._queues.clear()
        writing = {task for task, flight in self._flights.items() if flight.is_writing}
        for task in self.tasks - writing:
            task.cancel()
        if writing and grace_s > 0:
            await asyncio.wait(writing, timeout=grace_s)
        dropped = self._gate.close()
        is_cut = any(not task.done() for task in writing)
        for task in self.tasks:
            task.cancel()
        if dropped:
            log.info("given back unfinished", partition=self.partition, messages=dropped)
        return is_cut

    def _enter(self, message: Message) -> None:
        key = self._key(message)
        if key in self._queues:
            self._queues[key].append(message)
        else:
            self._queues[key] = deque([message])
            self._start(key)

    def _start(self, key: str) -> None:
        """Start what waits for its key, as many together as the stage takes; nothing when nothing waits."""
        queue = self._queues.get(key)
        if not queue:
            self._queues.pop(key, None)
            return
        count = min(len(queue), self._parts.stage.row)
        flight = Flight(tuple(queue.popleft() for _ in range(count)), self._breaker)
        task = asyncio.create_task(self._parts.carrier.carry(flight, self._settle))
        self._flights[task] = flight
        task.add_done_callback(partial(self._landed, key))

    def _key(self, message: Message) -> str:
        try:
            return self._parts.stage.order_key(message)
        except Exception:  # noqa: BLE001  # the step will name what is wrong with it
            return ""

    def _settle(self, message: Message) -> None:
        for ack in self._gate.settle(message.offset, self._gate.epoch):
            ack()

    def _landed(self, key: str, task: asyncio.Task[None]) -> None:
        self._flights.pop(task, None)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Stopped):
            self._trip(str(error))
        elif error is not None:
            self._parts.fail(error)
        elif task.cancelled():
            # What was to follow it might build on what it did not write.
            self._queues.pop(key, None)
        else:
            self._start(key)
            self.pump()
        self._parts.changed(self)

    def _trip(self, reason: str) -> None:
        self.pause()
        self._queues.clear()
        for task, flight in self._flights.items():
            if not flight.is_writing:
                task.cancel()
        self._parts.stop(self.partition, reason)
