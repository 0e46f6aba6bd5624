"""What the sink asks of a database, and which one a person means. The SQL is the same for all of them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, Protocol
from urllib.parse import urlsplit

from stancewire.errors import UserError

EXTRA = "stancewire[sink]"


class Overtaken(Exception):
    """Another process has written what this one was about to write; nothing of the transaction was kept."""


class Database(Protocol):
    """A connection. Raise UserError in a person's words, Overtaken where another writer came first."""

    name: str
    """What it is called in messages; never with a password."""
    is_shared: bool
    """Whether several processes may have it at once; then it is asked much, and indexes are worth their keeping."""

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement with values for $1, $2, …; return its rows. A list stands for an array."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Keep all of what is done inside, or nothing."""
        ...

    def alone(self) -> None:
        """Inside a transaction: wait until no other process makes tables."""
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...


def open_database(target: str) -> Database:
    """Return a connection to a DuckDB file, or to PostgreSQL by URL. Raise UserError, Unreachable for no server."""
    scheme = urlsplit(target).scheme if "://" in target else ""
    if scheme in {"postgresql", "postgres"}:
        # A driver is loaded only when it is asked for: each comes with an extra.
        from stancewire.sink.postgres import PostgresDatabase  # noqa: PLC0415

        return PostgresDatabase(target)
    if scheme:
        raise UserError("--to takes a DuckDB file, or a URL that begins with postgresql://")
    from stancewire.sink.duck import DuckDatabase  # noqa: PLC0415

    return DuckDatabase(target)
