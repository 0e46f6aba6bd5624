"""Gets records acknowledged, however long it takes; a message that can have none gets a dead letter."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

import structlog

from stancewire.core.messages import Message, Outgoing
from stancewire.errors import Reject
from stancewire.settings import Settings
from stancewire.stream.breaker import Breaker
from stancewire.stream.dead_letter import letter
from stancewire.stream.health import Health
from stancewire.stream.metrics import Metrics
from stancewire.stream.producer import NotWritten, Publisher, TooLarge
from stancewire.stream.trail import follow_all
from stancewire.topology import StageRow
from stancewire_schemas import BY_NAME

LONGEST_WAIT_S: Final = {"step": 30.0, "produce": 5.0}
"""By cause: a broker that is back after a long absence must be used soon."""

PATIENCE = 3
"""Tries again after which the worker says that it is not ready."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Flight:
    """Messages of one key and one partition on their way together, in offset order.

    `is_writing` once their outcomes are decided and only the broker is waited for; `is_waiting` between two tries.
    """

    messages: tuple[Message, ...]
    breaker: Breaker
    is_writing: bool = False
    is_waiting: bool = False


class Writer:
    """Tries again until the broker has what it is given; meanwhile the worker says why it stands still."""

    def __init__(
        self, row: StageRow, settings: Settings, publisher: Publisher, metrics: Metrics, health: Health
    ) -> None:
        self._row, self._settings = row, settings
        self._publisher, self._metrics, self._health = publisher, metrics, health

    def check(self, batch: Sequence[Outgoing]) -> None:
        """Raise TooLarge when a record is larger than its topic's contract takes."""
        self._publisher.check(batch)

    async def insist(self, flight: Flight, message: Message, batch: Sequence[Outgoing]) -> None:
        """Return once all records are acknowledged; raise TooLarge. The message stands for what waits."""
        tries = 0
        while True:
            try:
                await self._publisher.publish(batch)
                break
            except NotWritten as refused:
                tries += 1
                await self.wait(flight, message, "produce", f"output not written: {refused}", tries, 0.2)
        for record in batch:
            self._metrics.wrote(record)

    async def bury(self, flight: Flight, message: Message, reject: Reject, trace: bytes | None) -> None:
        """Return once the message's dead letter is acknowledged; hold for ever where not even that can be."""
        limit = BY_NAME[self._row.rejects].max_message_bytes
        full_topic = self._settings.topic(message.topic)
        for bound in (limit, 0):
            dead = letter(message, self._row.name, reject, full_topic=full_topic, limit=bound)
            try:
                await self.insist(flight, message, follow_all(message, [dead], trace))
                break
            except TooLarge:
                log.warning("dead letter too large", bound=bound)
        else:
            await self._hold_for_ever(message)
        self._metrics.dead.labels(self._row.name, reject.reason.value).inc()
        log.info("dead letter", reason=reject.reason.value, attempts=reject.attempts)

    async def wait(  # noqa: PLR0913, PLR0917  # what is told of a try that failed
        self, flight: Flight, message: Message, cause: str, reason: str, tries: int, first_s: float
    ) -> None:
        """Wait before the next try, longer each time; where it lasts, say that the worker is not ready."""
        self._metrics.retries.labels(self._row.name, cause).inc()
        is_held = cause == "produce" or tries >= PATIENCE
        is_first = is_held and self._health.hold((message.partition, message.offset), reason)
        if is_first and (tries in {1, PATIENCE} or tries % 10 == 0):
            log.warning("trying again", cause=cause, reason=reason, tries=tries)
        wait_s = min(LONGEST_WAIT_S[cause], first_s * 2 ** min(tries - 1, 10))
        flight.is_waiting = True
        await asyncio.sleep(wait_s * random.uniform(0.8, 1.2))  # noqa: S311  # spreads tries, guards nothing
        flight.is_waiting = False

    def free(self, message: Message) -> None:
        """Say no longer that a message waits."""
        self._health.free((message.partition, message.offset))

    async def _hold_for_ever(self, message: Message) -> NoReturn:
        self._health.hold((message.partition, message.offset), "not even the shortest dead letter can be written")
        log.error("dead letter refused, offset held")
        await asyncio.Event().wait()
        raise AssertionError  # an event that nobody sets
