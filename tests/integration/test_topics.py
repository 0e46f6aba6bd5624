"""`stancewire topics` on a real broker."""

from __future__ import annotations

import json

import pytest
from kafka_workers import Cluster

from stancewire_schemas import CARDS

pytestmark = pytest.mark.kafka


def test_create_makes_every_topic_once_and_check_then_agrees(kafka: str) -> None:
    cluster = Cluster(kafka)
    states = []
    for _ in range(2):
        made = cluster.call("topics", "create", "--json")
        assert made.returncode == 0, made.stderr
        states.append({json.loads(line)["state"] for line in made.stdout.splitlines()})
    assert states == [{"created"}, {"exists"}]
    checked = cluster.call("topics", "check", "--json")
    reports = [json.loads(line) for line in checked.stdout.splitlines()]
    assert checked.returncode == 0
    assert {report["topic"] for report in reports} == {cluster.prefix + card.name for card in CARDS}
    assert {report["state"] for report in reports} == {"matches"}


def test_check_tells_what_is_missing_and_what_differs(kafka: str) -> None:
    cluster = Cluster(kafka)
    with cluster.admin() as admin:
        admin.create_topics({cluster.prefix + "event.v1": {"num_partitions": 2, "replication_factor": 1}})
    checked = cluster.call("topics", "check", "--json")
    reports = {json.loads(line)["topic"]: json.loads(line) for line in checked.stdout.splitlines()}
    assert checked.returncode == 1
    assert reports[cluster.prefix + "stance.v1"]["state"] == "missing"
    differences = reports[cluster.prefix + "event.v1"]["differences"]
    assert "2 partitions, not 4" in differences
    assert "cleanup.policy is delete, not compact" in differences


def test_a_worker_refuses_to_start_without_its_topics(kafka: str) -> None:
    refused = Cluster(kafka).call("worker", "ingest")
    assert refused.returncode == 3
    assert refused.stderr.count("\n") == 1
    assert "article.raw.v1: missing" in refused.stderr
    assert "stancewire topics create" in refused.stderr


def test_a_worker_refuses_wrong_partition_counts(kafka: str) -> None:
    cluster = Cluster(kafka)
    with cluster.admin() as admin:
        admin.create_topics({cluster.prefix + "article.index.v1": {"num_partitions": 1, "replication_factor": 1}})
    assert cluster.call("topics", "create").returncode == 0
    refused = cluster.call("worker", "ingest")
    assert refused.returncode == 3
    assert "article.index.v1: 1 partitions, not 4" in refused.stderr


def test_a_worker_refuses_a_memory_topic_that_would_forget(kafka: str) -> None:
    cluster = Cluster(kafka)
    with cluster.admin() as admin:
        admin.create_topics({cluster.prefix + "event.v1": {"num_partitions": 4, "replication_factor": 1}})
    assert cluster.call("topics", "create").returncode == 0
    refused = cluster.call("worker", "merge")
    assert refused.returncode == 3
    assert "event.v1: cleanup.policy is delete, not compact" in refused.stderr
    assert refused.stderr.count("\n") == 1
