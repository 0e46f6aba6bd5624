"""Workers as subprocesses on a real broker, and the questions that tests ask of both."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition

PROGRAM = str(Path(sys.executable).with_name("stancewire"))

FAST = {
    "STANCEWIRE_HTTP_PORT": "0",
    "STANCEWIRE_KAFKA__SESSION_TIMEOUT_S": "6",
    "STANCEWIRE_KAFKA__REBALANCE_TIMEOUT_S": "3",
    "STANCEWIRE_KAFKA__COMMIT_INTERVAL_S": "0.5",
}


def wait_until(what: Callable[[], object], within_s: float = 30, every_s: float = 0.1) -> None:
    """Return when `what` is true; fail when it is not in time."""
    deadline = time.monotonic() + within_s
    while not what():
        assert time.monotonic() < deadline, f"not within {within_s:g} s"
        time.sleep(every_s)


@dataclass
class Cluster:
    """A broker and topics under a prefix of their own."""

    bootstrap: str
    prefix: str = field(default_factory=lambda: f"t{uuid.uuid4().hex[:8]}.")

    def environment(self, **more: str) -> dict[str, str]:
        own = {"STANCEWIRE_BOOTSTRAP_SERVERS": self.bootstrap, "STANCEWIRE_TOPIC_PREFIX": self.prefix}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("STANCEWIRE_")}
        return clean | FAST | own | more

    def call(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the command line to its end."""
        return subprocess.run(
            [PROGRAM, *arguments],
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def feed(self, messages: Iterable[tuple[bytes | None, bytes | None]], topic: str = "article.raw.v1") -> None:
        """Send keys and values and wait until the broker has them."""
        producer = KafkaProducer(bootstrap_servers=self.bootstrap, max_request_size=8_000_000, linger_ms=5)
        sent = [producer.send(self.prefix + topic, key=key, value=value) for key, value in messages]
        for one in sent:
            one.get(timeout=60)
        producer.close()

    def places(self, topic: str) -> list[Any]:
        with self._consumer() as consumer:
            numbers = consumer.partitions_for_topic(self.prefix + topic) or ()
            return [TopicPartition(self.prefix + topic, number) for number in sorted(numbers)]

    def ends(self, topic: str) -> dict[int, int]:
        """End offsets by partition."""
        with self._consumer() as consumer:
            ends = consumer.end_offsets(self.places(topic))
        return {place.partition: end for place, end in ends.items()}

    def count(self, topic: str) -> int:
        """Messages in a topic that nothing was removed from."""
        return sum(self.ends(topic).values())

    def read(self, topic: str) -> list[Any]:
        """Every record of a topic, in order within each partition."""
        places = self.places(topic)
        found: list[Any] = []
        with self._consumer() as consumer:
            consumer.assign(places)
            consumer.seek_to_beginning(*places)
            ends = consumer.end_offsets(places)
            while any(consumer.position(place) < ends[place] for place in places):
                for records in consumer.poll(timeout_ms=500).values():
                    found.extend(records)
        return found

    def committed(self, stage: str, topic: str) -> dict[int, int]:
        """Committed offsets of a stage's group by partition; 0 where nothing is committed."""
        group = f"{self.prefix}stancewire.{stage}"
        with self.admin() as admin:
            found = admin.list_group_offsets({group: self.places(topic)})[group]
        return {place.partition: max(0, told.offset) for place, told in found.items()}

    def delete(self, topic: str) -> None:
        """Delete a topic with all that it holds."""
        with self.admin() as admin:
            admin.delete_topics([self.prefix + topic])

    @contextmanager
    def admin(self) -> Iterator[Any]:
        admin = KafkaAdminClient(bootstrap_servers=self.bootstrap)
        try:
            yield admin
        finally:
            admin.close()

    @contextmanager
    def _consumer(self) -> Iterator[Any]:
        consumer = KafkaConsumer(
            bootstrap_servers=self.bootstrap,
            max_partition_fetch_bytes=16_000_000,
            isolation_level="read_committed",
            enable_auto_commit=False,
        )
        try:
            yield consumer
        finally:
            consumer.close()


class Worker:
    """One stage in a process. A context: on leaving, what still runs is killed."""

    def __init__(
        self,
        cluster: Cluster,
        stage: str,
        log: Path,
        program: Sequence[str] = (PROGRAM, "worker"),
        **more: str,
    ) -> None:
        self._log = log
        more = {"STANCEWIRE_STATE_DIR": str(log.parent / "state")} | more
        with log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [*program, stage], env=cluster.environment(**more), stderr=stderr, stdout=stderr
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def port(self) -> int:
        wait_until(lambda: '"port"' in self.log() or self.process.poll() is not None, 120)
        found = re.search(r'"port": (\d+)', self.log())
        assert found, self.log()
        return int(found[1])

    def ready(self) -> tuple[int, dict[str, str]]:
        """Status code and reasons of /ready; 0 while nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port()}/ready", timeout=5) as answer:
                return 200, json.load(answer)["reasons"]
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)["reasons"]
        except OSError:
            return 0, {}

    def wait_ready(self, within_s: float = 40) -> None:
        try:
            wait_until(lambda: self.ready()[0] == 200, within_s)
        except AssertionError as late:
            raise AssertionError(f"{late}\n{self.log()}") from None

    def samples(self) -> dict[str, float]:
        """Metric samples by name and labels as written."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port()}/metrics", timeout=5) as answer:
            lines = answer.read().decode().splitlines()
        return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if not line.startswith("#")}

    def outcomes(self) -> dict[str, int]:
        """Outcomes so far, by name; what has not happened is not named."""
        found = {}
        for name, value in self.samples().items():
            if label := re.match(r'stancewire_outcomes_total\{outcome="(\w+)"', name):
                found[label[1]] = int(value)
        return {outcome: count for outcome, count in found.items() if count}

    def terminate(self, within_s: float = 30) -> int:
        """Send SIGTERM; return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(within_s)

    def kill(self) -> None:
        """End it like a power cut."""
        self.process.kill()
        self.process.wait()


def article(number: int, text: str = "") -> tuple[bytes, bytes]:
    """Return key and value of a raw article."""
    body = text or f"The foreign minister said in message {number} that talks would go on after the weekend."
    return f"a{number}".encode(), json.dumps({"id": f"a{number}", "text": body}).encode()


@pytest.fixture
def cluster(kafka: str) -> Cluster:
    """All topics on the session's broker, under a prefix that no other test has."""
    made = Cluster(kafka)
    assert made.call("topics", "create").returncode == 0
    return made
