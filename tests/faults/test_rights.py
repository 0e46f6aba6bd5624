"""All stages with no more rights than `stancewire topics acls` prints, and with one right less."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from faults.feed import Feed, raw, text_of
from faults.ledger import check
from faults.plant import Plant
from faults.table import Notes
from secured_kafka import Secured, allow, forbid, printed_permissions, secured_kafka

from stancewire.stream.acls import Permission
from stancewire.topology import STAGES

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

FULL = pytest.mark.faults


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Secured]:
    with secured_kafka(trustme.CA(), tmp_path) as made:
        yield made


@pytest.fixture
def guarded(secured: Secured, tmp_path: Path) -> Iterator[Plant]:
    """Workers that may do what the command prints for stages, and nothing else."""
    allow(secured.cluster, printed_permissions(secured.cluster, *STAGES))
    with Plant(secured.cluster, tmp_path, **secured.environment) as made:
        yield made


def test_the_whole_path_from_feed_to_replay_needs_no_more_rights_than_are_printed(
    guarded: Plant, secured: Secured, tmp_path: Path
) -> None:
    long = raw("long", text_of(7000) + " More." * 500)
    guarded.start("enrich", "merge")
    guarded.start("ingest", STANCEWIRE_LIMITS__MESSAGE_BYTES="2000")
    articles = tmp_path / "articles.jsonl"
    fed = [value.decode() for _, value in (*(raw(f"a{n}", text_of(n)) for n in range(40)), long) if value]
    articles.write_text("\n".join(fed) + "\n", encoding="utf-8")
    refused = guarded.cluster.call("feed", str(articles), **secured.environment)
    assert refused.returncode != 0, "the workers' user may not feed"
    allow(guarded.cluster, printed_permissions(guarded.cluster, "feed"))
    done = guarded.cluster.call("feed", str(articles), **secured.environment)
    assert done.returncode == 0, done.stderr
    guarded.fed = guarded.cluster.count("article.raw.v1")
    assert guarded.fed == len(fed)
    guarded.settle()

    guarded.kill(guarded.one("ingest"))
    guarded.start("ingest")
    allow(guarded.cluster, printed_permissions(guarded.cluster, "replay"))
    sent = guarded.cluster.call("dead", "replay", "--json", "--send", **secured.environment)
    assert sent.returncode == 0, sent.stderr
    assert [json.loads(line)["verdict"] for line in sent.stdout.splitlines()] == ["sent"]
    guarded.settle()
    enriched = {record.key for record in guarded.cluster.read("article.enriched.v1")}
    assert enriched == {b"long", *(b"a%d" % n for n in range(40))}
    assert guarded.cluster.count("event.v1") >= len(enriched)


@FULL
def test_an_output_that_the_broker_forbids_is_held_told_in_one_line_and_written_once_it_is_allowed(
    guarded: Plant, table: Notes
) -> None:
    feed, chance, worst = Feed(200), random.Random(200), 0.0
    guarded.start()
    for stage, topic in (
        ("ingest", "article.accepted.v1"),
        ("ingest", "article.dead.v1"),
        ("enrich", "stance.v1"),
        ("enrich", "article.enriched.v1"),
        ("merge", "event.v1"),
    ):
        guarded.feed_until(feed.take(60), "article.accepted.v1", chance.randint(5, 25))
        worker = guarded.one(stage)
        before = len(told(worker.log()))
        right = [Permission("TOPIC", guarded.cluster.prefix + topic, ("WRITE",))]
        forbid(guarded.cluster, right)
        guarded.feed([*feed.take(40), (b"bad", b"{")])
        guarded.until(lambda worker=worker: "held" in worker.ready()[1])
        time.sleep(chance.uniform(1, 4))
        assert not guarded.is_settled()
        assert 1 <= len(told(worker.log())) - before <= MOST_LINES
        allow(guarded.cluster, right)
        started = time.monotonic()
        guarded.progress_s(stage)
        worst = max(worst, time.monotonic() - started)
        guarded.settle()
        assert worker.process.poll() is None, "the worker that was refused goes on itself"
    table.add("output or dead letter forbidden", 5, check(guarded.cluster, guarded.fed), worst)
    assert worst < 35


MOST_LINES = 8
"""One for each partition and try that is told."""


def told(log: str) -> list[str]:
    """Return the lines that say what the broker refused."""
    return [line for line in log.splitlines() if "trying again" in line and "TopicAuthorization" in line]
