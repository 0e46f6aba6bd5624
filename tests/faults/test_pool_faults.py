"""A poisoned article harms only itself, whether it kills the coder or the worker."""

from __future__ import annotations

import random
import time
import zlib
from statistics import quantiles

import pytest
from faults.feed import Feed, Raw, raw, text_of
from faults.ledger import check
from faults.plant import Plant
from faults.table import Notes
from kafka import KafkaProducer

from stancewire.topology import STAGES
from stancewire_schemas import DeadLetterV1

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

FULL = pytest.mark.faults
QUICK = pytest.mark.quick

LIMITS = {
    "STANCEWIRE_LIMITS__SOFT_S": "1.5",
    "STANCEWIRE_LIMITS__HARD_S": "3",
    "STANCEWIRE_LIMITS__MEMORY_MB": "1500",
    "STANCEWIRE_SLOTS": "2",
}


def poisoned(fault: str, number: int) -> Raw:
    return raw(f"{fault}-{number}", text_of(10_000 + number), fault=fault)


def letters(plant: Plant) -> list[DeadLetterV1]:
    return [DeadLetterV1.from_bytes(record.value) for record in plant.cluster.read("article.dead.v1")]


@pytest.mark.parametrize(
    ("fault", "times"),
    [
        pytest.param("segfault", 5, marks=FULL),
        pytest.param("memory", 5, marks=FULL),
        pytest.param("hang", 5, marks=FULL),
    ],
)
def test_an_article_that_kills_its_coder_is_one_dead_letter_and_the_worker_lives(
    plant: Plant, table: Notes, fault: str, times: int
) -> None:
    plant.start(**LIMITS)
    plant.tended = set()
    feed, chance = Feed(times), random.Random(times)
    started = time.monotonic()
    for number in range(times):
        plant.feed_until([*feed.take(chance.randint(20, 60)), poisoned(fault, number)], "article.enriched.v1", 5)
    plant.settle()
    account = check(plant.cluster, plant.fed)
    found = [letter for letter in letters(plant) if letter.stage == "enrich"]
    assert len(found) == times, "one letter an article, no more"
    assert {letter.attempts for letter in found} == ({2} if fault == "hang" else {3})
    assert all(worker.process.poll() is None for worker in plant.all()), "the main process must outlive it"
    table.add(f"coder: {fault} on one article", times, account, time.monotonic() - started)


@FULL
def test_the_neighbours_of_an_article_that_segfaults_wait_at_most_twice_as_long(plant: Plant, table: Notes) -> None:
    """One slot of two is away for three starts; the other takes the articles at the pace of the feed."""
    plant.start(TOY_DELAY_S="0.15", **LIMITS)
    for worker in plant.all():
        worker.wait_ready()
    pids = [worker.process.pid for worker in plant.all()]
    paced(plant, "warm", 20)
    for number in range(5):
        paced(plant, f"alone-{number}", 40)
        plant.settle()
        plant.feed([poisoned("segfault", number)])
        paced(plant, f"beside-{number}", 40)
        plant.settle()
    account = check(plant.cluster, plant.fed)
    assert [worker.process.pid for worker in plant.all() if worker.process.poll() is None] == pids
    assert [letter.attempts for letter in letters(plant) if letter.stage == "enrich"] == [3] * 5
    waits = latencies_ms(plant)
    alone, beside = (p99([ms for key, ms in waits if key.startswith(kind)]) for kind in ("alone", "beside"))
    table.add(f"segfault: neighbours' p99 {beside:.0f} ms, {alone:.0f} ms without", 5, account, None)
    assert beside <= 2 * alone


def paced(plant: Plant, name: str, count: int) -> None:
    """Send articles four a second, which one slot can do."""
    producer = KafkaProducer(bootstrap_servers=plant.cluster.bootstrap)
    started = time.monotonic()
    for number in range(count):
        time.sleep(max(0.0, started + number / 4 - time.monotonic()))
        article_id = f"{name}-{number}"
        key, value = raw(article_id, text_of(zlib.crc32(article_id.encode())))
        producer.send(plant.cluster.prefix + "article.raw.v1", key=key, value=value)
    producer.close()
    plant.fed += count


def latencies_ms(plant: Plant) -> list[tuple[str, int]]:
    """Return for each article the time from its message to its record, by the clock of this machine."""
    fed = {record.key: record.timestamp for record in plant.cluster.read("article.raw.v1")}
    records = plant.cluster.read("article.enriched.v1")
    return [(record.key.decode(), record.timestamp - fed[record.key]) for record in records]


def p99(values: list[int]) -> float:
    return quantiles(values, n=100, method="inclusive")[-1]


@pytest.mark.parametrize("kills", [pytest.param(10, marks=FULL)])
def test_a_coder_killed_from_outside_costs_nothing(plant: Plant, table: Notes, kills: int) -> None:
    plant.start(TOY_DELAY_S="0.02", STANCEWIRE_SLOTS="2")
    plant.tended = set()
    feed, chance, worst = Feed(kills), random.Random(kills), 0.0
    for _ in range(kills):
        plant.feed_until(feed.take(40), "article.enriched.v1", chance.randint(2, 15))
        chance.choice(plant.coders(plant.one("enrich"))).kill()
        started = time.monotonic()
        plant.grows("article.enriched.v1", 1)
        worst = max(worst, time.monotonic() - started)
    plant.settle()
    account = check(plant.cluster, plant.fed)
    assert all(letter.stage == "ingest" for letter in letters(plant)), "no innocent article may be given up"
    table.add("kill -9 of a coder process", kills, account, worst)


@pytest.mark.parametrize("times", [pytest.param(1, marks=QUICK), pytest.param(5, marks=FULL)])
def test_an_article_that_kills_the_main_process_is_quarantined_after_a_few_starts(
    plant: Plant, table: Notes, times: int
) -> None:
    plant.start()
    feed, worst = Feed(times), 0.0
    for number in range(times):
        before = len(plant.exits)
        plant.feed([*feed.take(40), poisoned("main", number), *feed.take(20)])
        started = time.monotonic()
        plant.settle()
        worst = max(worst, time.monotonic() - started)
        assert 1 <= len(plant.exits) - before <= MOST_STARTS
    account = check(plant.cluster, plant.fed)
    table.add("main process dies on one article", times, account, worst)
    assert {stage for stage, _ in plant.exits} == {STAGES["ingest"].name}


MOST_STARTS = 4
