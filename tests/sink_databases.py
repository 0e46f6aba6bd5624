"""Databases of both kinds for tests of the sink, and how one is loaded."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from kafka_workers import PROGRAM, Cluster
from postgres_server import PostgresServer
from postgres_server import postgres as postgres  # noqa: PLC0414  # a fixture

from stancewire.sink.tables import TABLES

TABLE_NAMES = [*(table.name for table in TABLES), "sink_offsets", "sink_keys"]


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
