"""Ingest as a process on real Kafka: nothing is lost, nothing that is unfinished is committed."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from kafka_workers import Cluster, Worker, article, wait_until

from stancewire_schemas import AcceptedArticleV1, DeadLetterV1

pytestmark = pytest.mark.kafka


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


class Start:
    """Starts workers that are gone when the test ends."""

    def __init__(self, cluster: Cluster, stack: ExitStack, folder: Path) -> None:
        self._cluster, self._stack, self._folder, self._count = cluster, stack, folder, 0

    def __call__(self, **more: str) -> Worker:
        self._count += 1
        log = self._folder / f"worker-{self._count}.log"
        return self._stack.enter_context(Worker(self._cluster, "ingest", log, **more))


@pytest.fixture
def start(cluster: Cluster, stack: ExitStack, tmp_path: Path) -> Start:
    return Start(cluster, stack, tmp_path)


def is_all_committed(cluster: Cluster) -> bool:
    return cluster.committed("ingest", "article.raw.v1") == cluster.ends("article.raw.v1")


def has_accepted(cluster: Cluster, count: int) -> bool:
    return cluster.count("article.accepted.v1") >= count


def test_outcomes_add_up_and_sigterm_commits_everything(cluster: Cluster, start: Start) -> None:
    cluster.feed([*(article(n) for n in range(300)), *(article(n) for n in range(50)), (b"a7", None), (b"x", b"{")])
    worker = start()
    worker.wait_ready()
    wait_until(lambda: sum(worker.outcomes().values()) == 352)
    assert worker.outcomes() == {"completed": 300, "copy": 50, "erased": 1, "dead": 1}
    assert worker.terminate() == 0
    assert is_all_committed(cluster)
    assert cluster.count("article.accepted.v1") == 301
    assert cluster.count("article.dead.v1") == 1


def test_memory_is_read_back_after_a_restart(cluster: Cluster, start: Start) -> None:
    cluster.feed(article(n) for n in range(40))
    first = start()
    wait_until(lambda: cluster.count("article.accepted.v1") == 40)
    assert first.terminate() == 0
    second = start()
    second.wait_ready()
    assert second.samples()['stancewire_memory_records_loaded_total{stage="ingest"}'] == 40
    cluster.feed(article(n) for n in range(40))
    wait_until(lambda: sum(second.outcomes().values()) == 40)
    assert second.outcomes() == {"copy": 40}


def test_kill_9_in_mid_stream_loses_nothing_and_repeats_the_same_bytes(cluster: Cluster, start: Start) -> None:
    count = 3000
    cluster.feed(article(n) for n in range(count))
    for target in (200, 1200):
        worker = start()
        wait_until(partial(has_accepted, cluster, target), every_s=0.02)
        worker.kill()
        assert cluster.count("article.accepted.v1") < count, "it was killed too late to show anything"
    last = start()
    wait_until(lambda: is_all_committed(cluster), within_s=60, every_s=0.5)
    assert last.terminate() == 0
    by_article: dict[str, set[bytes]] = {}
    for record in cluster.read("article.accepted.v1"):
        by_article.setdefault(AcceptedArticleV1.from_bytes(record.value).id, set()).add(record.value)
    assert set(by_article) == {f"a{n}" for n in range(count)}
    assert {len(values) for values in by_article.values()} == {1}


def test_a_second_worker_joins_and_the_first_leaves_without_loss(cluster: Cluster, start: Start) -> None:
    first = start()
    first.wait_ready()
    cluster.feed(article(n) for n in range(500))
    second = start()
    wait_until(lambda: second.ready()[0] == 200, within_s=40)
    cluster.feed(article(n) for n in range(500, 1000))
    assert first.terminate() == 0
    cluster.feed(article(n) for n in range(1000, 1500))
    wait_until(lambda: is_all_committed(cluster), within_s=60, every_s=0.5)
    assert second.terminate() == 0
    ids = [AcceptedArticleV1.from_bytes(record.value).id for record in cluster.read("article.accepted.v1")]
    assert set(ids) == {f"a{n}" for n in range(1500)}


HOSTILE: dict[str, tuple[bytes, str]] = {
    "broken JSON": (b'{"id": "bad-0", "text": ', "bad_json"),
    "a wrong type": (b'{"id": "bad-1", "text": 7}', "schema"),
    "invalid UTF-8": (b'{"id": "bad-2", "text": "\xff\xfe"}', "bad_encoding"),
    "an empty body": (b'{"id": "bad-3", "text": ""}', "empty_text"),
    "a body of 2 MB": (json.dumps({"id": "bad-4", "text": "word " * 400_000}).encode(), "too_large"),
    "an empty value": (b"", "bad_json"),
}


def test_each_bad_message_is_one_dead_letter_with_its_bytes_and_neighbours_complete(
    cluster: Cluster, start: Start
) -> None:
    messages: list[tuple[bytes | None, bytes | None]] = []
    for number, (value, _) in enumerate(HOSTILE.values()):
        messages += [article(number), (b"bad-%d" % number, value)]
    messages.append((None, article(90)[1]))
    cluster.feed(messages)
    worker = start()
    wait_until(lambda: is_all_committed(cluster))
    letters = {letter.key: letter for letter in map(letter_of, cluster.read("article.dead.v1"))}
    assert len(letters) == len(HOSTILE)
    for number, (value, reason) in enumerate(HOSTILE.values()):
        letter = letters[b"bad-%d" % number]
        assert (letter.reason, letter.value) == (reason, value)
        assert letter.stage == "ingest"
        assert letter.topic == cluster.prefix + "article.raw.v1"
    accepted = {AcceptedArticleV1.from_bytes(r.value).id for r in cluster.read("article.accepted.v1")}
    assert accepted == {f"a{number}" for number in (*range(len(HOSTILE)), 90)}
    assert worker.terminate() == 0
    assert "word word" not in worker.log()


def letter_of(record: object) -> DeadLetterV1:
    value = getattr(record, "value", b"")
    assert base64.b64encode(b"bad-")[:4].decode() in value.decode()
    return DeadLetterV1.from_bytes(value)


def test_an_output_that_the_broker_refuses_holds_the_offset_until_it_takes_it(
    cluster: Cluster, start: Start
) -> None:
    worker = start(STANCEWIRE_KAFKA__PRODUCE_DEADLINE_S="2")
    worker.wait_ready()
    cluster.delete("article.accepted.v1")
    cluster.feed(article(n) for n in range(20))
    wait_until(lambda: "held" in worker.ready()[1])
    status, reasons = worker.ready()
    assert status == 503
    assert "output not written" in reasons["held"]
    assert worker.outcomes() == {}
    assert sum(cluster.committed("ingest", "article.raw.v1").values()) == 0
    assert cluster.call("topics", "create").returncode == 0
    wait_until(lambda: is_all_committed(cluster), within_s=40)
    assert worker.outcomes() == {"completed": 20}
    wait_until(lambda: worker.ready()[0] == 200)
    assert worker.terminate() == 0


def test_a_flood_of_bad_messages_stops_the_partition_instead_of_draining_it(cluster: Cluster, start: Start) -> None:
    cluster.feed((b"same", b"no json %d" % n) for n in range(200))
    worker = start(STANCEWIRE_BREAKER__RUN="5")
    wait_until(lambda: any(name.startswith("partition") for name in worker.ready()[1]))
    assert cluster.count("article.dead.v1") == 5
    assert worker.terminate() == 0
    assert sum(cluster.committed("ingest", "article.raw.v1").values()) == 5


def test_a_second_sigterm_ends_at_once(cluster: Cluster, start: Start) -> None:
    worker = start(STANCEWIRE_DRAIN_S="60")
    worker.wait_ready()
    cluster.delete("article.accepted.v1")
    cluster.feed([article(1)])
    wait_until(
        lambda: (
            worker.ready()[0] != 0 and worker.samples().get('stancewire_in_flight_messages{stage="ingest"}') == 1
        )
    )
    worker.process.terminate()
    wait_until(lambda: '"stopping"' in worker.log())
    assert worker.terminate(within_s=5) == 128 + 15
    assert sum(cluster.committed("ingest", "article.raw.v1").values()) == 0
