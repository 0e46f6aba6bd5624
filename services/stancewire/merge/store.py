"""The live events of one partition on disk: a cache of the compacted topic, thrown away with its process.

SQLite keeps what is hot in a page cache of bounded size and spills the rest. Nothing is ever committed or synced:
after a crash the file is gone and the memory is read again from the topic, which alone is the truth.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

CACHE_KIB: Final = 65_536
"""Page cache of one partition."""

_PRAGMAS: Final = (
    "journal_mode = OFF",
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
    "temp_store = MEMORY",
)
_TABLES: Final = (
    # The profile goes first: it is read without the record, which may fill many pages.
    "CREATE TABLE events (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, profile BLOB, value BLOB)",
    "CREATE TABLE tellings (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE anchors (anchor INT, week INT, number INT, PRIMARY KEY (anchor, week, number)) WITHOUT ROWID",
)
_UNDER: Final = "SELECT number FROM anchors WHERE anchor = ? AND week BETWEEN ? AND ? LIMIT ?"
_PROFILES: Final = "SELECT number, id, profile FROM events WHERE number IN"


class Row(NamedTuple):
    """One event: its number grows with every revision, `value` is its record, `profile` its packed profile."""

    number: int
    value: bytes
    profile: bytes


class Store:
    """Plain reads and writes by key. Raise sqlite3.Error when the disk refuses: the state is then lost."""

    def __init__(self, folder: Path | None, cache_kib: int = CACHE_KIB) -> None:
        self._db = _open(folder)
        for pragma in (*_PRAGMAS, f"cache_size = -{cache_kib}"):
            self._db.execute(f"PRAGMA {pragma}")
        for table in _TABLES:
            self._db.execute(table)
        self._db.execute("BEGIN")
        self._next = 1

    def close(self) -> None:
        """Give the memory and the disk back."""
        self._db.close()

    def event(self, event_id: str) -> Row | None:
        """Return an event, or None."""
        found = self._db.execute("SELECT number, value, profile FROM events WHERE id = ?", (event_id,)).fetchone()
        return None if found is None else Row(*found)

    def profiles(self, numbers: Sequence[int]) -> list[tuple[int, str, bytes]]:
        """Return number, id and packed profile of the events with these numbers, in any order."""
        if not numbers:
            return []
        wanted = ",".join("?" * len(numbers))
        return self._db.execute(f"{_PROFILES} ({wanted})", numbers).fetchall()

    def put(self, event_id: str, value: bytes, profile: bytes) -> int:
        """Write an event that is not there; return its number."""
        number, self._next = self._next, self._next + 1
        self._db.execute("INSERT INTO events VALUES (?, ?, ?, ?)", (number, event_id, profile, value))
        return number

    def drop(self, number: int) -> None:
        """Delete an event."""
        self._db.execute("DELETE FROM events WHERE number = ?", (number,))

    def told_in(self, telling_id: str) -> str | None:
        """Return the id of the event that a telling supports, or None."""
        found = self._db.execute("SELECT event FROM tellings WHERE id = ?", (telling_id,)).fetchone()
        return None if found is None else str(found[0])

    def tie(self, telling_id: str, event_id: str) -> str | None:
        """Note which event a telling supports; return the id of the one that it supported before, or None."""
        row = (telling_id, event_id)
        if self._db.execute("INSERT OR IGNORE INTO tellings VALUES (?, ?)", row).rowcount == 1:
            return None
        former = self.told_in(telling_id)
        self._db.execute("REPLACE INTO tellings VALUES (?, ?)", row)
        return former

    def untie(self, telling_ids: Iterable[str], event_id: str) -> None:
        """Forget tellings that support this event."""
        rows = [(telling_id, event_id) for telling_id in telling_ids]
        if rows:
            self._db.executemany("DELETE FROM tellings WHERE id = ? AND event = ?", rows)

    def file(self, number: int, weeks: Iterable[int], anchors: Iterable[int]) -> None:
        """File an event under each anchor in each week."""
        rows = [(anchor, week, number) for anchor in anchors for week in weeks]
        self._db.executemany("INSERT INTO anchors VALUES (?, ?, ?)", rows)

    def unfile(self, number: int, weeks: Iterable[int], anchors: Iterable[int]) -> None:
        """Take an event out from under each anchor in each week."""
        rows = [(anchor, week, number) for anchor in anchors for week in weeks]
        self._db.executemany("DELETE FROM anchors WHERE anchor = ? AND week = ? AND number = ?", rows)

    def under(self, anchor: int, first_week: int, last_week: int, most: int) -> list[tuple[int]]:
        """Return a row with the number of an event for each entry under an anchor in some weeks, the first ones."""
        return self._db.execute(_UNDER, (anchor, first_week, last_week, most)).fetchall()

    def oldest(self, after: int, count: int) -> list[int]:
        """Return the numbers of the events changed longest ago, above a number, in order."""
        query = "SELECT number FROM events WHERE number > ? ORDER BY number LIMIT ?"
        return [number for (number,) in self._db.execute(query, (after, count))]


def _open(folder: Path | None) -> sqlite3.Connection:
    """Open a file that no name leads to any more, so that it ends with the process; a temporary one for None."""
    if folder is None:
        return sqlite3.connect("", isolation_level=None, check_same_thread=False)
    try:
        return _nameless(folder)
    except (OSError, sqlite3.Error):
        # A worker whose folder cannot be written works on with a temporary file, as it does without a journal.
        return sqlite3.connect("", isolation_level=None, check_same_thread=False)


def _nameless(folder: Path) -> sqlite3.Connection:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix="merge-", suffix=".sqlite") as file:
        database = sqlite3.connect(file.name, isolation_level=None, check_same_thread=False)
        # A first write, so that SQLite holds the file open before its name goes.
        database.executescript("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA user_version = 1;")
    return database
