"""Lists of pages: CSV or TSV with named columns, and the tables that GDELT publishes."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, cast

from stancewire.errors import UserError
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.web.article import Lead
from stancewire.feeds.why import Why

Row = Sequence[str]
Reader = Callable[[Row], Lead | None]

_NAMES: Final = {
    "url": (
        "url",
        "link",
        "source_url",
        "sourceurl",
        "documentidentifier",
        "v2documentidentifier",
        "mentionidentifier",
    ),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "sourcecommonname", "v2sourcecommonname", "mentionsourcename"),
    "published": ("published", "published_at", "date", "v2.1date", "mentiontimedate", "dateadded", "seendate"),
    "language": ("language", "lang"),
}
_STAMPS: Final = ("%Y%m%d%H%M%S", "%Y%m%d", "%Y%m%dT%H%M%SZ")
_FIELD_LIMIT: Final = 1_000_000


def leads_in(path: Path) -> Iterator[Lead | Finding]:
    """Yield what each row leads to, in order; a row that leads nowhere is told with its line.

    Columns go by their names in the first line; without names the number of columns tells GDELT's tables. A packed
    file (.gz, or the one file in a .zip) is read as it is. Raise UserError where nothing tells which column is the
    URL, or the file cannot be read.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        with _opened(path) as raw:
            yield from _rows(path, io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline=""))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as broken:
        raise UserError(f"{path}: {broken}", exit_code=1) from None
    except OSError as refused:
        raise UserError(f"{path}: {refused.strerror or refused}") from None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            if not archive.infolist():
                raise zipfile.BadZipFile("an empty archive")
            with archive.open(archive.infolist()[0]) as file:
                yield file
    else:
        with cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb") as plain:
            yield plain


def _rows(path: Path, file: IO[str]) -> Iterator[Lead | Finding]:
    delimiter = _delimiter(file)
    rows = csv.reader(file, delimiter=delimiter)
    if delimiter == "\t":
        # GDELT writes quotation marks as they come; between tabs they mean nothing.
        rows = csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    reader: Reader | None = None
    while True:
        try:
            row = next(rows, None)
        except csv.Error as broken:
            yield Finding(f"{path}:{rows.line_num}", None, Outcome.FAILED, str(broken), why=Why.DAMAGED)
            continue
        if row is None:
            return
        if not any(row):
            continue
        if reader is None:
            reader = _by_names(row)
            if reader is not None:
                continue
            reader = _by_layout(path, row)
        lead = reader(row)
        yield lead or Finding(
            f"{path}:{rows.line_num}", None, Outcome.REFUSED, "no URL in this row", why=Why.ADDRESS
        )


def _delimiter(file: IO[str]) -> str:
    first = file.readline()
    file.seek(0)
    return "\t" if "\t" in first else ";" if ";" in first and "," not in first else ","


def _by_names(header: Row) -> Reader | None:
    """Return how rows under these names are read, None where none of them is a URL's."""
    names = [name.strip().lower() for name in header]
    at = {
        field: next((names.index(known) for known in knowns if known in names), None)
        for field, knowns in _NAMES.items()
    }
    if at["url"] is None:
        return None

    def read(row: Row) -> Lead | None:
        def cell(field: str) -> str:
            place = at[field]
            return row[place].strip() if place is not None and place < len(row) else ""

        return _lead(cell("url"), cell("published"), cell("publisher"), cell("title"), cell("language"))

    return read


def _by_layout(path: Path, row: Row) -> Reader:
    """Return how GDELT's nameless tables are read: by the number of columns. Raise UserError for any other."""
    layouts: dict[int, Reader] = {
        1: lambda row: _lead(row[0]),
        16: lambda row: _lead(row[5], row[2], row[4]) if row[3] == "1" else None,  # mentions 2.0; 1 is the web
        27: lambda row: _lead(row[4], row[1], row[3]) if row[2] == "1" else None,  # knowledge graph 2.1; the same
        58: lambda row: _lead(row[57], row[56]),  # events 1.0
        61: lambda row: _lead(row[60], row[59]),  # events 2.0
    }
    if len(row) not in layouts or (len(row) == 1 and "://" not in row[0]):
        raise UserError(f"{path}: no column is named url, and {len(row)} columns are no table of GDELT's")
    width, read = len(row), layouts[len(row)]
    return lambda row: read(row) if len(row) == width else None


def _lead(url: str, published: str = "", publisher: str = "", title: str = "", language: str = "") -> Lead | None:
    if "://" not in url:
        return None
    return Lead(
        url=url.strip(),
        title=title or None,
        publisher=publisher or None,
        published_at=_moment(published),
        language=language or None,
    )


def _moment(said: str) -> datetime | None:
    for form in _STAMPS:
        try:
            return datetime.strptime(said, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
