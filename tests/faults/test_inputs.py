"""What feeds and operators do to the input: repeats, odd orders, holes, more partitions, less retention."""

from __future__ import annotations

import json
import random
import time

import pytest
from faults.feed import Feed, Raw, raw, text_of
from faults.ledger import Account, check
from faults.plant import Plant
from faults.table import Notes
from kafka import KafkaProducer
from kafka_workers import Worker

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

FULL = pytest.mark.faults
QUICK = pytest.mark.quick
MOMENTS = 5


@FULL
def test_everything_sent_twice_and_shuffled_ends_as_it_must(plant: Plant, table: Notes) -> None:
    """The order of the log is the order of the versions, whatever their dates of publication say."""
    feed, chance = Feed(150), random.Random(150)
    plant.start()
    started = time.monotonic()
    for part in range(5):
        messages = feed.take(40) * 2
        versions = [raw(f"v{part}-{n % 5}", text_of(8000 + 5 * part + n % 5, n % 4)) for n in range(20)]
        shuffled = messages + versions
        chance.shuffle(shuffled)
        plant.feed(shuffled)
    plant.settle()
    account = check(plant.cluster, plant.fed)
    table.add("repeats, and versions out of order", 5, account, time.monotonic() - started)
    assert account.messages == sum(account.outcomes.values()) == 500


@pytest.mark.parametrize("rounds", [pytest.param(1, marks=QUICK), pytest.param(5, marks=FULL)])
def test_a_transactional_feed_leaves_holes_and_no_lag(plant: Plant, table: Notes, rounds: int) -> None:
    plant.start()
    feed, worst = Feed(160 + rounds), 0.0
    for number in range(rounds):
        aborted = [raw(f"aborted-{number}-{n}", text_of(7000 + n)) for n in range(5)]
        transact(plant, aborted, commit=False)
        told = feed.take(30)
        transact(plant, told, commit=True)
        transact(plant, aborted, commit=False)
        plant.fed += len(told)
        started = time.monotonic()
        plant.settle()
        worst = max(worst, time.monotonic() - started)
    account = check(plant.cluster, plant.fed)
    accepted = [json.loads(record.value)["id"] for record in plant.cluster.read("article.accepted.v1")]
    assert not any(name.startswith("aborted") for name in accepted), "what was aborted was never sent"
    plant.until(lambda: all(lag(worker) == 0 for worker in plant.all()))
    table.add("holes of a transactional producer", rounds, account, worst)


def lag(worker: Worker) -> float:
    return sum(value for name, value in worker.samples().items() if name.startswith("stancewire_lag_messages"))


def transact(plant: Plant, messages: list[Raw], *, commit: bool) -> None:
    producer = KafkaProducer(
        bootstrap_servers=plant.cluster.bootstrap, transactional_id=f"feed-{plant.cluster.prefix}"
    )
    producer.init_transactions()
    producer.begin_transaction()
    for key, value in messages:
        producer.send(plant.cluster.prefix + "article.raw.v1", key=key, value=value)
    producer.flush()
    if commit:
        producer.commit_transaction()
    else:
        producer.abort_transaction()
    producer.close()


@FULL
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_partitions_added_to_the_input_and_its_memory_are_read(plant: Plant, table: Notes, moment: int) -> None:
    plant.start()
    plant.feed(Feed(170 + moment).take(random.Random(170 + moment).randint(20, 100)))
    plant.settle()
    with plant.cluster.admin() as admin:
        admin.create_partitions(
            {plant.cluster.prefix + "article.index.v1": 8, plant.cluster.prefix + "article.raw.v1": 8}
        )
    started = time.monotonic()
    plant.until(lambda: len(plant.cluster.ends("article.raw.v1")) == 8)
    plant.feed(Feed(175 + moment, first=5000).take(60))
    plant.settle()
    table.add("partitions added", 1, check(plant.cluster, plant.fed), time.monotonic() - started)
    ends = plant.cluster.ends("article.raw.v1")
    assert any(end > 0 for partition, end in ends.items() if partition >= 4), "nothing went to a new partition"


@FULL
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_what_retention_has_removed_is_told_and_the_rest_is_read(plant: Plant, table: Notes, moment: int) -> None:
    chance = random.Random(180 + moment)
    plant.start()
    plant.tended = {"enrich", "merge"}
    plant.feed(Feed(180 + moment).take(chance.randint(10, 80)))
    plant.settle()
    leaving = plant.one("ingest")
    assert leaving.terminate() == 0
    plant.forget(leaving)
    gone = Feed(185 + moment, first=1000).take(chance.randint(50, 150))
    kept = Feed(190 + moment, first=2000).take(100)
    plant.feed(gone)
    places = plant.cluster.places("article.raw.v1")
    ends = plant.cluster.ends("article.raw.v1")
    with plant.cluster.admin() as admin:
        admin.delete_records({place: ends[place.partition] for place in places})
    plant.feed(kept)
    started = time.monotonic()
    (worker,) = plant.start("ingest")
    plant.settle()
    accepted = {json.loads(record.value)["id"] for record in plant.cluster.read("article.accepted.v1")}
    good = {key.decode() for key, value in kept if value and not key.startswith(b"bad")}
    assert good <= accepted
    assert "retention has removed messages unread" in worker.log()
    table.add("retention passed", 1, Account(len(kept), {}, 0), time.monotonic() - started)


def test_a_memory_record_that_comes_late_is_replaced_when_the_partition_is_next_taken(
    plant: Plant, table: Notes
) -> None:
    """As a request does that a network holds up until another worker has gone on."""
    feed = Feed(190)
    plant.start()
    plant.feed(feed.take(100))
    plant.settle()
    stale = 0
    for topic in ("article.index.v1", "article.enriched.v1", "event.v1"):
        stale += write_again(plant, topic)
    assert stale >= 3
    for stage in ("ingest", "enrich", "merge"):
        plant.kill(plant.one(stage))
        plant.start(stage)
    started = time.monotonic()
    plant.feed(feed.take(60))
    plant.settle()
    table.add("records delivered late", stale, check(plant.cluster, plant.fed), time.monotonic() - started)


def write_again(plant: Plant, topic: str) -> int:
    """Write the first record of every key that was replaced since; return how many there were."""
    records = plant.cluster.read(topic)
    newest = {(record.partition, record.key): record.value for record in records}
    first = {(record.partition, record.key): record for record in reversed(records)}
    late = [r for place, r in first.items() if newest[place] != r.value and r.value is not None]
    producer = KafkaProducer(bootstrap_servers=plant.cluster.bootstrap)
    for record in late:
        producer.send(
            record.topic, key=record.key, value=record.value, partition=record.partition, headers=record.headers
        )
    producer.flush()
    producer.close()
    return len(late)
