"""Every hostile message through the real service: one outcome each, neighbours unharmed, nothing of it logged."""

from __future__ import annotations

import base64
import json
from collections import Counter
from pathlib import Path

import pytest
from faults.feed import raw, text_of
from hostile import payload, renamed, rows
from kafka_workers import Cluster, Worker, wait_until

from stancewire.topology import STAGES
from stancewire_schemas import BY_NAME, AcceptedArticleV1, DeadLetterV1, EnrichedArticleV1

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

BREAKERS_OFF = {"STANCEWIRE_BREAKER__RUN": "100000", "STANCEWIRE_BREAKER__RATIO": "1"}
TAKEN_BYTES = 4_000_000


def hostile_messages(shared: Path) -> list[tuple[bytes | None, bytes | None, str]]:
    """Return key, value and what must become of it, for every row of every file that a topic would take."""
    found: list[tuple[bytes | None, bytes | None, str]] = []
    for row in rows(shared, "article_messages.jsonl"):
        key = None if row["key_b64"] is None else base64.b64decode(row["key_b64"])
        found.append((key, renamed(payload(row)), row["expect"]))
    cases = rows(shared, "json_parsing.jsonl")
    found += [(row["name"].encode(), payload(row, "b64"), "dlq") for row in cases]
    naughty = json.loads((shared / "gold" / "hostile" / "naughty_strings.json").read_text(encoding="utf-8"))
    for number, words in enumerate(naughty):
        for field in ("id", "text", "title", "publisher", "url"):
            body = {"id": f"n{number}-{field}", "text": "The minister resigned.", field: words}
            found.append((f"n{number}".encode(), json.dumps(body).encode(), "dlq_or_accept"))
    return [row for row in found if len(row[1] or b"") < TAKEN_BYTES]


@pytest.fixture
def own(kafka: str) -> Cluster:
    made = Cluster(kafka)
    assert made.call("topics", "create").returncode == 0
    return made


def is_done(cluster: Cluster, stage: str) -> bool:
    reads = STAGES[stage].reads
    return cluster.committed(stage, reads) == cluster.ends(reads)


def test_every_hostile_message_has_one_outcome_and_its_neighbours_complete(
    own: Cluster, shared: Path, tmp_path: Path
) -> None:
    messages = hostile_messages(shared)
    good = [raw(f"good-{number}", text_of(number)) for number in range(40)]
    fed = [(key, value) for key, value, _ in messages]
    step = len(fed) // len(good)
    mixed = [m for n, one in enumerate(good) for m in (*fed[n * step : (n + 1) * step], one)]
    mixed += fed[len(good) * step :]
    with Worker(own, "ingest", tmp_path / "ingest.log", **BREAKERS_OFF) as worker:
        worker.wait_ready()
        own.feed(mixed)
        wait_until(lambda: is_done(own, "ingest"), 200, every_s=0.5)
        outcomes = worker.outcomes()
        assert sum(outcomes.values()) == len(mixed)
        assert worker.process.poll() is None, "no message may end the worker"
        assert worker.terminate() == 0
    letters = [DeadLetterV1.from_bytes(record.value) for record in own.read("article.dead.v1")]
    assert len(letters) == outcomes["dead"]
    places = {(letter.partition, letter.offset): letter for letter in letters}
    assert len(places) == len(letters), "one letter a message"
    originals = {(record.partition, record.offset): record for record in own.read("article.raw.v1")}
    for place, letter in places.items():
        assert (letter.key, letter.value) == (originals[place].key, originals[place].value)
    must_die = Counter((key, value) for key, value, expect in messages if expect == "dlq" and value is not None)
    died: Counter[tuple[bytes | None, bytes | None]] = Counter((letter.key, letter.value) for letter in letters)
    assert all(died[message] >= count for message, count in must_die.items())
    accepted = {AcceptedArticleV1.from_bytes(r.value).id for r in own.read("article.accepted.v1")}
    assert {key.decode() for key, _ in good} <= accepted
    log = (tmp_path / "ingest.log").read_text(encoding="utf-8")
    assert log.isprintable() or all(line.isprintable() for line in log.splitlines())
    assert "minister" not in log


@pytest.mark.model
@pytest.mark.faults
def test_hostile_articles_pass_all_real_stages_within_their_limits(
    own: Cluster, shared: Path, tmp_path: Path
) -> None:
    messages = [(key, value) for key, value, expect in hostile_messages(shared) if not key or key[:1] != b"n"]
    good = [raw(f"good-{number}", text_of(number)) for number in range(5)]
    own.feed([*messages, *good])
    workers = [Worker(own, stage, tmp_path / f"{stage}.log", **BREAKERS_OFF) for stage in STAGES]
    try:
        for worker in workers:
            worker.wait_ready(90)
        wait_until(lambda: all(is_done(own, stage) for stage in STAGES), 500, every_s=1)
        assert [worker.process.poll() for worker in workers] == [None] * len(workers)
    finally:
        for worker in workers:
            worker.__exit__()
    enriched = [EnrichedArticleV1.from_bytes(r.value) for r in own.read("article.enriched.v1") if r.value]
    assert {f"good-{number}" for number in range(5)} <= {record.article.id for record in enriched}
    for name in BY_NAME:
        for record in own.read(name):
            if name not in {"article.raw.v1", "article.dead.v1"} and record.value is not None:
                json.loads(record.value.decode(), parse_constant=pytest.fail)
