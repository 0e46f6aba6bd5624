"""What feeds have done, in one SQLite file: what was sent, what was looked at, how far files were read."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from stancewire.errors import UserError

KEPT_S: Final = 180 * 24 * 3600
"""What nobody has looked at for half a year is forgotten: no feed lists it any more."""

_TABLES: Final = """
create table if not exists sent (article text primary key, content text not null, at integer not null);
create table if not exists look (
    url text primary key, etag text, modified text, mark text not null, at integer not null
);
create table if not exists place (file text primary key, at_byte integer not null);
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """The text of an article that the broker has: its SHA-256."""

    article: str
    content: str
    at: int


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a URL: the host's validators, what had led there (`mark`), and when, in seconds of the epoch."""

    url: str
    etag: str | None
    modified: str | None
    mark: str
    at: int


@dataclass(frozen=True, slots=True)
class Place:
    """How far a file is read, in bytes."""

    file: str
    at_byte: int


Fact = Sent | Look | Place
_WRITE: Final = {
    Sent: "insert or replace into sent values (:article, :content, :at)",
    Look: "insert or replace into look values (:url, :etag, :modified, :mark, :at)",
    Place: "insert or replace into place values (:file, :at_byte)",
}


class FeedState:
    """Opens or makes the file, for one process at a time. Use as a context manager; safe among threads.

    Raise UserError where the file cannot be used, or another feed is using it.
    """

    def __init__(self, path: Path, now: int) -> None:
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(path, timeout=0.5, check_same_thread=False)
            # Two feeds on one file would each send what the other has sent.
            self._file.execute("pragma locking_mode = exclusive")
            self._file.executescript("begin exclusive;" + _TABLES + "commit;")
            self._forget(now - KEPT_S)
        except sqlite3.OperationalError as refused:
            if "locked" in str(refused):
                raise UserError(f"{path}: another feed is using it; give this one its own --state") from None
            raise UserError(f"{path}: {refused}") from None
        except sqlite3.DatabaseError:
            raise UserError(f"{path}: no state of a feed") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def content_of(self, article: str) -> str | None:
        """Return the SHA-256 of the text that was sent last for an article, None where none was."""
        row = self._one("select content from sent where article = ?", article)
        return None if row is None else str(row[0])

    def look_at(self, url: str) -> Look | None:
        """Return the last look at a URL."""
        row = self._one("select url, etag, modified, mark, at from look where url = ?", url)
        return None if row is None else Look(*row)

    def place_in(self, file: str) -> int:
        """Return the byte from which a file is still to be read; 0 for a new one."""
        row = self._one("select at_byte from place where file = ?", file)
        return 0 if row is None else int(row[0])

    def commit(self, facts: Iterable[Fact]) -> None:
        """Remember all of them or, when killed meanwhile, none."""
        with self._lock, self._file:
            for fact in facts:
                self._file.execute(_WRITE[type(fact)], {name: getattr(fact, name) for name in fact.__slots__})

    def _one(self, query: str, key: str) -> tuple[Any, ...] | None:
        with self._lock:
            found: tuple[Any, ...] | None = self._file.execute(query, (key,)).fetchone()
        return found

    def _forget(self, before: int) -> None:
        with self._lock, self._file:
            self._file.execute("delete from look where at < ?", (before,))
            self._file.execute("delete from sent where at < ?", (before,))
