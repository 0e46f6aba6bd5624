"""The broker dies, stops, sleeps, fills up, or cannot be heard: nothing that was taken in is lost."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from faults.feed import Feed
from faults.ledger import check
from faults.plant import Plant
from faults.proxy import Proxy
from faults.table import Notes
from kafka_broker import KafkaBroker, free_ports, own_broker
from kafka_workers import Cluster

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

FULL = pytest.mark.faults
QUICK = pytest.mark.quick
MIB = 1_048_576


@pytest.fixture
def broker() -> Iterator[KafkaBroker]:
    with own_broker() as made:
        yield made


@pytest.fixture
def own(broker: KafkaBroker, tmp_path: Path) -> Iterator[Plant]:
    cluster = Cluster(broker.bootstrap)
    assert cluster.call("topics", "create").returncode == 0
    with Plant(cluster, tmp_path) as made:
        yield made


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with Proxy(free_ports(1)[0]) as made:
        yield made


@pytest.fixture
def behind(proxy: Proxy, tmp_path: Path) -> Iterator[Plant]:
    """Workers that reach the broker by the proxy alone, while the test goes straight to it."""
    with own_broker(advertised=proxy.port) as broker:
        proxy.target = broker.second
        cluster = Cluster(broker.bootstrap)
        assert cluster.call("topics", "create").returncode == 0
        with Plant(cluster, tmp_path, STANCEWIRE_BOOTSTRAP_SERVERS=f"127.0.0.1:{proxy.port}") as made:
            yield made


@pytest.mark.parametrize("rounds", [pytest.param(1, marks=QUICK), pytest.param(5, marks=FULL)])
def test_a_broker_killed_and_started_again_is_found_again(
    own: Plant, broker: KafkaBroker, table: Notes, rounds: int
) -> None:
    feed, chance, worst = Feed(60 + rounds), random.Random(rounds), 0.0
    own.start()
    for number in range(rounds):
        own.feed_until(feed.take(120), "article.accepted.v1", chance.randint(5, 40))
        if number % 2:
            broker.stop()
        else:
            broker.kill()
        time.sleep(chance.uniform(0.5, 6))
        broker.start()
        started = time.monotonic()
        own.feed(feed.take(5))
        own.progress_s("ingest")
        worst = max(worst, time.monotonic() - started)
    own.settle()
    table.add("broker killed or stopped, and started", rounds, check(own.cluster, own.fed), worst)
    assert worst < 30


@FULL
def test_a_broker_that_sleeps_holds_everything_in_flat_memory(
    own: Plant, broker: KafkaBroker, table: Notes
) -> None:
    feed, chance, worst = Feed(70), random.Random(70), 0.0
    own.start()
    for _ in range(5):
        own.feed_until(feed.take(120), "article.accepted.v1", chance.randint(5, 40))
        processes = [psutil.Process(worker.process.pid) for worker in own.all()]
        before = sum(process.memory_info().rss for process in processes)
        broker.signal(signal.SIGSTOP)
        time.sleep(chance.uniform(3, 15))
        after = sum(process.memory_info().rss for process in processes if process.is_running())
        broker.signal(signal.SIGCONT)
        started = time.monotonic()
        own.feed(feed.take(5))
        own.progress_s("ingest")
        worst = max(worst, time.monotonic() - started)
        assert after - before < 60 * MIB
    own.settle()
    table.add("broker asleep", 5, check(own.cluster, own.fed), worst)
    assert worst < 30


def disturb(proxy: Proxy, how: str, seconds: float) -> None:
    """Do one of the things that networks do, then heal."""
    match how:
        case "freeze":
            proxy.freeze()
        case "lost answers":
            proxy.swallow()
        case "delay of 200 ms":
            proxy.delay_s = 0.2
        case "reset":
            proxy.reset()
    time.sleep(seconds)
    proxy.heal()


@pytest.mark.parametrize(
    ("how", "times"),
    [
        pytest.param("lost answers", 5, marks=FULL),
        pytest.param("freeze", 5, marks=FULL),
        pytest.param("reset", 10, marks=FULL),
        pytest.param("delay of 200 ms", 5, marks=FULL),
    ],
)
def test_a_bad_network_costs_repeats_and_time_only(
    behind: Plant, proxy: Proxy, table: Notes, how: str, times: int
) -> None:
    feed, chance, worst = Feed(80 + times), random.Random(times), 0.0
    behind.start()
    for _ in range(times):
        behind.feed_until(feed.take(100), "article.accepted.v1", chance.randint(5, 40))
        # Longer than the session for some, shorter than the produce deadline for others.
        disturb(proxy, how, 0.2 if how == "reset" else chance.uniform(1, 9))
        started = time.monotonic()
        behind.feed(feed.take(5))
        behind.progress_s("ingest")
        worst = max(worst, time.monotonic() - started)
    behind.settle()
    table.add(f"network: {how}", times, check(behind.cluster, behind.fed), worst)
    assert worst < 30


@FULL
def test_a_worker_cut_off_while_another_takes_over_writes_nothing_stale(
    behind: Plant, proxy: Proxy, table: Notes
) -> None:
    feed, worst = Feed(90), 0.0
    behind.start()
    straight = {"STANCEWIRE_BOOTSTRAP_SERVERS": behind.cluster.bootstrap}
    behind.start("ingest", "enrich", "merge", **straight)
    for _ in range(5):
        behind.feed_until(feed.take(100), "article.accepted.v1", 10)
        proxy.freeze()
        behind.feed(feed.take(20))
        worst = max(worst, behind.settle())
        proxy.heal()
        behind.feed(feed.take(20))
        behind.settle()
    table.add("one of two workers cut off", 5, check(behind.cluster, behind.fed), worst)
    assert worst < 45, "the other worker must take over, and finish"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own of 64 MB; skips loudly where none may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("LEFT OUT: no file system may be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def fill(hog: Path) -> None:
    """Write until the disk takes no more."""
    with suppress(OSError), hog.open("wb", buffering=0) as out:
        while True:
            out.write(bytes(65_536))


@FULL
def test_a_full_disk_of_the_broker_holds_everything_until_there_is_room(
    small_disk: Path, tmp_path: Path, table: Notes
) -> None:
    data, hog, feed, chance = small_disk / "kafka", small_disk / "hog", Feed(100), random.Random(100)
    small = {"log.segment.bytes": str(2 * MIB), "log.index.size.max.bytes": "65536", "log.preallocate": "false"}
    with own_broker(data=data, more=small) as broker:
        cluster = Cluster(broker.bootstrap)
        assert cluster.call("topics", "create").returncode == 0
        with Plant(cluster, tmp_path) as plant:
            plant.start()
            plant.feed(feed.take(100))
            plant.settle()
            worst = 0.0
            for _ in range(5):
                plant.feed_until(feed.take(100), "article.accepted.v1", chance.randint(5, 25))
                plant.feed(feed.take(40))
                fill(hog)
                time.sleep(chance.uniform(2, 6))
                hog.unlink()
                # Kafka ends itself when its only disk refuses a write; whoever runs it starts it again.
                if not broker.is_up:
                    broker.start()
                started = time.monotonic()
                plant.settle()
                worst = max(worst, time.monotonic() - started)
            table.add("broker's disk full", 5, check(cluster, plant.fed), worst)
