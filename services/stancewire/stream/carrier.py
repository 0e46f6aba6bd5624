"""Carries one message from its step to an outcome that the broker has acknowledged."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

import structlog
from structlog.contextvars import bound_contextvars

from stancewire.core.messages import Message, Outcome, Outgoing, Result, Stage
from stancewire.errors import Halt, Reject, Retry
from stancewire.settings import Settings
from stancewire.stream.breaker import Breaker
from stancewire.stream.dead_letter import letter
from stancewire.stream.health import Health
from stancewire.stream.journal import Journal
from stancewire.stream.metrics import Metrics
from stancewire.stream.producer import NotWritten, Publisher, TooLarge
from stancewire.stream.tracing import NoTracing, Tracer
from stancewire.stream.trail import beside, follow, origin_ms, trace_of
from stancewire.topology import StageRow
from stancewire_schemas import BY_NAME
from stancewire_schemas.codes import DeadReason

TRIES = 2
"""How often a step that fails for an unknown reason is tried before its message is given up."""

LONGEST_WAIT_S: Final = {"step": 30.0, "produce": 5.0}
"""By cause: a broker that is back after a long absence must be used soon."""

PATIENCE = 3
"""Tries again after which the worker says that it is not ready."""

NO_TRACING = NoTracing()

log = structlog.get_logger(__name__)


class Stopped(Exception):
    """The breaker of the partition has tripped: the message stays where it is."""


@dataclass(slots=True)
class Flight:
    """A message on its way.

    `is_writing` once its outcome is decided and only the broker is waited for; `is_waiting` between two tries.
    """

    message: Message
    breaker: Breaker
    is_writing: bool = False
    is_waiting: bool = False
    trace: bytes | None = None


class Carrier:
    """Steps a message and writes what came of it, for as long as it takes.

    `carry` returns only when every record is acknowledged: records first, then the memory, then the stage is
    told what it now remembers. It raises Stopped, Halt or CancelledError, and nothing has its outcome then.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # the parts of a worker meet here
        self,
        stage: Stage,
        row: StageRow,
        settings: Settings,
        publisher: Publisher,
        metrics: Metrics,
        health: Health,
        journal: Journal,
        tracer: Tracer = NO_TRACING,
    ) -> None:
        self._stage, self._row, self._settings, self._journal = stage, row, settings, journal
        self._publisher, self._metrics, self._health = publisher, metrics, health
        self._tracer = tracer

    async def carry(self, flight: Flight) -> Outcome:
        """Return the outcome once it is acknowledged. A repeat makes the same records again."""
        message = flight.message
        with self._tracer.step(message) as flight.trace, bound_contextvars(**_where(message, flight.trace)):
            return await self._carry(flight)

    async def _carry(self, flight: Flight) -> Outcome:
        started, key = time.monotonic(), (flight.message.partition, flight.message.offset)
        try:
            decided = await self._decide(flight)
            flight.is_writing = True
            outcome = await self._write(flight, decided)
        finally:
            self._health.free(key)
        self._count(flight.message, outcome, time.monotonic() - started)
        return outcome

    async def _decide(self, flight: Flight) -> Result | Reject:
        message, failures, tries = flight.message, 0, 0
        while True:
            try:
                async with self._journal.watch(message):
                    return await self._stage.step(message)
            except Reject as reject:
                return reject
            except Retry as later:
                tries += 1
                await self._wait(flight, "step", str(later), tries, later.after_s)
            except Halt:
                raise
            except Exception as defect:  # noqa: BLE001  # an unknown error must cost one message only
                failures += 1
                log.warning("step failed", error=type(defect).__name__, attempt=failures)
                if failures == TRIES:
                    return Reject(DeadReason.CODER_ERROR, _place_of(defect), attempts=failures)

    async def _write(self, flight: Flight, decided: Result | Reject) -> Outcome:
        if isinstance(decided, Result):
            try:
                await self._write_result(flight, decided)
            except TooLarge as refused:
                decided = Reject(DeadReason.OUTPUT_TOO_LARGE, str(refused))
            else:
                flight.breaker.note_good()
                return decided.outcome
        if not flight.breaker.allows_dead():
            raise Stopped(flight.breaker.reason)
        await self._bury(flight, decided)
        return Outcome.DEAD

    async def _write_result(self, flight: Flight, result: Result) -> None:
        message = flight.message
        memory = tuple(beside(message, record) for record in result.memory)
        await self._insist(flight, [follow(message, record, flight.trace) for record in result.records])
        await self._insist(flight, [follow(message, record, flight.trace) for record in memory])
        for record in memory:
            self._stage.remember(message.partition, record.key, record.value, message.offset)

    async def _bury(self, flight: Flight, reject: Reject) -> None:
        message = flight.message
        limit = BY_NAME[self._row.rejects].max_message_bytes
        full_topic = self._settings.topic(message.topic)
        for bound in (limit, 0):
            dead = letter(message, self._row.name, reject, full_topic=full_topic, limit=bound)
            try:
                await self._insist(flight, [follow(message, dead, flight.trace)])
                break
            except TooLarge:
                log.warning("dead letter too large", bound=bound)
        else:
            await self._hold_for_ever(message)
        self._metrics.dead.labels(self._row.name, reject.reason.value).inc()
        log.info("dead letter", reason=reject.reason.value, attempts=reject.attempts)

    async def _insist(self, flight: Flight, batch: Sequence[Outgoing]) -> None:
        tries = 0
        while True:
            try:
                await self._publisher.publish(batch)
                break
            except NotWritten as refused:
                tries += 1
                await self._wait(flight, "produce", f"output not written: {refused}", tries, 0.2)
        for record in batch:
            self._metrics.wrote(record)

    async def _wait(self, flight: Flight, cause: str, reason: str, tries: int, first_s: float) -> None:
        message = flight.message
        self._metrics.retries.labels(self._row.name, cause).inc()
        is_held = cause == "produce" or tries >= PATIENCE
        is_first = is_held and self._health.hold((message.partition, message.offset), reason)
        if is_first and (tries in {1, PATIENCE} or tries % 10 == 0):
            log.warning("trying again", cause=cause, reason=reason, tries=tries)
        wait_s = min(LONGEST_WAIT_S[cause], first_s * 2 ** min(tries - 1, 10))
        flight.is_waiting = True
        await asyncio.sleep(wait_s * random.uniform(0.8, 1.2))  # noqa: S311  # spreads tries, guards nothing
        flight.is_waiting = False

    async def _hold_for_ever(self, message: Message) -> NoReturn:
        self._health.hold((message.partition, message.offset), "not even the shortest dead letter can be written")
        log.error("dead letter refused, offset held")
        await asyncio.Event().wait()
        raise AssertionError  # an event that nobody sets

    def _count(self, message: Message, outcome: Outcome, duration_s: float) -> None:
        self._health.moved()
        self._metrics.outcomes.labels(self._row.name, outcome.value).inc()
        self._metrics.duration.labels(self._row.name).observe(duration_s)
        origin = origin_ms(message)
        if origin is not None:
            self._metrics.latency.labels(self._row.name).observe(max(0.0, time.time() - origin / 1000))


def _where(message: Message, trace: bytes | None) -> dict[str, int | str]:
    """Return what stands in every log line about a message; the trace by its id alone."""
    place: dict[str, int | str] = {"topic": message.topic, "partition": message.partition, "offset": message.offset}
    known = trace or trace_of(message)
    return place if known is None else place | {"trace": known.decode().split("-")[1]}


def _place_of(defect: Exception) -> str:
    # The text of an unknown exception may hold words of the article; its type and place do not.
    frame = defect.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" in {frame.tb_frame.f_code.co_qualname}:{frame.tb_lineno}" if frame is not None else ""
    return type(defect).__name__ + where
