"""Events and stances in a real database: each once, in its newest revision, whatever is killed on the way."""

from __future__ import annotations

import json
import re
import subprocess
import urllib.request
from pathlib import Path

import asyncpg
import pytest
from kafka_workers import PROGRAM, Cluster, wait_until
from postgres_server import PostgresServer
from sink_databases import Kind, ask_duck, load
from sink_databases import kind as kind  # noqa: PLC0414  # a fixture
from sink_databases import postgres as postgres  # noqa: PLC0414  # a fixture
from topic_records import EVENT, end, event, stance

from stancewire.core.messages import Message
from stancewire.settings import Settings
from stancewire.sink.source import GroupReader, open_source

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(580)]


def fill(cluster: Cluster, number: int = 300) -> None:
    """Events in several revisions, every tenth ended, every twentieth begun anew; every fifth stance withdrawn."""
    cluster.feed((event(n, revision) for revision in (1, 3, 2) for n in range(number)), "event.v1")
    cluster.feed((end(n) for n in range(0, number, 10)), "event.v1")
    cluster.feed((event(n, 1) for n in range(0, number, 20)), "event.v1")
    cluster.feed((stance(n) for n in range(number)), "stance.v1")
    cluster.feed((stance(n, withdrawn=True) for n in range(0, number, 5)), "stance.v1")


def test_events_and_stances_stand_once_in_their_newest_revision(cluster: Cluster, kind: Kind) -> None:
    fill(cluster)
    target = kind.fresh()
    totals = load(cluster, target)
    assert totals["messages"] == 300 * 4 + 30 + 15 + 60
    assert (totals["lag"], totals["unreadable"]) == (0, 0)
    assert kind.ask(target, "SELECT revision, count(*) FROM events GROUP BY 1 ORDER BY 1") == [(1, 15), (3, 270)]
    assert kind.ask(target, "SELECT count(*) FROM stances") == [(240,)]
    assert kind.ask(target, "SELECT count(*) FROM event_sources") == [(285 * len(EVENT["sources"]),)]
    before = kind.tables(target)
    assert load(cluster, target)["messages"] == 0
    assert kind.tables(target) == before


def test_the_next_start_goes_on_behind_what_was_written(cluster: Cluster, kind: Kind) -> None:
    target = kind.fresh()
    cluster.feed([event(1), event(2)], "event.v1")
    load(cluster, target)
    cluster.feed([event(1, 2), end(2)], "event.v1")
    assert load(cluster, target)["messages"] == 2
    assert kind.ask(target, "SELECT event_id, revision FROM events") == [(f"{1:032x}", 2)]


def test_a_load_that_is_killed_again_and_again_ends_in_the_tables_of_a_clean_one(
    cluster: Cluster, kind: Kind
) -> None:
    fill(cluster)
    target, clean = kind.fresh(), kind.fresh()
    order = [PROGRAM, "sink", "--to", target, "--json", "--batch", "40"]
    killed_at = []
    for batches in (1, 3, 2, 4):
        with subprocess.Popen(order, stdout=subprocess.PIPE, text=True, env=cluster.environment()) as process:
            assert process.stdout is not None
            for _ in range(batches):
                told = json.loads(next(process.stdout))
            # What follows the line that is read is in the middle of a batch.
            process.kill()
        killed_at.append(told["messages"])
    held = sum(offset for *_, offset in kind.ask(target, "SELECT * FROM sink_offsets"))
    assert 0 < held < 300 * 4, killed_at
    load(cluster, target)
    load(cluster, clean)
    assert kind.tables(target) == kind.tables(clean)


def test_two_at_once_on_one_server_share_the_work_and_double_nothing(
    cluster: Cluster, postgres: PostgresServer, tmp_path: Path
) -> None:
    kind = Kind("postgresql", tmp_path, lambda: postgres)
    target, clean = kind.fresh(), kind.fresh()
    fill(cluster, 200)
    order = [PROGRAM, "sink", "--to", target, "--json", "--batch", "20"]
    both = [
        subprocess.Popen(
            order, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=cluster.environment()
        )
        for _ in range(2)
    ]
    whole = sum(cluster.ends("event.v1").values()) + sum(cluster.ends("stance.v1").values())
    try:
        wait_until(lambda: read_so_far(postgres, target) == whole, within_s=300, every_s=1)
    finally:
        for process in both:
            process.terminate()
        told = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sum(json.loads(out.splitlines()[-1])["messages"] for out, _ in told) == whole
    load(cluster, clean)
    assert kind.tables(target) == kind.tables(clean)


def read_so_far(server: PostgresServer, target: str) -> int:
    try:
        return sum(offset for (offset,) in server.ask(target, "SELECT next_offset FROM sink_offsets"))
    except asyncpg.UndefinedTableError:
        return 0


def test_what_is_no_record_is_told_and_left_out(cluster: Cluster, tmp_path: Path) -> None:
    cluster.feed([event(1), (b"x", b"rubbish"), event(2)], "event.v1")
    target = str(tmp_path / "a.duckdb")
    done = cluster.call("sink", "--to", target, "--until-idle")
    assert done.returncode == 1
    no_record, summary = done.stderr.splitlines()
    assert re.fullmatch(r"no record in event\.v1 partition \d offset \d", no_record)
    assert summary.startswith("2 events, 0 stances written, 0 ended, 1 messages no records")
    assert ask_duck(target, "SELECT count(*) FROM events") == [(2,)]


def test_a_signal_ends_it_with_what_was_read_written(cluster: Cluster, tmp_path: Path) -> None:
    target = str(tmp_path / "a.duckdb")
    cluster.feed([event(n) for n in range(20)], "event.v1")
    order = [PROGRAM, "sink", "--to", target, "--json", "--every", "0.1"]
    with subprocess.Popen(order, stdout=subprocess.PIPE, text=True, env=cluster.environment()) as process:
        assert process.stdout is not None
        while json.loads(next(process.stdout))["messages"] < 20:
            pass
        process.terminate()
        assert process.wait(30) == 0
    assert ask_duck(target, "SELECT count(*) FROM events") == [(20,)]


def test_a_rejoin_that_outlasts_a_poll_is_joined_and_all_is_read(cluster: Cluster) -> None:
    settings = Settings(bootstrap_servers=cluster.bootstrap, topic_prefix=cluster.prefix)
    with open_source(settings, f"{cluster.prefix}desk", "desk") as consumer:
        reader = GroupReader(consumer, settings, lambda places: dict.fromkeys(places, 0))
        wait_until(lambda: not reader.poll(0.2, 100) and reader.lag() == 0)
        with cluster.admin() as admin:
            admin.create_partitions({f"{cluster.prefix}event.v1": 8})
        consumer._manager.cluster.request_update()  # noqa: SLF001  # by itself it does so every five minutes
        cluster.feed([event(n) for n in range(50)], "event.v1")
        read: dict[tuple[int, int], Message] = {}

        def is_all_read() -> bool:
            found = reader.poll(0.001, 100) or []
            read.update(((message.partition, message.offset), message) for message in found)
            return len(read) == 50

        wait_until(is_all_read, every_s=0)
        assert reader.lag() == 0


def test_the_groups_lag_tells_ops_how_far_the_database_stands(cluster: Cluster, tmp_path: Path) -> None:
    cluster.feed([event(n) for n in range(20)], "event.v1")
    load(cluster, str(tmp_path / "a.duckdb"), "--group", f"{cluster.prefix}stancewire.desk")
    assert sum(cluster.committed("desk", "event.v1").values()) == 20


def test_a_sink_that_runs_on_tells_in_metrics_what_it_does(cluster: Cluster, tmp_path: Path) -> None:
    cluster.feed([event(n) for n in range(20)] + [(b"x", b"rubbish")], "event.v1")
    order = [PROGRAM, "sink", "--to", str(tmp_path / "a.duckdb"), "--every", "0.1", "--http-port", "0"]
    with subprocess.Popen(order, stderr=subprocess.PIPE, text=True, env=cluster.environment()) as process:
        assert process.stderr is not None
        port = int(process.stderr.readline().rpartition(":")[2].partition("/")[0])
        wait_until(lambda: 'stancewire_sink_messages_total{stage="sink"} 21.0' in answer(port, "/metrics"))
        wait_until(lambda: 'stancewire_sink_lag_messages{stage="sink"} 0.0' in answer(port, "/metrics"))
        told = answer(port, "/metrics")
        assert 'stancewire_sink_records_written_total{kind="event",stage="sink"} 20.0' in told
        assert 'stancewire_sink_unreadable_messages_total{stage="sink"} 1.0' in told
        assert 'stancewire_ready{stage="sink"} 1.0' in told
        assert answer(port, "/ready") == '{"ready": true, "reasons": {}}'
        assert answer(port, "/live") == '{"live": true}'
        process.terminate()
        # One message was no record.
        assert process.wait(30) == 1


def answer(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as told:
        return str(told.read().decode())
