"""Events and stances in a real database: each once, in its newest revision, whatever is killed on the way."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import duckdb
import pytest
from kafka_workers import PROGRAM, Cluster, wait_until
from postgres_server import PASSWORD, PostgresServer
from postgres_server import postgres as postgres  # noqa: PLC0414  # a fixture
from topic_records import EVENT, STANCE, end, event, stance

from stancewire.core.messages import Message
from stancewire.settings import Settings
from stancewire.sink.source import GroupReader, open_source
from stancewire.sink.tables import TABLES
from stancewire.sink.views import VIEWS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sink.md"
TABLE_NAMES = [*(table.name for table in TABLES), "sink_offsets", "sink_keys"]

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(580)]

Ask = Callable[[str, str], list[tuple[Any, ...]]]


def ask_duck(path: str, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql).fetchall()


class Kind:
    """A kind of database: how to make an empty one, and how to ask it."""

    def __init__(self, kind: str, folder: Path, server: Callable[[], PostgresServer]) -> None:
        self._kind, self._folder, self._server, self._made = kind, folder, server, 0

    def fresh(self) -> str:
        self._made += 1
        return (
            self._server().database() if self._kind == "postgresql" else str(self._folder / f"{self._made}.duckdb")
        )

    def ask(self, target: str, sql: str) -> list[tuple[Any, ...]]:
        return self._server().ask(target, sql) if self._kind == "postgresql" else ask_duck(target, sql)

    def tables(self, target: str) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables, and how far was read."""
        return {name: sorted(self.ask(target, f"SELECT * FROM {name}"), key=repr) for name in TABLE_NAMES}  # noqa: S608


@pytest.fixture(params=["duckdb", "postgresql"])
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> Kind:
    if request.param == "postgresql":
        request.getfixturevalue("postgres")
    return Kind(request.param, tmp_path, lambda: request.getfixturevalue("postgres"))


def load(cluster: Cluster, target: str, *more: str) -> dict[str, Any]:
    """Load to the end; return the totals."""
    order = [PROGRAM, "sink", "--to", target, "--until-idle", "--json", *more]
    environment = cluster.environment()
    done = subprocess.run(order, env=environment, capture_output=True, text=True, timeout=200, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout.splitlines()[-1]))


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


@pytest.fixture
def asked(cluster: Cluster, kind: Kind) -> Callable[[str], list[tuple[Any, ...]]]:
    """A database that holds something of everything that the page asks for."""
    number = {"kind": "killed", "value": 7.0, "low": 7.0, "high": 7.0, "unit": None, "start": 0, "end": 5}
    place = {"name": "Suva", "geonames_id": 2198148, "country": "FJI", "lat": -18.1, "lon": 178.4, "kind": "city"}
    tonga, fiji = EVENT["actors"]
    dyad: dict[str, Any] = {"actors": [tonga], "recipients": [fiji], "goldstein": -9.0}
    deadly: dict[str, Any] = {
        "magnitudes": [number | {"text": "seven"}],
        "place": place | {"role": "site", "confidence": 0.9},
    }
    cluster.feed([event(1, **dyad), event(2, **dyad, sources=EVENT["sources"][:1]), event(3, **deadly)], "event.v1")
    person = {**tonga, "id": "wd:Q1", "name": "A Minister", "type": "person"}
    cluster.feed(
        [
            stance(1, holder=tonga, target=person, polarity="against", confidence=0.9),
            stance(2, holder=tonga, target=person, polarity="favour", confidence=0.9),
            stance(3, holder=fiji, target=person, polarity="favour", confidence=0.9),
            stance(4, target=person, article=STANCE["article"] | {"copy_of": "x"}, confidence=0.9),
        ],
        "stance.v1",
    )
    target = kind.fresh()
    load(cluster, target)
    return lambda sql: kind.ask(target, sql)


def test_the_pages_five_questions_have_these_answers(asked: Callable[[str], list[tuple[Any, ...]]]) -> None:
    questions = re.findall(r"```sql\n(.*?);\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    hostile, stood, killed, alone, disagree = [asked(question) for question in questions]
    ((month, *rest),) = hostile
    assert (str(month)[:10], rest) == ("2026-03-01", ["TON", "FJI", 2, -9.0])
    ((target, leaning, stances, since),) = stood
    assert (target, float(leaning), int(stances)) == ("A Minister", 0.0, 2)
    assert str(since) == STANCE["article"]["published_at"][:10]
    assert killed == [("FJI", "Suva", 7.0, 1)]
    assert [(row[0], row[2]) for row in alone] == [(f"{2:032x}", EVENT["sources"][0]["publisher"])]
    ((who, publisher, count, mean),) = disagree
    assert (who, publisher, count) == ("A Minister", STANCE["article"]["publisher"], 3)
    assert float(mean) == pytest.approx(1 / 3)


def test_every_view_answers(asked: Callable[[str], list[tuple[Any, ...]]]) -> None:
    assert [name for name in VIEWS if not asked(f"SELECT * FROM {name}")] == []  # noqa: S608
