"""`stancewire export --topic` on a real broker writes what the topic holds, and mistakes are one line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet
import pytest
from kafka_workers import Cluster
from topic_records import event

TOPIC = "event.v1"
PLOVER = ("export", "--topic", "--format", "plover-json")

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(120)]


def exported(cluster: Cluster) -> list[tuple[int, str]]:
    done = cluster.call(*PLOVER)
    assert (done.returncode, done.stderr) == (0, "")
    rows = map(json.loads, done.stdout.splitlines())
    return [(int(row["event_id"], 16), row["event_type"]) for row in rows]


def test_each_event_of_all_partitions_is_written_once_in_order_of_id(cluster: Cluster) -> None:
    cluster.feed([event(number) for number in range(40, 0, -1)], TOPIC)
    assert [found for found, end in cluster.ends(TOPIC).items() if end] == [0, 1, 2, 3]
    assert [number for number, _ in exported(cluster)] == list(range(1, 41))


def test_the_last_revision_is_written_also_where_an_outdated_one_comes_late(cluster: Cluster) -> None:
    cluster.feed([event(1, 1, type="PROTEST"), event(1, 3, type="ASSAULT"), event(1, 2, type="COERCE")], TOPIC)
    assert exported(cluster) == [(1, "ASSAULT")]


def test_an_event_with_a_tombstone_is_gone_until_it_is_told_anew(cluster: Cluster) -> None:
    (first, _), (second, _) = event(1), event(2)
    cluster.feed([event(1, 7), event(2, 7, type="AID"), event(3)], TOPIC)
    cluster.feed([(first, None), (second, None)], TOPIC)
    cluster.feed([event(2, 1, type="PROTEST")], TOPIC)
    assert [number for number, _ in exported(cluster)] == [2, 3]
    assert exported(cluster)[0] == (2, "PROTEST")


@pytest.mark.parametrize("form", ["plover-json", "gdelt-tsv", "acled-csv"])
def test_a_topic_and_a_file_of_its_values_give_the_same_bytes(cluster: Cluster, tmp_path: Path, form: str) -> None:
    told = [event(1, type="PROTEST"), event(2), event(2, 2, type="AID")]
    cluster.feed(told, TOPIC)
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"".join(value + b"\n" for _, value in told))
    of_topic = cluster.call("export", "--topic", "--format", form)
    of_file = cluster.call("export", str(path), "--format", form)
    assert (of_topic.returncode, of_topic.stderr) == (0, "")
    assert of_topic.stdout == of_file.stdout != ""


def test_parquet_of_a_topic_holds_its_events(cluster: Cluster, tmp_path: Path) -> None:
    cluster.feed([event(1), event(2)], TOPIC)
    path = tmp_path / "events.parquet"
    done = cluster.call("export", "--topic", "--format", "parquet", "--out", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    table = pyarrow.parquet.read_table(path)
    assert sorted(table.column("event_id").to_pylist()) == [f"{1:032x}", f"{2:032x}"]


def test_an_empty_topic_gives_a_table_without_rows(cluster: Cluster) -> None:
    assert exported(cluster) == []
    done = cluster.call("export", "--topic", "--format", "acled-csv")
    assert list(csv.DictReader(io.StringIO(done.stdout))) == []
    assert done.stdout.startswith("event_id_cnty")


@pytest.mark.parametrize("value", [b"rubbish", b'{"event_id": "a"}', b"\xff\xfe"])
def test_a_message_that_is_no_event_is_named_by_its_place(cluster: Cluster, value: bytes) -> None:
    cluster.feed([event(1), (b"x", value)], TOPIC)
    ((partition, offset),) = [(r.partition, r.offset) for r in cluster.read(TOPIC) if r.key == b"x"]
    done = cluster.call(*PLOVER)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{cluster.prefix}{TOPIC}/{partition}@{offset}" in line


def test_a_missing_topic_is_one_line_that_says_what_makes_it(kafka: str) -> None:
    bare = Cluster(kafka)
    done = bare.call(*PLOVER)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert f"no topic {bare.prefix}{TOPIC}" in line
    assert "stancewire topics create" in line


def test_a_missing_broker_is_one_line_and_exit_3() -> None:
    done = Cluster("127.0.0.1:1").call(*PLOVER)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (3, "")
    assert "127.0.0.1:1" in line


def test_a_failed_export_leaves_the_file_of_before(cluster: Cluster, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text("of yesterday\n")
    cluster.feed([(b"x", b"rubbish")], TOPIC)
    assert cluster.call(*PLOVER, "--out", str(path)).returncode == 1
    assert path.read_text() == "of yesterday\n"
