"""Who runs in the race: programs that take articles from Kafka and write records to it."""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any, Final, Protocol

from stancewire.benchmarks.cluster import make_topics
from stancewire.benchmarks.peers_work import Names
from stancewire.console.broker import free_port
from stancewire.console.supervisor import Child, Supervisor
from stancewire.errors import UserError
from stancewire_schemas import CARDS, topics

POLL_S: Final = 0.02
START_S: Final = 90.0
WORKER: Final = "stancewire.benchmarks.worker"
PARTITIONS: Final = 4
STAGES: Final = ("ingest", "enrich", "merge")


class Contender(Protocol):
    """One program or group of programs, and where its input and output are."""

    name: str
    reads: str
    writes: tuple[str, ...]
    """The topics in which every article is found again; the first has one record for each."""

    def start(self, bootstrap: str, children: Supervisor, folder: Path) -> list[Child]:
        """Make the topics and start the processes."""
        ...

    def is_done(self) -> bool:
        """Tell whether nothing more will come, all articles being seen in the first topic."""
        ...


@dataclass
class Peer:
    """A module of ours that does what other people's programs do."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    processes: int = 1
    reads: str = ""
    writes: tuple[str, ...] = ()

    def start(self, bootstrap: str, children: Supervisor, folder: Path) -> list[Child]:
        """Make the topics and start the processes."""
        names = Names(f"bench-{token_hex(4)}")
        self.reads, self.writes = names.input, (names.output,)
        make_topics(bootstrap, {names.input: (PARTITIONS, {}), names.output: (PARTITIONS, {})})
        command = [
            sys.executable,
            "-m",
            f"stancewire.benchmarks.{self.module}",
            bootstrap,
            names.run,
            *self.arguments,
        ]
        if self.module == "peers_faust":
            command += [f"--datadir={folder / 'faust'}", "worker"]
        return [children.start(f"peer-{number}", command) for number in range(self.processes)]

    def is_done(self) -> bool:
        """It has one record an article and nothing behind it."""
        return True


@dataclass
class Service:
    """The whole service: ingest, enrich, merge."""

    name: str
    profile: str
    slots: int = 1
    partitions: int = PARTITIONS
    workers: int = 1
    stages: tuple[str, ...] = STAGES
    prefix: str = ""
    reads: str = ""
    writes: tuple[str, ...] = ()
    ports: dict[str, list[int]] = field(default_factory=dict)
    ready_s: dict[str, float] = field(default_factory=dict)
    """Seconds from the start of a stage's first worker to its first word that it is ready."""

    def start(self, bootstrap: str, children: Supervisor, folder: Path) -> list[Child]:
        """Make the topics and start the workers, enrich as many times as asked; wait until all are ready."""
        self.prefix = f"bench-{token_hex(4)}."
        self.reads = self.prefix + topics.RAW.name
        self.writes = (self.prefix + topics.ENRICHED.name, self.prefix + topics.EVENT.name)
        make_topics(bootstrap, {self.prefix + card.name: (self.partitions, card.config()) for card in CARDS})
        self.ports, self.ready_s = {}, {}
        found = [child for stage in self.stages for child in self._start(stage, bootstrap, children, folder)]
        self._wait(found)
        return found

    def start_stage(self, stage: str, bootstrap: str, children: Supervisor, folder: Path) -> list[Child]:
        """Start the workers of one stage and wait until they are ready."""
        found = list(self._start(stage, bootstrap, children, folder))
        self._wait(found)
        return found

    def is_done(self) -> bool:
        """Whether merge has an acknowledged outcome for every mention that enrich has written."""
        if "merge" not in self.stages:
            return True
        written = self.metric("enrich", "records_published_total", topics.MENTION.name)
        return written == self.metric("merge", "outcomes_total")

    def metric(self, stage: str, name: str, label: str = "") -> float:
        """Return the sum of a counter over the workers of a stage, of the samples that name the label."""
        return sum(_samples(port, f"stancewire_{name}{{", label) for port in self.ports[stage])

    def _start(self, stage: str, bootstrap: str, children: Supervisor, folder: Path) -> Iterable[Child]:
        self.ports[stage] = []
        for number in range(self.workers if stage == "enrich" else 1):
            self.ports[stage].append(free_port())
            variables = {
                "STANCEWIRE_BOOTSTRAP_SERVERS": bootstrap,
                "STANCEWIRE_TOPIC_PREFIX": self.prefix,
                "STANCEWIRE_STATE_DIR": str(folder / f"{stage}-{number}"),
                "STANCEWIRE_PROFILE": self.profile,
                "STANCEWIRE_SLOTS": str(self.slots),
                "STANCEWIRE_HTTP_PORT": str(self.ports[stage][-1]),
            }
            command = [sys.executable, "-m", WORKER, str(self.partitions), stage]
            yield children.start(f"{stage}-{number}", command, variables)

    def _wait(self, children: list[Child]) -> None:
        started = time.monotonic()
        waiting = {(stage, port) for stage, ports in self.ports.items() for port in ports}
        while waiting:
            for stage, port in sorted(waiting):
                if _is_ready(port):
                    waiting.discard((stage, port))
                    self.ready_s.setdefault(stage, time.monotonic() - started)
            demand_running(children)
            if time.monotonic() - started > START_S:
                raise UserError(f"not ready in {START_S:.0f} s: {waiting}", exit_code=1)
            time.sleep(POLL_S)


def demand_running(children: Iterable[Child]) -> None:
    """Raise UserError with the last words of a child that has ended."""
    for child in children:
        if child.exit_code() is not None:
            raise UserError(f"{child.name} ended: {child.last_words()}", exit_code=1)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5) as answer:
            return bool(json.load(answer))
    except (OSError, ValueError):
        return False


def _samples(port: int, start: str, label: str) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        lines: list[Any] = answer.read().decode().splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(start) and label in line)
