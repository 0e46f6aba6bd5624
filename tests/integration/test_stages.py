"""All three stages on real Kafka give the records of the same steps without Kafka, whatever dies meanwhile."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from kafka_workers import Cluster, Worker, wait_until

from stancewire.enrich.coder import load_coder
from stancewire.enrich.manifest import Manifest
from stancewire.offline import Flow
from stancewire.settings import LimitSettings
from stancewire_schemas import EnrichedArticleV1, EventMentionV1, EventV1

SHARED = Path(__file__).resolve().parents[3] / "shared"

pytestmark = [pytest.mark.kafka, pytest.mark.model]

TEXTS = (
    "Kenya's president, William Ruto, condemned the attack on Saturday and said that he would send 600 troops.",
    "French President Emmanuel Macron met Canada's prime minister in Paris on Monday. Protesters marched in Lyon.",
    "Japan will impose sanctions on three companies, the finance ministry said. China rejected the accusation.",
)

ROUTES = {"ingest": "article.raw.v1", "enrich": "article.accepted.v1", "merge": "event.mention.v1"}


def raw(number: int, text: str) -> tuple[bytes, bytes]:
    record = {"id": f"s{number}", "text": text, "published_at": "2026-03-02T09:00:00Z", "publisher": "Harbour Wire"}
    return f"s{number}".encode(), json.dumps(record).encode()


MESSAGES = [raw(0, TEXTS[0]), raw(1, TEXTS[1]), raw(2, TEXTS[2]), raw(3, TEXTS[0])]

SAMPLE = SHARED / "seed" / "000_4f58a869596c13c4.txt"
if SAMPLE.exists():
    # The real article that the service was asked for; it stands beside the project, not in it.
    MESSAGES.insert(0, raw(4, SAMPLE.read_text(encoding="utf-8")))


@pytest.fixture
def workers(cluster: Cluster, tmp_path: Path) -> Iterator[dict[str, Worker]]:
    with ExitStack() as stack:
        yield {stage: stack.enter_context(Worker(cluster, stage, tmp_path / f"{stage}.log")) for stage in ROUTES}


def fingerprints(records: dict[bytes, bytes]) -> set[str]:
    return {EnrichedArticleV1.from_bytes(value).pipeline.fingerprint for value in records.values()}


def unfolded(records: dict[bytes, bytes]) -> tuple[set[bytes], set[bytes]]:
    """Return the stance and mention records that the articles' records stand for."""
    texts = {key: json.loads(value)["text"] for key, value in MESSAGES}
    stances: set[bytes] = set()
    mentions: set[bytes] = set()
    for key, value in records.items():
        record = EnrichedArticleV1.from_bytes(value)
        manifest = Manifest(record)
        stances |= {manifest.stance(tag).to_bytes() for tag in record.stances}
        limit = LimitSettings().evidence_chars
        mentions |= {manifest.mention(tag, texts[key], limit).to_bytes() for tag in record.events}
    return stances, mentions


def is_idle(cluster: Cluster) -> bool:
    return all(cluster.committed(stage, topic) == cluster.ends(topic) for stage, topic in ROUTES.items())


def kill_coder(worker: Worker) -> None:
    children = psutil.Process(worker.process.pid).children()
    assert len(children) == 1
    children[0].kill()


def test_all_stages_give_what_the_same_steps_give_without_kafka(
    cluster: Cluster, workers: dict[str, Worker]
) -> None:
    for worker in workers.values():
        worker.wait_ready(60)
    cluster.feed(MESSAGES[:-1])
    kill_coder(workers["enrich"])
    wait_until(lambda: cluster.count("article.enriched.v1") == len(MESSAGES) - 1, within_s=60)
    cluster.feed(MESSAGES[-1:])
    wait_until(lambda: cluster.count("article.enriched.v1") == len(MESSAGES), within_s=60)
    wait_until(lambda: is_idle(cluster), within_s=60, every_s=0.5)

    flow = Flow(load_coder("accurate"), LimitSettings())
    expected = {key: record.to_bytes() for key, value in MESSAGES if (record := flow.code(key, value))}
    found = {record.key: record.value for record in cluster.read("article.enriched.v1")}
    assert fingerprints(found) == fingerprints(expected), "the code was changed while the test ran"
    assert found == expected
    assert EnrichedArticleV1.from_bytes(found[b"s3"]).article.copy_of == "s0"

    stances, mentions = unfolded(found)
    assert {record.value for record in cluster.read("stance.v1")} == stances
    assert {record.value for record in cluster.read("event.mention.v1")} == mentions
    supported = {m for r in cluster.read("event.v1") for m in EventV1.from_bytes(r.value).mention_ids}
    assert supported == {EventMentionV1.from_bytes(value).id for value in mentions}
    assert len(stances) > 8
    assert len(mentions) > 8
    assert cluster.count("article.dead.v1") == 0

    started = time.monotonic()
    assert [worker.terminate() for worker in workers.values()] == [0, 0, 0]
    assert time.monotonic() - started < 25
