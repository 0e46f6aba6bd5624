"""PostgreSQL, by asyncpg; one connection on a loop of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar
from urllib.parse import SplitResult, urlsplit

from stancewire.errors import Unreachable, UserError
from stancewire.sink.database import EXTRA, Overtaken

T = TypeVar("T")

CONNECT_S: Final = 10.0
ANSWER_S: Final = 120.0
_MAKING_TABLES: Final = 7_356_418_402
"""Number of the advisory lock; any will do that nobody else takes."""

_OVERTAKEN: Final = {"23505", "40001", "40P01"}
_WRONG_USER: Final = {"28P01", "28000"}
_NO_DATABASE: Final = "3D000"


class PostgresDatabase:
    """A connection by URL; what the URL leaves out comes from PGPASSWORD, PGPASSFILE and their like.

    Raise UserError for a wrong URL, user or database, Unreachable where no server answers; none tells the password.
    """

    is_shared = True

    def __init__(self, url: str) -> None:
        parts = _parts(url)
        self.name = f"{parts.hostname or 'localhost'}:{parts.port or 5432}{parts.path}"
        try:
            import asyncpg  # noqa: PLC0415  # comes with an extra
        except ModuleNotFoundError:
            raise UserError(f"a PostgreSQL URL needs asyncpg; install {EXTRA}") from None
        self._library = asyncpg
        self._runner = asyncio.Runner()
        try:
            self._connection = self._runner.run(self._connect(url))
        except BaseException:
            self._runner.close()
            raise

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement. Raise Overtaken, Unreachable where the connection is lost, UserError otherwise."""
        return [tuple(row) for row in self._run(self._connection.fetch(sql, *values, timeout=ANSWER_S))]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all, or nothing."""
        own = self._connection.transaction()
        self._run(own.start())
        try:
            yield
        except BaseException:
            if not self._connection.is_closed():
                self._run(own.rollback())
            raise
        self._run(own.commit())

    def alone(self) -> None:
        """Wait for other sinks that make tables; until the transaction ends they wait for this one."""
        self.ask("SELECT pg_advisory_xact_lock($1)", _MAKING_TABLES)

    def close(self) -> None:
        """Close the connection."""
        self._connection.terminate()
        self._runner.close()

    def _run(self, asked: Coroutine[Any, Any, T]) -> T:
        try:
            return self._runner.run(asked)
        except self._library.PostgresError as refused:
            if refused.sqlstate in _OVERTAKEN:
                raise Overtaken(str(refused)) from refused
            if isinstance(refused, self._library.PostgresConnectionError) or refused.sqlstate.startswith("57"):
                raise self._lost() from refused
            raise UserError(f"{self.name}: {refused}", exit_code=1) from refused
        except (self._library.InterfaceError, OSError, TimeoutError) as lost:
            raise self._lost() from lost

    def _lost(self) -> Unreachable:
        return Unreachable(f"lost the connection to {self.name}; start again, and it goes on where it stands")

    async def _connect(self, url: str) -> Any:
        try:
            return await self._library.connect(url, timeout=CONNECT_S)
        except self._library.PostgresError as refused:
            if refused.sqlstate in _WRONG_USER:
                raise Unreachable(f"{self.name} refuses the user: wrong password, or no right to connect") from None
            if refused.sqlstate == _NO_DATABASE:
                raise UserError(f"{self.name}: the server has no such database") from None
            raise Unreachable(f"{self.name}: {refused}") from None
        except (OSError, TimeoutError):
            raise Unreachable(f"no PostgreSQL server answers at {self.name}") from None
        except (self._library.InterfaceError, ValueError):
            raise UserError(_BAD_URL) from None


_BAD_URL: Final = "--to is no PostgreSQL URL: write postgresql://USER:PASSWORD@HOST:PORT/DATABASE"


def _parts(url: str) -> SplitResult:
    parts = urlsplit(url)
    try:
        _ = parts.port, parts.hostname
    except ValueError:
        # The reason may quote a part of the password.
        raise UserError(_BAD_URL) from None
    return parts
