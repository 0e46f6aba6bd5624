"""Writes a batch: rows, what stands of each key, and how far was read, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stancewire.core.messages import Message
from stancewire.sink.changes import TABLES_OF, Changes, Key, Told, changes, read
from stancewire.sink.database import Database, Overtaken
from stancewire.sink.event_rows import Row
from stancewire.sink.standing import Place, Standing
from stancewire.sink.tables import Column, Table
from stancewire_schemas import topics

Partition = tuple[str, int]
"""A topic's card name and a partition's number."""

_KEYS: Final = Table(
    "sink_keys",
    "what stands of each key",
    ("topic", "id"),
    tuple(
        Column(name, kind, "")
        for name, kind in (
            ("topic", "TEXT"), ("id", "TEXT"), ("version", "BIGINT"), ("is_live", "BOOLEAN"),
            ("told_partition", "INTEGER"), ("told_offset", "BIGINT"), ("told_ms", "BIGINT"),
            ("ended_partition", "INTEGER"), ("ended_offset", "BIGINT"), ("ended_ms", "BIGINT"),
        )
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch came to: keys written and ended, by record; messages that are no records, with their places."""

    events: int
    stances: int
    ended: int
    unreadable: tuple[Message, ...]


class Store:
    """One database whose tables are there. What is written again changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._next: dict[Partition, int] = {}

    def positions(self, partitions: Iterable[Partition]) -> dict[Partition, int]:
        """Return the offset from which each partition is to be read; 0 for one that was never read."""
        wanted = sorted(set(partitions))
        self._ask_many(
            "INSERT INTO sink_offsets SELECT unnest(CAST($1 AS TEXT[])), unnest(CAST($2 AS INTEGER[])), 0 "
            "ON CONFLICT DO NOTHING",
            wanted,
        )
        found = self._database.ask("SELECT topic, partition, next_offset FROM sink_offsets")
        self._next = {(topic, partition): offset for topic, partition, offset in found}
        return {partition: self._next[partition] for partition in wanted}

    def write(self, batch: Sequence[Message]) -> Written:
        """Write all of a batch, or nothing. Raise Overtaken where another process has read on in a partition."""
        told = [(message, read(message)) for message in batch]
        known = [one for _, one in told if one is not None]
        ahead = {(message.topic, message.partition): message.offset + 1 for message in batch}
        with self._database.transaction():
            self._advance(ahead)
            found = changes(known, self._standings(known))
            self._replace(found)
        self._next |= ahead
        return _written(found, tuple(message for message, one in told if one is None))

    def _advance(self, ahead: Mapping[Partition, int]) -> None:
        # First of all: the row stays locked, so that of two writers of one partition the second sees the first.
        for (topic, partition), offset in sorted(ahead.items()):
            moved = self._database.ask(
                "UPDATE sink_offsets SET next_offset = $1 WHERE topic = $2 AND partition = $3 AND next_offset = $4 "
                "RETURNING partition",
                offset,
                topic,
                partition,
                self._next[topic, partition],
            )
            if not moved:
                raise Overtaken(f"{topic} partition {partition}")

    def _standings(self, told: Iterable[Told]) -> dict[Key, Standing]:
        found: dict[Key, Standing] = {}
        for topic in TABLES_OF:
            ids = sorted({one.key[1] for one in told if one.key[0] == topic})
            rows = self._database.ask(
                "SELECT * FROM sink_keys WHERE topic = $1 AND id IN (SELECT unnest(CAST($2 AS TEXT[])))", topic, ids
            )
            found |= {(topic, row[1]): _standing(row) for row in rows}
        return found

    def _replace(self, found: Changes) -> None:
        for topic, tables in TABLES_OF.items():
            changed = {key[1]: rows for key, rows in found.rows.items() if key[0] == topic}
            for table in tables:
                self._delete(table, table.owner, list(changed))
                self._insert(table, [row for rows in changed.values() for row in rows.get(table.name, [])])
            standings = {key: standing for key, standing in found.standings.items() if key[0] == topic}
            self._database.ask(
                "DELETE FROM sink_keys WHERE topic = $1 AND id IN (SELECT unnest(CAST($2 AS TEXT[])))",
                topic,
                [key[1] for key in standings],
            )
            self._insert(_KEYS, [(*key, *_values(standing)) for key, standing in standings.items()])

    def _delete(self, table: Table, column: str, ids: list[str]) -> None:
        if ids:
            self._database.ask(
                f"DELETE FROM {table.name} WHERE {column} IN (SELECT unnest(CAST($1 AS TEXT[])))",  # noqa: S608
                ids,
            )

    def _insert(self, table: Table, rows: list[Row]) -> None:
        places = ", ".join(
            f"unnest(CAST(${number} AS {column.type}[]))" for number, column in enumerate(table.columns, 1)
        )
        self._ask_many(f"INSERT INTO {table.name} SELECT {places}", rows)

    def _ask_many(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run a statement whose parameters are the columns of the rows."""
        if rows:
            self._database.ask(sql, *(list(column) for column in zip(*rows, strict=True)))


def _standing(row: tuple[Any, ...]) -> Standing:
    _, _, version, is_live, *places = row
    return Standing(_place(places[:3]), version, is_live, _place(places[3:]))


def _place(values: list[Any]) -> Place | None:
    return None if values[1] is None else Place(*values)


def _values(standing: Standing) -> Row:
    return (standing.version, standing.is_live, *_place_values(standing.told), *_place_values(standing.ended))


def _place_values(place: Place | None) -> Row:
    return (None,) * 3 if place is None else (place.partition, place.offset, place.moment_ms)


def _written(found: Changes, unreadable: tuple[Message, ...]) -> Written:
    told = [key[0] for key, rows in found.rows.items() if rows]
    return Written(
        events=told.count(topics.EVENT.name),
        stances=told.count(topics.STANCE.name),
        ended=len(found.rows) - len(told),
        unreadable=unreadable,
    )
