"""Outputs that the broker refuses: the offset is held, and nothing is lost once they are taken again."""

from __future__ import annotations

import json
import random
import time

import pytest
from faults.feed import Feed, raw, text_of
from faults.ledger import Account, check
from faults.plant import Plant
from faults.table import Notes
from kafka.admin import ConfigResource

from stancewire_schemas import DeadLetterV1

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

FULL = pytest.mark.faults
MOMENTS = 5


def limit(plant: Plant, topic: str, size: int) -> None:
    """Change how large a record a topic takes."""
    resource = ConfigResource("TOPIC", plant.cluster.prefix + topic, configs={"max.message.bytes": str(size)})
    with plant.cluster.admin() as admin:
        admin.alter_configs([resource])


@FULL
@pytest.mark.parametrize("moment", range(MOMENTS))
@pytest.mark.parametrize(
    ("stage", "topic"), [("ingest", "article.accepted.v1"), ("enrich", "stance.v1"), ("merge", "event.v1")]
)
def test_a_deleted_output_topic_holds_the_offset_until_it_is_there_again(
    plant: Plant, table: Notes, stage: str, topic: str, moment: int
) -> None:
    """What stood in the deleted topic went with it, so the ledger is kept from an empty start."""
    chance = random.Random(110 + moment)
    plant.start()
    for worker in plant.all():
        worker.wait_ready()
    plant.cluster.delete(topic)
    time.sleep(chance.uniform(0, 2))
    plant.feed(Feed(110 + moment).take(chance.randint(40, 120)))
    worker = plant.one(stage)
    plant.until(lambda: "held" in worker.ready()[1] or "memory" in worker.ready()[1])
    time.sleep(chance.uniform(1, 4))
    assert worker.outcomes().get("completed", 0) == 0
    assert plant.cluster.call("topics", "create").returncode == 0
    started = time.monotonic()
    plant.settle()
    table.add(f"output topic deleted: {topic}", 1, check(plant.cluster, plant.fed), time.monotonic() - started)


@FULL
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_refused_dead_letter_topic_holds_the_offset_and_drops_nothing(
    plant: Plant, table: Notes, moment: int
) -> None:
    chance = random.Random(120 + moment)
    plant.start()
    for worker in plant.all():
        worker.wait_ready()
    plant.cluster.delete("article.dead.v1")
    time.sleep(chance.uniform(0, 2))
    plant.feed([*Feed(120 + moment).take(chance.randint(10, 50)), (b"bad", b"{")])
    worker = plant.one("ingest")
    plant.until(lambda: "held" in worker.ready()[1])
    time.sleep(chance.uniform(1, 4))
    assert worker.outcomes().get("dead", 0) == 0
    assert not plant.is_settled()
    assert plant.cluster.call("topics", "create").returncode == 0
    started = time.monotonic()
    plant.settle()
    table.add("dead-letter topic deleted", 1, check(plant.cluster, plant.fed), time.monotonic() - started)


@FULL
def test_a_record_too_large_for_its_topic_is_one_dead_letter(plant: Plant, table: Notes) -> None:
    plant.start()
    for worker in plant.all():
        worker.wait_ready()
    limit(plant, "article.accepted.v1", 20_000)
    started = time.monotonic()
    large = [raw(f"large-{n}", text_of(n) + " More." * 10_000) for n in range(5)]
    plant.feed([message for pair in zip(Feed(130).take(5), large, strict=True) for message in pair])
    plant.settle()
    letters = [DeadLetterV1.from_bytes(record.value) for record in plant.cluster.read("article.dead.v1")]
    assert sorted(letter.key or b"" for letter in letters if letter.reason == "output_too_large") == sorted(
        key for key, _ in large
    )
    assert all(letter.value == dict(large)[letter.key or b""] for letter in letters if letter.value in dict(large))
    accepted = {json.loads(record.value)["id"] for record in plant.cluster.read("article.accepted.v1")}
    assert not any(name.startswith("large") for name in accepted)
    account = Account(plant.fed, {"dead": len(letters)}, 0)
    table.add("output record too large", 5, account, time.monotonic() - started)


@FULL
def test_a_dead_letter_too_large_for_its_topic_is_written_as_digest_and_place(plant: Plant, table: Notes) -> None:
    plant.start()
    for worker in plant.all():
        worker.wait_ready()
    limit(plant, "article.dead.v1", 20_000)
    started = time.monotonic()
    bad = b'{"id": "bad", "text": 7, "title": "' + b"x" * 60_000 + b'"}'
    feed, chance = Feed(140), random.Random(140)
    for number in range(5):
        plant.feed([*feed.take(chance.randint(5, 30)), (b"large-%d" % number, bad)])
    plant.settle()
    account = check(plant.cluster, plant.fed)
    letters = [DeadLetterV1.from_bytes(record.value) for record in plant.cluster.read("article.dead.v1")]
    large = [letter for letter in letters if (letter.key or b"").startswith(b"large-")]
    assert [(letter.value, letter.value_bytes) for letter in large] == [(None, len(bad))] * 5
    table.add("dead letter too large", 5, account, time.monotonic() - started)
