"""The events and tellings of one partition: those put in last in memory, the others on disk.

What is put in goes to the disk many at a time. An event that is told again before that is never written as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from stancewire.merge.disk import database
from stancewire.merge.packing import pack, unpack
from stancewire.merge.profile import Profile

CACHE_KIB: Final = 65_536
"""Page cache of one partition."""

WAITING: Final = 4_096
"""Events that are written together."""

_TABLES: Final = (
    # The profile goes first: it is read without the record, which may fill many pages.
    "CREATE TABLE events (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, place INT, profile, value)",
    "CREATE TABLE tellings (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID",
)
_EVENT: Final = "SELECT number, id, place, value FROM events WHERE id = ?"
_NUMBERED: Final = "SELECT number, place FROM events WHERE number > ? ORDER BY number LIMIT 64"
_PROFILES: Final = "SELECT number, id, profile FROM events WHERE number IN"


class Row(NamedTuple):
    """One event: its number grows with every revision, `place` is its own in the index, `value` its record."""

    number: int
    event_id: str
    place: int
    value: bytes


class Store:
    """Plain reads and writes by key. Raise sqlite3.Error when the disk refuses: the state is then lost."""

    def __init__(self, folder: Path | None, cache_kib: int = CACHE_KIB) -> None:
        self._db = database(folder, cache_kib)
        for table in _TABLES:
            self._db.execute(table)
        self._db.execute("BEGIN")
        self._new: dict[str, tuple[Row, Profile]] = {}
        self._ids: dict[int, str] = {}
        self._old: set[int] = set()
        # Read ahead for `oldest`, by number, the next one last.
        self._ahead: list[tuple[int, int]] = []
        self._ties: dict[str, str | None] = {}

    def close(self) -> None:
        """Give the memory and the disk back."""
        self._db.close()

    def event(self, event_id: str) -> Row | None:
        """Return an event, or None."""
        new = self._new.get(event_id)
        if new is not None:
            return new[0]
        found = self._db.execute(_EVENT, (event_id,)).fetchone()
        return None if found is None or found[0] in self._old else Row(*found)

    def profiles(self, numbers: Sequence[int]) -> list[tuple[int, str, Profile]]:
        """Return number, id and profile of the events with these numbers, in any order."""
        found = [(n, self._ids[n], self._new[self._ids[n]][1]) for n in numbers if n in self._ids]
        others = [number for number in numbers if number not in self._ids]
        if others:
            rows = self._db.execute(f"{_PROFILES} ({','.join('?' * len(others))})", others)
            found += [(number, event_id, unpack(packed)) for number, event_id, packed in rows]
        return found

    def put(self, row: Row, profile: Profile) -> None:
        """Put in an event that is not there, of a number above all others."""
        self._new[row.event_id], self._ids[row.number] = (row, profile), row.event_id
        self._write_many()

    def drop(self, row: Row) -> None:
        """Take an event out that is there."""
        if self._ids.pop(row.number, None) is None:
            self._old.add(row.number)
            self._write_many()
        else:
            del self._new[row.event_id]

    def told_in(self, telling_id: str) -> str | None:
        """Return the id of the event that a telling supports, or None."""
        if telling_id in self._ties:
            return self._ties[telling_id]
        found = self._db.execute("SELECT event FROM tellings WHERE id = ?", (telling_id,)).fetchone()
        return None if found is None else str(found[0])

    def tie(self, telling_id: str, event_id: str) -> None:
        """Note which event a telling supports, whatever it supported before."""
        self._ties[telling_id] = event_id

    def untie(self, telling_ids: Iterable[str], event_id: str) -> None:
        """Forget tellings that support this event."""
        for telling_id in telling_ids:
            if self.told_in(telling_id) == event_id:
                self._ties[telling_id] = None

    def oldest(self, after: int) -> tuple[int, int]:
        """Return number and place of the event changed longest ago, above a number that never falls.

        Raise StopIteration where there is none.
        """
        while self._ahead or self._read_ahead(after):
            number, place = self._ahead[-1]
            if number > after and number not in self._old:
                return number, place
            after = max(after, number)
            self._ahead.pop()
        # What waits was changed after all that is written.
        event_id = next(event_id for number, event_id in self._ids.items() if number > after)
        row, _ = self._new[event_id]
        return row.number, row.place

    def _read_ahead(self, after: int) -> bool:
        self._ahead = self._db.execute(_NUMBERED, (after,)).fetchall()[::-1]
        return bool(self._ahead)

    def _write_many(self) -> None:
        """Write what waits once it is much, by key, so that each page of the disk is read and written once."""
        if max(len(self._new), len(self._old), len(self._ties)) < WAITING:
            return
        gone = [telling for telling, event in self._ties.items() if event is None]
        ties = sorted([tie for tie in self._ties.items() if tie[1] is not None])
        rows = [
            (row.number, row.event_id, row.place, pack(profile), row.value) for row, profile in self._new.values()
        ]
        self._db.executemany("DELETE FROM events WHERE number = ?", [(number,) for number in sorted(self._old)])
        self._db.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", sorted(rows))
        self._db.executemany("DELETE FROM tellings WHERE id = ?", [(telling,) for telling in gone])
        self._db.executemany("REPLACE INTO tellings VALUES (?, ?)", ties)
        for waiting in (self._new, self._ids, self._old, self._ties, self._ahead):
            waiting.clear()
