"""Puts a worker together, runs it until it is told to stop, and takes it apart in the right order."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import structlog
from aiokafka.errors import KafkaError

from stancewire.core.messages import Stage
from stancewire.errors import Unreachable
from stancewire.settings import Settings
from stancewire.stream import logs, memory
from stancewire.stream.admin import demand_topics
from stancewire.stream.carrier import Carrier
from stancewire.stream.connection import out_of_reach
from stancewire.stream.ending import Ending
from stancewire.stream.health import Health
from stancewire.stream.http import HttpServer
from stancewire.stream.journal import Journal
from stancewire.stream.late import LateStage
from stancewire.stream.lease import Lease
from stancewire.stream.made import Helper, MakeStage
from stancewire.stream.metrics import Metrics
from stancewire.stream.offsets import Offsets
from stancewire.stream.producer import NotWritten, Producer
from stancewire.stream.runner import Runner, RunnerParts
from stancewire.stream.tracing import tracer_of
from stancewire.stream.watchdog import Watchdog, end_stuck
from stancewire.stream.writer import Writer
from stancewire.topology import StageRow
from stancewire.variables import unknown
from stancewire_schemas import BY_NAME, CARDS

if TYPE_CHECKING:
    from stancewire.stream.app import App

CLOSE_SHARE = 0.2
"""Share of the drain time that is kept for committing and closing."""

CLOSE_S = 3.0
HEAD_START_S = 0.05
POLL_S = 0.5

log = structlog.get_logger(__name__)


def run_worker(settings: Settings, row: StageRow, make: MakeStage) -> int:
    """Run one stage until a signal or a halt; return the exit code. Raise UserError when it cannot start."""
    logs.configure(settings, stage=row.name)
    for name, meant in unknown(os.environ):
        log.warning("no such setting", variable=name, meant=meant)
    demand_topics(settings, [card for card in CARDS if card.name in _topics_of(row)])
    return asyncio.run(_run(settings, row, make))


async def _run(settings: Settings, row: StageRow, make: MakeStage) -> int:
    # Kafka's clients want to be made where the loop already runs.
    return await Worker(settings, row).run(make)


def _topics_of(row: StageRow) -> set[str]:
    return {row.reads, *row.writes, row.memory, row.rejects}


class Worker:
    """One stage in one process."""

    def __init__(self, settings: Settings, row: StageRow) -> None:
        self._settings, self._row = settings, row
        self._metrics = Metrics(row.name)
        self._health = Health("assignment", "broker", "memory", "pool", "producer")
        self._http = HttpServer((settings.http_bind, settings.http_port), self._health, self._metrics)
        limits = {name: BY_NAME[name].max_message_bytes for name in sorted(_topics_of(row))}
        self._lease = Lease(settings.kafka.session_timeout_s)
        self._producer = Producer(settings, limits, self._lease)
        self._offsets = Offsets(settings, settings.group(row.name), settings.topic(row.reads))
        self._journal = Journal(settings.state_dir, row.name)
        self._tracer = tracer_of(settings, row.name)
        self._helper: Helper | None = None
        self._is_made = False
        self._ending = Ending()

    async def run(self, make: MakeStage) -> int:
        """Return the exit code: 0 after a stop, 1 after a halt, 70 when Faust has died.

        Raise UserError when a part cannot be started.
        """
        self._ending.listen()
        self._journal.start()
        log.info("http", bind=self._settings.http_bind, port=await self._http.start())
        making = asyncio.create_task(self._make(make))
        try:
            return await self._serve(making)
        finally:
            await self._close(making)

    async def _make(self, make: MakeStage) -> Stage:
        made = await make(self._settings, self._metrics)
        self._helper = made.helper
        self._is_made = True
        return made.stage

    async def _serve(self, making: asyncio.Task[Stage]) -> int:
        # Importing Faust takes seconds; a pool that was started before loads its models meanwhile.
        await asyncio.sleep(HEAD_START_S)
        from stancewire.stream.app import build_app  # noqa: PLC0415  # as said above

        with self._reaching():
            await self._producer.start()
            await self._offsets.start()
        runner = self._runner(LateStage(making))
        app = build_app(self._settings, self._row, runner, self._lease)
        self._offsets.seen_end = app.seen_end
        self._offsets.pass_over = app.pass_over
        tasks = [
            asyncio.create_task(self._watchdog().watch(lambda: runner.partitions)),
            asyncio.create_task(self._look_after(app)),
        ]
        try:
            with self._reaching():
                await self._ending.or_done(asyncio.ensure_future(app.start()))
            await self._ending.or_done(making)
            return await self._ending.code()
        finally:
            await self._leave(app, runner)
            for task in tasks:
                task.cancel()

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except (NotWritten, KafkaError, OSError) as refused:
            raise Unreachable(out_of_reach(self._settings, refused)) from None

    def _runner(self, stage: LateStage) -> Runner:
        writer = Writer(self._row, self._settings, self._producer, self._metrics, self._health)
        carrier = Carrier(stage, self._row.name, writer, self._metrics, self._health, self._journal, self._tracer)
        return Runner(
            RunnerParts(
                stage=stage,
                carrier=carrier,
                settings=self._settings,
                metrics=self._metrics,
                health=self._health,
                load_memory=stage.loader(self._load),
                halt=self._ending.halt,
                abandon=self._producer.abandon,
            )
        )

    async def _load(self, stage: Stage, partitions: Iterable[int]) -> int:
        await self._offsets.tell_expired(partitions)
        count, hidden = await memory.load(self._settings, self._row.memory, partitions, stage.remember)
        if hidden:
            log.warning("memory records that came late are replaced", records=len(hidden))
            await self._producer.publish(hidden)
        return count

    def _watchdog(self) -> Watchdog:
        health = self._health
        return Watchdog(self._offsets, health, self._metrics, self._settings.watchdog_s, lambda: end_stuck(health))

    async def _look_after(self, app: App) -> None:
        while True:
            self._tell("producer", self._producer.problem)
            if self._is_made:
                self._tell("pool", None if self._helper is None else self._helper.problem)
            if app.crashed:
                self._ending.died(app.crash_reason)
            await asyncio.sleep(POLL_S)

    def _tell(self, condition: str, problem: str | None) -> None:
        if problem is None:
            self._health.fine(condition)
        else:
            self._health.bad(condition, problem)

    async def _leave(self, app: App, runner: Runner) -> None:
        started = time.monotonic()
        self._health.bad("stopping", "told to stop")
        if self._helper is not None:
            await self._helper.drain()
        is_done = await runner.drain(self._settings.drain_s * (1 - CLOSE_SHARE))
        left_s = self._settings.drain_s - (time.monotonic() - started)
        try:
            await asyncio.wait_for(self._leave_group(app, runner), max(1.0, left_s))
        except TimeoutError:
            log.warning("Faust did not stop in time; nothing more is committed")
        log.info("stopped", drained=is_done, seconds=round(time.monotonic() - started, 2))

    async def _leave_group(self, app: App, runner: Runner) -> None:
        with suppress(Exception):
            await app.consumer.commit()
        await runner.revoke()
        await app.stop()

    async def _close(self, making: asyncio.Task[Stage]) -> None:
        making.cancel()
        await asyncio.wait({making})
        self._journal.stop()
        closings = [self._offsets.stop(), self._producer.stop(), self._http.stop()]
        closings.append(asyncio.to_thread(self._tracer.stop))
        if self._helper is not None:
            closings.append(self._helper.stop())
        for closing in closings:
            with suppress(Exception):
                await asyncio.wait_for(closing, CLOSE_S)
