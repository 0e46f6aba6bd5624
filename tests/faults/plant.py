"""All three stages as processes that a fault may hit, and the supervisor that starts them again."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
from faults.feed import Raw
from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError
from kafka_workers import Cluster, Worker, wait_until

from stancewire.topology import STAGES

TESTS = Path(__file__).resolve().parents[1]
PROGRAM = (sys.executable, "-m", "faults.toy_worker")
SETTLE_S = 150.0
ASKED_TIMES = 3


class Plant:
    """Workers by stage. A context: on leaving, what still runs is killed."""

    def __init__(self, cluster: Cluster, folder: Path, **environment: str) -> None:
        self.cluster, self._folder = cluster, folder
        path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
        self.environment = {
            "PYTHONPATH": path,
            "STANCEWIRE_STATE_DIR": str(folder / "state"),
            "STANCEWIRE_KAFKA__PRODUCE_DEADLINE_S": "5",
        } | environment
        self.workers: dict[str, list[Worker]] = {stage: [] for stage in STAGES}
        self.fed = 0
        self.exits: list[tuple[str, int]] = []
        self.tended: set[str] = set(STAGES)
        self._started = 0
        self._probe: KafkaConsumer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self.all():
            worker.__exit__()
        self._hang_up()

    def all(self) -> list[Worker]:
        return [worker for workers in self.workers.values() for worker in workers]

    def start(self, *stages: str, **environment: str) -> list[Worker]:
        """Start one worker of each stage (all three when none is named); return them without waiting."""
        made = []
        for stage in stages or tuple(STAGES):
            self._started += 1
            log = self._folder / f"{stage}-{self._started}.log"
            worker = Worker(self.cluster, stage, log, program=PROGRAM, **(self.environment | environment))
            self.workers[stage].append(worker)
            made.append(worker)
        return made

    def one(self, stage: str) -> Worker:
        """Return the only worker of a stage."""
        (worker,) = self.workers[stage]
        return worker

    def kill(self, worker: Worker) -> None:
        """End a worker like a power cut and forget it."""
        worker.kill()
        self.forget(worker)

    def forget(self, worker: Worker) -> None:
        for workers in self.workers.values():
            if worker in workers:
                workers.remove(worker)

    def tend(self) -> None:
        """Start again what has ended by itself, as any supervisor would."""
        for stage, workers in self.workers.items():
            for worker in list(workers):
                code = worker.process.poll()
                if code is not None and stage in self.tended:
                    self.exits.append((stage, code))
                    workers.remove(worker)
                    self.start(stage)

    def feed(self, messages: Iterable[Raw]) -> None:
        chosen = list(messages)
        self.cluster.feed(chosen)
        self.fed += len(chosen)

    def feed_until(self, messages: Iterable[Raw], topic: str, by: int) -> None:
        """Feed, and wait until a topic has grown by so many: the stages may be done before the feeding is."""
        start = self.ends(topic)
        self.feed(messages)
        self._wait_for(topic, start + by, 90)

    def ends(self, topic: str) -> int:
        """Sum of a topic's end offsets; cheap enough to ask many times a second."""
        places = [TopicPartition(self.cluster.prefix + topic, number) for number in range(4)]
        for _ in range(ASKED_TIMES):
            try:
                return int(sum(self._asked().end_offsets(places).values()))
            except KafkaError:
                # The question went out to a broker that has been killed since.
                self._hang_up()
        raise AssertionError("the broker does not tell the end of its topics")

    def grows(self, topic: str, by: int, within_s: float = 90) -> None:
        """Wait until a topic has grown."""
        self._wait_for(topic, self.ends(topic) + by, within_s)

    def _wait_for(self, topic: str, end: int, within_s: float) -> None:
        self.until(lambda: self.ends(topic) >= end, within_s, every_s=0.02)

    def until(self, what: object, within_s: float = 90, every_s: float = 0.1) -> None:
        """Wait, and tend the workers meanwhile."""
        assert callable(what)
        asked = what

        def tended() -> bool:
            self.tend()
            return bool(asked())

        wait_until(tended, within_s, every_s)

    def is_settled(self) -> bool:
        """Whether every stage has committed all that its topic holds."""
        try:
            return all(
                self.cluster.committed(stage, row.reads) == self.cluster.ends(row.reads)
                for stage, row in STAGES.items()
            )
        except (KafkaError, OSError, AssertionError):
            return False

    def settle(self, within_s: float = SETTLE_S) -> float:
        """Wait until all is committed and stays so; return the seconds that it took."""
        started = time.monotonic()
        self.until(self.is_settled, within_s, every_s=0.3)
        took = time.monotonic() - started
        self.until(self.is_settled, within_s, every_s=0.3)
        return took

    def progress_s(self, stage: str = "ingest", within_s: float = 90) -> float:
        """Wait until a stage commits more than it has now, or has nothing left to do; return the seconds."""
        started = time.monotonic()
        topic = STAGES[stage].reads
        before = self.committed(stage, topic)

        def has_progressed() -> bool:
            now = self.committed(stage, topic)
            return now is not None and (now > (before or 0) or now == self.ends(topic))

        self.until(has_progressed, within_s)
        return time.monotonic() - started

    def committed(self, stage: str, topic: str) -> int | None:
        """Sum of the committed offsets of a stage; None while the broker does not tell."""
        try:
            return sum(self.cluster.committed(stage, topic).values())
        except (KafkaError, OSError):
            return None

    def coders(self, worker: Worker) -> list[psutil.Process]:
        """Return the coder processes of an enrich worker."""
        return psutil.Process(worker.process.pid).children()

    def last_words(self) -> str:
        words = [f"exits: {self.exits}\n"]
        for path in sorted(self._folder.glob("*.log"))[-8:]:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
            words += [f"--- {path.name}\n", *lines[-12:]]
        return "".join(words)

    def _hang_up(self) -> None:
        if self._probe is not None:
            self._probe.close()
            self._probe = None

    def _asked(self) -> KafkaConsumer:
        if self._probe is None:
            self._probe = KafkaConsumer(bootstrap_servers=self.cluster.bootstrap)
        return self._probe
