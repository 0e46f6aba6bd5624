"""What the README shows a subscriber works as it stands there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka_workers import Cluster

ROOT = Path(__file__).resolve().parents[2]
EVENT = ROOT / "schemas" / "examples" / "event.v1" / "valid" / "two_publishers.json"


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@pytest.fixture
def cluster(kafka: str) -> Cluster:
    made = Cluster(kafka)
    assert made.call("topics", "create").returncode == 0
    return made


@pytest.fixture
def subscriber(cluster: Cluster) -> Iterator[subprocess.Popen[str]]:
    program = block("python").replace("localhost:9092", cluster.bootstrap).replace("news.", cluster.prefix)
    with subprocess.Popen([sys.executable, "-u", "-c", program], stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.mark.kafka
@pytest.mark.timeout(60)
def test_the_subscribers_ten_lines_print_events_and_their_ends(
    cluster: Cluster, subscriber: subprocess.Popen[str]
) -> None:
    record = json.loads(EVENT.read_bytes())
    key = record["event_id"].encode()
    cluster.feed([(key, json.dumps(record).encode()), (key, None)], "event.v1")
    assert subscriber.stdout is not None
    told = [subscriber.stdout.readline().strip() for _ in range(2)]
    actors = [actor["name"] for actor in record["actors"]]
    assert told == [f"{record['type']} {actors} → []", f"ended: {record['event_id']}"]


def test_the_subscribers_program_has_ten_lines() -> None:
    assert len(block("python").strip().splitlines()) == 10
