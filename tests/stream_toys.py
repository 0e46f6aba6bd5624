"""A stage and a publisher without Kafka, for the tests of the runner."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stancewire.core.messages import UNKNOWN_OFFSET, Message, Outcome, Outgoing, Result
from stancewire.errors import Halt, Reject, Retry
from stancewire.settings import Settings
from stancewire.stream.carrier import Carrier
from stancewire.stream.health import Health
from stancewire.stream.journal import Journal
from stancewire.stream.metrics import Metrics
from stancewire.stream.runner import Runner, RunnerParts
from stancewire.stream.writer import Writer
from stancewire.topology import INGEST
from stancewire_schemas.codes import DeadReason

STILL_S = 0.05


class ToyStage:
    """Does what the value says; a value `wait:x` finishes when the test opens the door x."""

    def __init__(self) -> None:
        self.doors: dict[str, asyncio.Event] = {}
        self.steps: list[int] = []
        self.remembered: list[tuple[int, bytes, bytes | None]] = []
        self.forgotten: list[int] = []
        self.tries = 0
        self.row = 1

    def order_key(self, message: Message) -> str:
        return (message.key or b"").decode()

    async def step(self, message: Message) -> Result:
        self.steps.append(message.offset)
        what, _, name = (message.value or b"").decode().partition(":")
        match what:
            case "wait":
                await self.doors.setdefault(name, asyncio.Event()).wait()
            case "reject":
                raise Reject(DeadReason.BAD_JSON, "told to")
            case "boom":
                raise ZeroDivisionError("words of the article")
            case "halt":
                raise Halt("told to")
            case "retry":
                self.tries += 1
                if self.tries < int(name):
                    raise Retry("not yet", after_s=0.001)
        record = Outgoing("article.accepted.v1", message.key or b"", b"record %d" % message.offset)
        memory = Outgoing("article.index.v1", message.key or b"", b"memory %d" % message.offset)
        return Result(Outcome.COMPLETED, (record,), (memory,))

    def remember(self, partition: int, key: bytes, value: bytes | None, _offset: int = UNKNOWN_OFFSET) -> None:
        self.remembered.append((partition, key, value))

    def forget(self, partition: int) -> None:
        self.forgotten.append(partition)

    def open(self, name: str) -> None:
        self.doors.setdefault(name, asyncio.Event()).set()


class ToyPublisher:
    """Keeps what is sent; `refuse` may raise instead, `check` before anything is sent."""

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        self.batches: list[int] = []
        self.refuse: Callable[[Sequence[Outgoing]], None] = lambda _batch: None
        self.check: Callable[[Sequence[Outgoing]], None] = lambda _batch: None

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        await asyncio.sleep(0)
        self.refuse(batch)
        self.sent += batch
        self.batches.append(len(batch))

    def values(self, topic: str) -> list[bytes | None]:
        return [record.value for record in self.sent if record.topic == topic]


class ToyFlow:
    """Notes what is held."""

    def __init__(self) -> None:
        self.held: set[int] = set()

    def hold(self, partition: int) -> None:
        self.held.add(partition)

    def release(self, partition: int) -> None:
        self.held.discard(partition)


@dataclass
class Bench:
    """A runner with toys around it."""

    settings: Settings = field(default_factory=Settings)
    stage: ToyStage = field(default_factory=ToyStage)
    publisher: ToyPublisher = field(default_factory=ToyPublisher)
    flow: ToyFlow = field(default_factory=ToyFlow)
    metrics: Metrics = field(default_factory=lambda: Metrics("ingest"))
    health: Health = field(default_factory=lambda: Health("assignment", "memory"))
    acked: list[tuple[int, int]] = field(default_factory=list)
    halts: list[BaseException] = field(default_factory=list)
    journal: Journal = field(default_factory=lambda: Journal(Path(os.devnull), "ingest"))
    abandoned: int = 0
    memory_problem: Exception | None = None
    loaded: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        writer = Writer(INGEST, self.settings, self.publisher, self.metrics, self.health)
        carrier = Carrier(self.stage, INGEST.name, writer, self.metrics, self.health, self.journal)
        parts = RunnerParts(
            stage=self.stage,
            carrier=carrier,
            settings=self.settings,
            metrics=self.metrics,
            health=self.health,
            load_memory=self.load_memory,
            halt=self.halts.append,
            abandon=self.abandon,
        )
        self.runner = Runner(parts)
        self.runner.flow = self.flow

    async def abandon(self) -> None:
        self.abandoned += 1

    async def load_memory(self, partitions: Iterable[int]) -> int:
        self.loaded.append(list(partitions))
        if self.memory_problem is not None:
            problem, self.memory_problem = self.memory_problem, None
            raise problem
        return 0

    def feed(self, *values: str, start: int = 0, partition: int = 0, key: str | None = None) -> None:
        for offset, value in enumerate(values, start):
            name = key if key is not None else f"k{offset}"
            message = Message("article.raw.v1", partition, offset, name.encode(), value.encode())
            self.runner.take(message, lambda place=(partition, offset): self.acked.append(place))  # type: ignore[misc]  # a default argument binds the loop's value

    def offsets(self) -> list[int]:
        return [offset for _, offset in self.acked]

    def sample(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(f"stancewire_{name}", {"stage": "ingest"} | labels) or 0.0


async def settle() -> None:
    """Let what can go on go on."""
    await asyncio.sleep(STILL_S)


async def until(what: Callable[[], object], within_s: float = 10) -> None:
    """Let things go on until something holds; fail when it does not in time."""
    async with asyncio.timeout(within_s):
        while not what():  # noqa: ASYNC110  # any condition, of which nobody tells
            await asyncio.sleep(STILL_S)
