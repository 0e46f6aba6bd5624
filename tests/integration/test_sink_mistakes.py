"""What a person does wrong with the sink is told in one line."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest
from kafka_workers import PROGRAM, Cluster, wait_until
from postgres_server import PASSWORD, PostgresServer
from sink_databases import Kind, load
from sink_databases import postgres as postgres  # noqa: PLC0414  # a fixture
from topic_records import event

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(580)]


class Mistakes:
    """Each is one line on stderr, without a traceback and without the password."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def told(self, target: str, code: int, **environment: str) -> str:
        done = self._cluster.call("sink", "--to", target, "--until-idle", **environment)
        assert done.returncode == code, done.stderr
        (line,) = done.stderr.splitlines()
        assert PASSWORD not in line
        assert "s3cret" not in line
        return line


@pytest.fixture
def mistakes(cluster: Cluster) -> Mistakes:
    return Mistakes(cluster)


def test_a_wrong_url_is_one_line(mistakes: Mistakes) -> None:
    assert "no PostgreSQL URL" in mistakes.told("postgresql://desk:s3cret:s3cret@host:port/news", 2)
    assert "postgresql://" in mistakes.told("mysql://desk:s3cret@host/news", 2)
    assert "no such folder" in mistakes.told("nowhere/a.duckdb", 2)


def test_a_server_that_is_down_is_one_line(mistakes: Mistakes) -> None:
    assert "no PostgreSQL server answers at 127.0.0.1:1/news" in mistakes.told(
        "postgresql://desk:s3cret@127.0.0.1:1/news", 3
    )


def test_a_wrong_password_and_an_absent_database_are_one_line(mistakes: Mistakes, postgres: PostgresServer) -> None:
    assert "wrong password" in mistakes.told(postgres.url("postgres", "s3cret"), 3)
    assert "no such database" in mistakes.told(postgres.url("absent"), 2)


def test_a_server_that_goes_down_is_one_line_and_the_next_start_goes_on(
    cluster: Cluster, kind_of_its_own: Kind, own_postgres: PostgresServer
) -> None:
    target = kind_of_its_own.fresh()
    cluster.feed([event(n) for n in range(20)], "event.v1")
    order = [PROGRAM, "sink", "--to", target, "--json", "--every", "0.1"]
    with subprocess.Popen(
        order, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=cluster.environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        while json.loads(next(process.stdout))["messages"] < 20:
            pass
        own_postgres.stop()
        cluster.feed([event(n) for n in range(20, 30)], "event.v1")
        assert process.wait(60) == 3
        (line,) = process.stderr.read().splitlines()
        assert "lost the connection" in line
        assert PASSWORD not in line
    own_postgres.start()
    load(cluster, target)
    assert kind_of_its_own.ask(target, "SELECT count(*) FROM events") == [(30,)]


@pytest.fixture
def own_postgres() -> Any:
    with PostgresServer() as server:
        yield server


@pytest.fixture
def kind_of_its_own(own_postgres: PostgresServer, tmp_path: Path) -> Kind:
    return Kind("postgresql", tmp_path, lambda: own_postgres)


def test_a_file_that_is_in_use_or_no_duckdb_file_is_one_line(mistakes: Mistakes, tmp_path: Path) -> None:
    target = tmp_path / "a.duckdb"
    holder = f"import duckdb,time;c=duckdb.connect({str(target)!r});print(1,flush=True);time.sleep(100)"
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert "in use by another process" in mistakes.told(str(target), 3)
        process.kill()
    (tmp_path / "b.duckdb").write_text("not a database, but long enough to be read as one" * 100)
    assert "is no DuckDB file" in mistakes.told(str(tmp_path / "b.duckdb"), 2)


@pytest.mark.parametrize(("version", "word"), [("0", "an older Stancewire"), ("2", "a newer Stancewire")])
def test_tables_of_another_version_are_one_line(
    mistakes: Mistakes, cluster: Cluster, tmp_path: Path, version: str, word: str
) -> None:
    target = str(tmp_path / "a.duckdb")
    load(cluster, target)
    with duckdb.connect(target) as connection:
        connection.execute("UPDATE sink_about SET value = ? WHERE name = 'tables_version'", [version])
    assert word in mistakes.told(target, 2)


def test_a_database_of_somebody_else_or_of_another_feed_is_one_line(
    mistakes: Mistakes, cluster: Cluster, tmp_path: Path
) -> None:
    target = str(tmp_path / "a.duckdb")
    with duckdb.connect(target) as connection:
        connection.execute("CREATE TABLE events (day DATE)")
    assert "has tables of somebody else: events" in mistakes.told(target, 2)
    load(cluster, str(tmp_path / "b.duckdb"))
    assert "holds records of" in mistakes.told(str(tmp_path / "b.duckdb"), 2, STANCEWIRE_TOPIC_PREFIX="other.")


def test_a_topic_that_was_made_anew_is_one_line(mistakes: Mistakes, cluster: Cluster, tmp_path: Path) -> None:
    target = str(tmp_path / "a.duckdb")
    cluster.feed([event(1)], "event.v1")
    load(cluster, target)
    cluster.delete("event.v1")
    wait_until(lambda: cluster.call("topics", "create").returncode == 0 and cluster.ends("event.v1"))
    time.sleep(1)
    assert "was made anew" in mistakes.told(target, 2)


def test_no_broker_is_one_line(mistakes: Mistakes, tmp_path: Path) -> None:
    target = str(tmp_path / "a.duckdb")
    assert "cannot reach Kafka" in mistakes.told(target, 3, STANCEWIRE_BOOTSTRAP_SERVERS="127.0.0.1:1")


def test_a_missing_extra_is_one_line(mistakes: Mistakes, tmp_path: Path) -> None:
    for package, target in (
        ("duckdb", str(tmp_path / "a.duckdb")),
        ("asyncpg", "postgresql://desk:s3cret@host/news"),
    ):
        folder = tmp_path / package
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(f"import sys; sys.modules[{package!r}] = None", encoding="utf-8")
        line = mistakes.told(target, 2, PYTHONPATH=str(folder))
        assert line.endswith(f"needs {package}; install stancewire[sink]")
