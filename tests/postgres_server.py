"""A real PostgreSQL for the tests: a server of its own, on a free loopback port, in a folder of its own.

Debian: apt-get install postgresql. It refuses to run as root, so root hands it to `nobody`.
"""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import asyncpg
import pytest
from ops.programs import leave_out

USER = "desk"
PASSWORD = "Pa55-w0rd"  # noqa: S105  # of a server that lives as long as its test
START_S = 120


def programs() -> Path:
    """Return the folder that holds initdb and postgres; skip loudly where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    for folder in [*folders, *([Path(on_path).parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    leave_out("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    raise AssertionError


class PostgresServer:
    """A server with one user who needs a password. A context: on leaving it is ended and its folder removed."""

    def __init__(self) -> None:
        self._bin = programs()
        self._folder = Path(tempfile.mkdtemp(prefix="stancewire-postgres-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._process: subprocess.Popen[Any] | None = None

    def __enter__(self) -> Self:
        (self._folder / "password").write_text(PASSWORD, encoding="utf-8")
        if _as_whom():
            _give(self._folder, "nobody")
        order = [
            str(self._bin / "initdb"),
            "-D",
            str(self._folder / "data"),
            "-U",
            USER,
            "-E",
            "UTF8",
            "--locale=C",
        ]
        order += ["--auth=scram-sha-256", f"--pwfile={self._folder / 'password'}", "--no-sync"]
        subprocess.run(order, check=True, capture_output=True, cwd=self._folder, timeout=START_S, **_as_whom())
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        order = [
            str(self._bin / "postgres"),
            "-D",
            str(self._folder / "data"),
            "-p",
            str(self.port),
            "-h",
            "127.0.0.1",
        ]
        order += ["-k", str(self._folder), "-c", "fsync=off"]
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(order, stdout=log, stderr=log, cwd=self._folder, **_as_whom())
        deadline = time.monotonic() + START_S
        while not self._answers():
            assert time.monotonic() < deadline, (self._folder / "server.log").read_text(encoding="utf-8")
            time.sleep(0.2)

    def stop(self) -> None:
        """End it at once, as a machine that goes down does not: connections are cut."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(60)
            self._process = None

    def database(self) -> str:
        """Make a database; return its URL, with the password."""
        name = f"d{uuid.uuid4().hex[:8]}"
        self.ask(self.url("postgres"), f"CREATE DATABASE {name}")
        return self.url(name)

    def url(self, name: str, password: str = PASSWORD) -> str:
        return f"postgresql://{USER}:{password}@127.0.0.1:{self.port}/{name}"

    def ask(self, url: str, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement on a connection of its own."""

        async def asked() -> list[tuple[Any, ...]]:
            connection = await asyncpg.connect(url)
            try:
                return [tuple(row) for row in await connection.fetch(sql)]
            finally:
                await connection.close()

        return asyncio.run(asked())

    def _answers(self) -> bool:
        try:
            return bool(self.ask(self.url("postgres"), "SELECT 1"))
        except (OSError, asyncpg.PostgresError):
            return False


def _as_whom() -> dict[str, Any]:
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []} if _is_root() else {}


def _is_root() -> bool:
    return os.geteuid() == 0


def _give(folder: Path, user: str) -> None:
    for path in (folder, *folder.iterdir()):
        os.chown(path, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL; skips loudly where it is not installed, fails where CI is true."""
    with PostgresServer() as server:
        yield server
