"""Half an hour of articles and of kills: the ledger is true in the end, and no process has grown."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import psutil
import pytest
from faults.feed import BAD, Raw, raw, text_of, twin_of
from faults.ledger import check
from faults.plant import Plant
from faults.table import Notes
from kafka import KafkaProducer
from kafka_broker import KafkaBroker, own_broker
from kafka_workers import Cluster

from stancewire.benchmarks.plot import Axes, plot
from stancewire.topology import STAGES

pytestmark = [pytest.mark.kafka, pytest.mark.soak]

MIB = 1_048_576
KILL_S = 30.0
SAMPLE_S = 60.0
ASKED_S = 1.0
YOUNG_S = 10.0
"""A process that has only just been started says nothing of how memory grows."""

STORIES = 1500
WORDINGS = 6
AHEAD = 1000
"""Messages that may wait for the slowest stage: the feed is as fast as the stages are."""

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "soak.svg"


def endless(seed: int) -> Iterator[Raw]:
    """Yield messages about a fixed number of stories, told anew in each round, so that what is known is bounded."""
    chance, number = random.Random(seed), 0
    while True:
        story, wording = number % STORIES, number // STORIES % WORDINGS
        yield raw(f"a{story}", text_of(story, wording))
        other = chance.randrange(max(0, story - 40), story + 1)
        match chance.random():
            case kind if kind < 0.06:
                yield raw(f"a{other}", text_of(other, wording))
            case kind if kind < 0.12:
                yield raw(twin_of(f"a{other}"), text_of(other, wording))
            case kind if kind < 0.15:
                yield f"a{other}".encode(), None
            case kind if kind < 0.16:
                yield b"bad-%d" % number, chance.choice(BAD)
        number += 1


class Soak:
    """Feeds, kills and measures by the clock."""

    def __init__(self, plant: Plant, broker: KafkaBroker, rate: float) -> None:
        self._plant, self._broker, self._rate = plant, broker, rate
        self._chance = random.Random(300)
        self._messages = endless(300)
        self._producer = KafkaProducer(bootstrap_servers=plant.cluster.bootstrap)
        self._asked_at = 0.0
        self.kills, self.warm = 0, 0.0
        self.rss: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)

    def run(self, minutes: float) -> None:
        """Go on for so long, then stop feeding."""
        started = time.monotonic()
        next_kill, next_sample = KILL_S, SAMPLE_S - KILL_S / 2
        while (now := time.monotonic() - started) < minutes * 60:
            self._feed(int(now * self._rate) if self._rate else self._plant.fed + AHEAD)
            if self._plant.fed < 2 * STORIES:
                self.warm = now / 60
            if now >= next_kill:
                self._kill()
                next_kill += KILL_S
            if now >= next_sample:
                self._sample(now / 60)
                next_sample += SAMPLE_S
            self._plant.tend()
            time.sleep(0.2)
        self._producer.close()

    def _feed(self, target: int) -> None:
        """Send up to so many in all, and no more than may wait."""
        due = min(target - self._plant.fed, self._room())
        for _ in range(due):
            key, value = next(self._messages)
            self._producer.send(self._plant.cluster.prefix + "article.raw.v1", key=key, value=value)
        self._producer.flush()
        self._plant.fed += max(due, 0)

    def _room(self) -> int:
        """Return how many may be sent: asked once a second, and none again until then."""
        if time.monotonic() - self._asked_at < ASKED_S:
            return 0
        self._asked_at = time.monotonic()
        return AHEAD - max(self._waiting(name, row.reads) for name, row in STAGES.items())

    def _waiting(self, stage: str, topic: str) -> int:
        committed = self._plant.committed(stage, topic)
        return AHEAD if committed is None else self._plant.ends(topic) - committed

    def _kill(self) -> None:
        stage = self._chance.choice(sorted(STAGES))
        for worker in list(self._plant.workers[stage]):
            self._plant.kill(worker)
        self._plant.start(stage)
        self.kills += 1

    def _sample(self, minute: float) -> None:
        for name, process in self._processes():
            if process.is_running() and time.time() - process.create_time() > YOUNG_S:
                self.rss[name].append((minute, process.memory_info().rss / MIB))

    def _processes(self) -> Iterator[tuple[str, psutil.Process]]:
        yield "broker", psutil.Process(self._broker.pid)
        for stage, workers in self._plant.workers.items():
            for worker in workers:
                process = psutil.Process(worker.process.pid)
                yield stage, process
                yield from (("coder", child) for child in process.children())


def growth(samples: list[tuple[float, float]]) -> float:
    """Return the median of the last third over that of the first, from when every story had been told twice."""
    third = len(samples) // 3
    return median(mib for _, mib in samples[-third:]) / median(mib for _, mib in samples[:third])


@pytest.fixture
def broker() -> Iterator[KafkaBroker]:
    with own_broker() as made:
        yield made


@pytest.mark.timeout(7200)
def test_a_soak_with_a_kill_every_half_minute_ends_with_a_true_ledger_and_flat_memory(
    broker: KafkaBroker, tmp_path: Path, table: Notes, request: pytest.FixtureRequest
) -> None:
    minutes = float(request.config.getoption("--soak-minutes"))
    rate = float(request.config.getoption("--soak-rate"))
    cluster = Cluster(broker.bootstrap)
    assert cluster.call("topics", "create").returncode == 0
    with Plant(cluster, tmp_path) as plant:
        plant.start()
        soak = Soak(plant, broker, rate)
        soak.run(minutes)
        took = plant.settle(300)
        drawing = plot(
            f"Resident memory, a kill every {KILL_S:.0f} s", Axes("MB", "min"), dict(sorted(soak.rss.items()))
        )
        target = PICTURE if minutes >= 10 else request.config.rootpath / ".cache" / "soak.svg"
        target.write_text(drawing, encoding="utf-8")
        account = check(cluster, plant.fed)
    settled = {
        name: [s for s in samples if s[0] > soak.warm] for name, samples in soak.rss.items() if name != "broker"
    }
    grown = {name: growth(samples) for name, samples in settled.items() if len(samples) >= 3}
    most = max(grown.values(), default=1.0)
    table.add(f"soak of {minutes:g} min, memory ×{most:.2f}", soak.kills, account, took)
    assert most <= 1.2, grown
