"""Carries messages from their steps to outcomes that the broker has acknowledged."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import structlog
from structlog.contextvars import bound_contextvars

from stancewire.core.messages import Message, Outcome, Stage
from stancewire.errors import Halt, Reject, Retry
from stancewire.stream.health import Health
from stancewire.stream.journal import Journal
from stancewire.stream.leg import Leg, Stepped, stepped, where
from stancewire.stream.metrics import Metrics
from stancewire.stream.producer import TooLarge
from stancewire.stream.tracing import NoTracing, Tracer
from stancewire.stream.trail import origin_ms
from stancewire.stream.writer import Flight, Writer
from stancewire_schemas.codes import DeadReason

TRIES = 2
"""How often a step that fails for an unknown reason is tried before its message is given up."""

ROW_BYTES = 1_048_576
"""What is written together at most, but for a single message: a slow broker must take it before the deadline."""

NO_TRACING = NoTracing()

log = structlog.get_logger(__name__)

Settle = Callable[[Message], object]


class Stopped(Exception):
    """The breaker of the partition has tripped: the message stays where it is."""


class Carrier:
    """Steps messages and writes what came of them, for as long as it takes: records first, then the memory.

    The memory of a message that flies alone is remembered once the broker has it. Of messages in a row each is
    remembered at once, so that the next is stepped upon it, and all are written together, in order, and tried again
    together. Where that is given up, the partition is, and with it all that the stage remembers of it.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # the parts of a worker meet here
        self,
        stage: Stage,
        name: str,
        writer: Writer,
        metrics: Metrics,
        health: Health,
        journal: Journal,
        tracer: Tracer = NO_TRACING,
    ) -> None:
        self._stage, self._name, self._writer, self._journal = stage, name, writer, journal
        self._metrics, self._health, self._tracer = metrics, health, tracer

    async def carry(self, flight: Flight, settle: Settle) -> None:
        """Call `settle` for each message, in order, once its outcome is acknowledged.

        Raise Stopped, Halt or CancelledError: what is not settled then has no outcome, and a repeat makes the same
        records again.
        """
        try:
            if len(flight.messages) == 1:
                await self._alone(flight, flight.messages[0], settle)
            else:
                await self._in_a_row(flight, settle)
        finally:
            for message in flight.messages:
                self._writer.free(message)

    async def _alone(self, flight: Flight, message: Message, settle: Settle) -> None:
        with self._about(message) as leg:
            made = await self._step(flight, leg)
            flight.is_writing = True
            if isinstance(made, Stepped):
                try:
                    await self._write(flight, [made])
                except TooLarge as refused:
                    made = Reject(DeadReason.OUTPUT_TOO_LARGE, str(refused))
                else:
                    self._remember(made)
                    self._done(flight, made, settle)
            if isinstance(made, Reject):
                await self._give_up(flight, leg, made, settle)

    async def _in_a_row(self, flight: Flight, settle: Settle) -> None:
        row: list[Stepped] = []
        for message in flight.messages:
            with self._about(message) as leg:
                made = await self._ahead(flight, leg)
                if isinstance(made, Stepped):
                    row.append(made)
                if isinstance(made, Reject) or sum(one.size for one in row) > ROW_BYTES:
                    await self._write_row(flight, row, settle)
                    row = []
                if isinstance(made, Reject):
                    await self._give_up(flight, leg, made, settle)
        await self._write_row(flight, row, settle)

    async def _ahead(self, flight: Flight, leg: Leg) -> Stepped | Reject:
        """Step a message and remember what it made before the broker has it."""
        made = await self._step(flight, leg)
        if isinstance(made, Stepped):
            try:
                self._writer.check([*made.records, *made.memory])
            except TooLarge as refused:
                return Reject(DeadReason.OUTPUT_TOO_LARGE, str(refused))
            self._remember(made)
        return made

    async def _write_row(self, flight: Flight, row: Sequence[Stepped], settle: Settle) -> None:
        if not row:
            return
        flight.is_writing = True
        with bound_contextvars(**where(row[0].leg)):
            try:
                await self._write(flight, row)
            except TooLarge as refused:
                # The stage remembers what can never be written: only a new start, from the topic, forgets it.
                raise Halt(f"{refused}, which its contract allows; run: stancewire topics check") from None
        flight.is_writing = False
        for made in row:
            self._done(flight, made, settle)

    async def _step(self, flight: Flight, leg: Leg) -> Stepped | Reject:
        failures, tries = 0, 0
        while True:
            try:
                async with self._journal.watch(leg.message):
                    return stepped(leg, await self._stage.step(leg.message))
            except Reject as reject:
                return reject
            except Retry as later:
                tries += 1
                await self._writer.wait(flight, leg.message, "step", str(later), tries, later.after_s)
            except Halt:
                raise
            except Exception as defect:  # noqa: BLE001  # an unknown error must cost one message only
                failures += 1
                log.warning("step failed", error=type(defect).__name__, attempt=failures)
                if failures == TRIES:
                    return Reject(DeadReason.CODER_ERROR, _place_of(defect), attempts=failures)

    async def _write(self, flight: Flight, row: Sequence[Stepped]) -> None:
        first = row[0].leg.message
        await self._writer.insist(flight, first, [record for made in row for record in made.records])
        await self._writer.insist(flight, first, [record for made in row for record in made.memory])

    def _remember(self, made: Stepped) -> None:
        message = made.leg.message
        for record in made.memory:
            self._stage.remember(message.partition, record.key, record.value, message.offset)

    async def _give_up(self, flight: Flight, leg: Leg, reject: Reject, settle: Settle) -> None:
        if not flight.breaker.allows_dead():
            raise Stopped(flight.breaker.reason)
        flight.is_writing = True
        await self._writer.bury(flight, leg.message, reject, leg.trace)
        self._count(leg, Outcome.DEAD)
        settle(leg.message)

    def _done(self, flight: Flight, made: Stepped, settle: Settle) -> None:
        flight.breaker.note_good()
        self._count(made.leg, made.outcome)
        settle(made.leg.message)

    def _count(self, leg: Leg, outcome: Outcome) -> None:
        self._health.moved()
        self._metrics.outcomes.labels(self._name, outcome.value).inc()
        self._metrics.duration.labels(self._name).observe(time.monotonic() - leg.started)
        origin = origin_ms(leg.message)
        if origin is not None:
            self._metrics.latency.labels(self._name).observe(max(0.0, time.time() - origin / 1000))

    @contextmanager
    def _about(self, message: Message) -> Iterator[Leg]:
        """Tie spans and log lines to a message."""
        with self._tracer.step(message) as trace:
            leg = Leg(message, trace, time.monotonic())
            with bound_contextvars(**where(leg)):
                yield leg


def _place_of(defect: Exception) -> str:
    # The text of an unknown exception may hold words of the article; its type and place do not.
    frame = defect.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" in {frame.tb_frame.f_code.co_qualname}:{frame.tb_lineno}" if frame is not None else ""
    return type(defect).__name__ + where
