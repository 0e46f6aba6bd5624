"""A poisoned article harms only itself, whether it kills the coder or the worker."""

from __future__ import annotations

import random
import time

import pytest
from faults.feed import Feed, Raw, raw, text_of
from faults.ledger import check
from faults.plant import Plant
from faults.table import Table

from stancewire.topology import STAGES
from stancewire_schemas import DeadLetterV1

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

FULL = pytest.mark.faults

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
    plant: Plant, table: Table, fault: str, times: int
) -> None:
    plant.start(**LIMITS)
    plant.tended = set()
    feed, chance = Feed(times), random.Random(times)
    started = time.monotonic()
    for number in range(times):
        plant.feed([*feed.take(chance.randint(20, 60)), poisoned(fault, number)])
        plant.grows("article.enriched.v1", 5)
    plant.settle()
    account = check(plant.cluster, plant.fed)
    found = [letter for letter in letters(plant) if letter.stage == "enrich"]
    assert len(found) == times, "one letter an article, no more"
    assert {letter.attempts for letter in found} == ({2} if fault == "hang" else {3})
    assert all(worker.process.poll() is None for worker in plant.all()), "the main process must outlive it"
    table.add(f"coder: {fault} on one article", times, account, time.monotonic() - started)


@pytest.mark.parametrize("kills", [pytest.param(10, marks=FULL)])
def test_a_coder_killed_from_outside_costs_nothing(plant: Plant, table: Table, kills: int) -> None:
    plant.start(TOY_DELAY_S="0.02", STANCEWIRE_SLOTS="2")
    plant.tended = set()
    feed, chance, worst = Feed(kills), random.Random(kills), 0.0
    for _ in range(kills):
        plant.feed(feed.take(40))
        plant.grows("article.enriched.v1", chance.randint(2, 15))
        chance.choice(plant.coders(plant.one("enrich"))).kill()
        started = time.monotonic()
        plant.grows("article.enriched.v1", 1)
        worst = max(worst, time.monotonic() - started)
    plant.settle()
    account = check(plant.cluster, plant.fed)
    assert all(letter.stage == "ingest" for letter in letters(plant)), "no innocent article may be given up"
    table.add("kill -9 of a coder process", kills, account, worst)


@pytest.mark.parametrize("times", [1, pytest.param(5, marks=FULL)])
def test_an_article_that_kills_the_main_process_is_quarantined_after_a_few_starts(
    plant: Plant, table: Table, times: int
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
