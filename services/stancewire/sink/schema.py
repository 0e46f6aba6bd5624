"""Makes the tables, once, and refuses a database that another version, another feed or somebody else has made."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final

from stancewire.errors import UserError
from stancewire.sink.database import Database
from stancewire.sink.tables import TABLES, TABLES_VERSION, Table
from stancewire.sink.views import VIEWS

ABOUT: Final = "sink_about"

_BOOKS: Final = (
    f"CREATE TABLE {ABOUT} (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE sink_offsets (topic TEXT, partition INTEGER, next_offset BIGINT NOT NULL,
       PRIMARY KEY (topic, partition))""",
    """CREATE TABLE sink_keys (topic TEXT, id TEXT, version BIGINT NOT NULL, is_live BOOLEAN NOT NULL,
       told_partition INTEGER, told_offset BIGINT, told_ms BIGINT,
       ended_partition INTEGER, ended_offset BIGINT, ended_ms BIGINT, PRIMARY KEY (topic, id))""",
)


def prepare(database: Database, source: str) -> str:
    """Make the tables where there are none; return the id that the database was given then.

    `source` tells which topics of which cluster are written. Raise UserError for a database of another version or
    source, or with tables of the same names that are not the sink's.
    """
    with database.transaction():
        database.alone()
        present = _present(database)
        if ABOUT in present:
            return _checked(database, source)
        taken = sorted(present & ({table.name for table in TABLES} | set(VIEWS)))
        if taken:
            raise UserError(f"{database.name} has tables of somebody else: {', '.join(taken)}")
        for statement in _statements(database):
            database.ask(statement)
        own = uuid.uuid4().hex[:8]
        for name, value in {"tables_version": str(TABLES_VERSION), "source": source, "id": own}.items():
            database.ask(f"INSERT INTO {ABOUT} VALUES ($1, $2)", name, value)  # noqa: S608  # our own name
        return own


def _checked(database: Database, source: str) -> str:
    about = dict(database.ask(f"SELECT name, value FROM {ABOUT}"))  # noqa: S608  # our own name
    version = int(about["tables_version"])
    if version > TABLES_VERSION:
        raise UserError(
            f"{database.name} was made by a newer Stancewire (tables {version}, not {TABLES_VERSION}); update"
        )
    if version < TABLES_VERSION:
        raise UserError(
            f"{database.name} was made by an older Stancewire (tables {version}, not {TABLES_VERSION}); "
            "name a new database, and all is read again"
        )
    if about["source"] != source:
        raise UserError(f"{database.name} holds records of {about['source']}, not of {source}")
    return str(about["id"])


def _present(database: Database) -> set[str]:
    found = database.ask("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
    return {str(name) for (name,) in found}


def _statements(database: Database) -> Iterator[str]:
    yield from _BOOKS
    for table in TABLES:
        yield _made(table)
        if database.is_shared:
            for column in table.asked_by:
                yield f"CREATE INDEX ON {table.name} ({column})"
    for name, question in VIEWS.items():
        yield f"CREATE VIEW {name} AS {question}"


def _made(table: Table) -> str:
    columns = ", ".join(f"{column.name} {column.type}" for column in table.columns)
    return f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({', '.join(table.key)}))"
