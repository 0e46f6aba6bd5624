"""What a batch of messages changes: for each key what stands now, and the rows of what lives. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pydantic import ValidationError

from stancewire.core.messages import Message
from stancewire.sink.event_rows import Row, rows_of_event
from stancewire.sink.stance_rows import rows_of_stance
from stancewire.sink.standing import Claim, Place, Standing
from stancewire.sink.tables import EVENT_TABLES, STANCE_TABLES, Table
from stancewire_schemas import EventV1, StanceV1, topics

Key = tuple[str, str]
"""A topic's card name and the id of a record."""

Rows = Mapping[str, list[Row]]
"""Rows by the name of their table."""

_LARGEST: Final = {"INTEGER": 2**31 - 1, "BIGINT": 2**63 - 1}


@dataclass(frozen=True, slots=True)
class Told:
    """What one message says: of which key, with what claim, and the rows where there is something to keep."""

    key: Key
    claim: Claim
    rows: Rows


@dataclass(slots=True)
class Changes:
    """What a batch comes to. `rows` has an entry for each key whose rows are replaced, empty where it ended."""

    standings: dict[Key, Standing] = field(default_factory=dict)
    rows: dict[Key, Rows] = field(default_factory=dict)


def read(message: Message) -> Told | None:
    """Return what a message says, None where it is no record that the tables can hold."""
    place = Place(message.partition, message.offset, message.timestamp_ms or 0)
    try:
        return _READERS[message.topic](message, place)
    except (ValidationError, UnicodeDecodeError, OverflowError):
        return None


def changes(told: Iterable[Told], known: Mapping[Key, Standing]) -> Changes:
    """Return what the messages change, where `known` stands before them; a repeat changes nothing."""
    found = Changes()
    for one in told:
        before = found.standings.get(one.key) or known.get(one.key) or Standing()
        after = before.after(one.claim)
        if after is before:
            continue
        found.standings[one.key] = after
        if not after.is_live:
            found.rows[one.key] = {}
        elif after.told == one.claim.place:
            found.rows[one.key] = one.rows
    return found


def _event(message: Message, place: Place) -> Told | None:
    if message.value is None:
        key = (message.key or b"").decode()
        return Told((message.topic, key), Claim(place, None, is_end=True), {}) if key else None
    event = EventV1.from_bytes(message.value)
    rows = _fitting(EVENT_TABLES, rows_of_event(event))
    return Told((message.topic, event.event_id), Claim(place, event.revision), rows)


def _stance(message: Message, place: Place) -> Told | None:
    if message.value is None:
        return None
    stance = StanceV1.from_bytes(message.value)
    claim = Claim(place, stance.article.version, is_end=stance.withdrawn)
    rows = {} if stance.withdrawn else _fitting(STANCE_TABLES, rows_of_stance(stance))
    return Told((message.topic, stance.id), claim, rows)


_READERS: Final[dict[str, Callable[[Message, Place], Told | None]]] = {
    topics.EVENT.name: _event,
    topics.STANCE.name: _stance,
}
READ_TOPICS: Final = tuple(_READERS)
TABLES_OF: Final = {topics.EVENT.name: EVENT_TABLES, topics.STANCE.name: STANCE_TABLES}


def _fitting(tables: Iterable[Table], rows: dict[str, list[Row]]) -> Rows:
    """Return the rows with one a key, in words that databases take. Raise OverflowError for too large numbers."""
    return {table.name: _one_a_key(table, [_fitted(table, row) for row in rows[table.name]]) for table in tables}


def _one_a_key(table: Table, rows: list[Row]) -> list[Row]:
    places = [[column.name for column in table.columns].index(name) for name in table.key]
    return list({tuple(row[place] for place in places): row for row in rows}.values())


def _fitted(table: Table, row: Row) -> Row:
    for column, value in zip(table.columns, row, strict=True):
        if isinstance(value, int) and abs(value) > _LARGEST.get(column.type, 1):
            raise OverflowError(column.name)
    return tuple(_plain(value) if isinstance(value, str) else value for value in row)


def _plain(words: str) -> str:
    # PostgreSQL takes no NUL; enumerations of codes are strings that a driver may not know.
    return str.replace(words, "\0", "�")
