"""A database that is a cache of the compacted topic, thrown away with its process.

SQLite keeps what is hot in a page cache of bounded size and spills the rest. Nothing is ever committed or synced:
after a crash the file is gone and the memory is read again from the topic, which alone is the truth.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Final

_PRAGMAS: Final = (
    "journal_mode = OFF",
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
    "temp_store = MEMORY",
)


def database(folder: Path | None, cache_kib: int) -> sqlite3.Connection:
    """Open a file that no name leads to any more, so that it ends with the process; a temporary one for None."""
    opened = _open(folder)
    for pragma in (*_PRAGMAS, f"cache_size = -{cache_kib}"):
        opened.execute(f"PRAGMA {pragma}")
    return opened


def _open(folder: Path | None) -> sqlite3.Connection:
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
        opened = sqlite3.connect(file.name, isolation_level=None, check_same_thread=False)
        # A first write, so that SQLite holds the file open before its name goes.
        opened.executescript("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA user_version = 1;")
    return opened
