"""DuckDB: one file, one process at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from stancewire.errors import Unreachable, UserError
from stancewire.sink.database import EXTRA

OFFLINE: Final = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
"""Nothing is fetched over the network."""


class DuckDatabase:
    """A DuckDB file, made where it is not there. Raise UserError where it cannot be opened."""

    is_shared = False

    def __init__(self, path: str) -> None:
        self.name = path
        try:
            import duckdb  # noqa: PLC0415  # comes with an extra
        except ModuleNotFoundError:
            raise UserError(f"a DuckDB file needs duckdb; install {EXTRA}") from None
        self._error = duckdb.Error
        if not Path(path).absolute().parent.is_dir():
            raise UserError(f"{path}: no such folder")
        try:
            self._connection = duckdb.connect(path, config=dict(OFFLINE))
        except duckdb.Error as refused:
            raise _told(path, str(refused)) from None

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement. Raise UserError where the file cannot be used, such as for a full disk."""
        try:
            return self._connection.execute(sql, list(values)).fetchall()
        except self._error as refused:
            raise UserError(f"{self.name}: {_first_line(str(refused))}", exit_code=1) from refused

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all, or nothing."""
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self.ask("COMMIT")

    def alone(self) -> None:
        """Do nothing: no other process can have the file."""

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _told(path: str, said: str) -> UserError:
    if "lock" in said:
        holder = re.search(r"PID (\d+)", said)
        who = f" (process {holder[1]})" if holder else ""
        return Unreachable(f"{path} is in use by another process{who}; DuckDB gives a file to one at a time")
    if "not a valid DuckDB" in said:
        return UserError(f"{path} is no DuckDB file")
    return UserError(f"{path}: {_first_line(said)}")


def _first_line(said: str) -> str:
    return said.strip().splitlines()[0] if said.strip() else "refused"
