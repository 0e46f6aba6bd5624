"""Articles out of a folder: .txt, .html and .json files, one article each; .jsonl files, one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from stancewire.errors import UserError
from stancewire.feeds.files import BadLine, Defaults, FeedMessage, first_error, read_feed
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.why import Why
from stancewire_schemas import RawArticleV1

_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/.]?)(\d\d)\2(\d\d)(?!\d)")
_LONGEST_TITLE: Final = 200
_WRAPPED: Final = 120
"""Who wraps lines by hand wraps them before this column: a longer line is a whole paragraph."""

_SENTENCE_ENDS: Final = (".", ",", ";", ":")


def findings_in(folder: Path, defaults: Defaults, now: datetime) -> Iterator[Finding]:
    """Yield the articles of a folder and of those in it, in the order of their names.

    The id is the path within the folder. What is hidden, or has another ending, is passed over. Raise UserError
    where there is no such folder, or a page is met and the extra that reads pages is not installed.
    """
    if not folder.is_dir():
        raise UserError(f"{folder}: no such folder")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts) or not path.is_file():
            continue
        try:
            yield from _in_file(path, name.as_posix(), defaults, now)
        except OSError as refused:
            yield _failed(path, refused.strerror or "cannot be read")
        except ValidationError as invalid:
            yield _failed(path, first_error(invalid))


def day_in(name: str) -> datetime | None:
    """Return the day that a path names, such as 2025-09-21 or 20250921, the last where it names several."""
    for year, _, month, day in reversed(_DAY.findall(name)):
        try:
            return datetime(int(year), int(month), int(day), tzinfo=UTC)
        except ValueError:
            continue
    return None


def headline_and_text(text: str) -> tuple[str | None, str]:
    """Return the headline of a plain text and the text below it.

    A first line is a headline when it is short, ends as no sentence does, and is no first line of a wrapped
    paragraph: a blank line follows, or the paragraphs below are not wrapped.
    """
    first, _, rest = text.lstrip("\n").partition("\n")
    line = first.strip()
    if not line or not rest.strip() or len(line) > _LONGEST_TITLE or line.endswith(_SENTENCE_ENDS):
        return None, text
    is_apart = not rest.partition("\n")[0].strip()
    if is_apart or any(len(below) > _WRAPPED for below in rest.splitlines()):
        return line, rest.lstrip("\n")
    return None, text


def _in_file(path: Path, name: str, defaults: Defaults, now: datetime) -> Iterator[Finding]:
    named = Defaults(day_in(name) or defaults.published, defaults.publisher)
    match path.suffix.lower():
        case ".txt" | ".text":
            yield _of_text(path, name, named)
        case ".html" | ".htm":
            yield _of_page(path, name, named, now)
        case ".json" | ".jsonl" | ".ndjson":
            yield from _of_json(path, named)


def _of_text(path: Path, name: str, defaults: Defaults) -> Finding:
    try:
        title, text = headline_and_text(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as wrong:
        return _failed(path, f"not UTF-8: byte {wrong.start}")
    return Finding(str(path), defaults.fill(RawArticleV1(id=name, text=text, title=title)))


def _of_page(path: Path, name: str, defaults: Defaults, now: datetime) -> Finding:
    try:
        # A folder without pages needs none of this.
        from stancewire.feeds.web.article import file_article  # noqa: PLC0415
        from stancewire.feeds.web.page import read_page  # noqa: PLC0415
    except ModuleNotFoundError as absent:
        raise UserError(f"{path}: pages need {absent.name}; install stancewire[feeds]") from None
    page = read_page(path.read_bytes(), now)
    if page is None:
        return Finding(str(path), None, Outcome.EMPTY, "no article text")
    return Finding(str(path), defaults.fill(file_article(page, name)))


def _of_json(path: Path, defaults: Defaults) -> Iterator[Finding]:
    raw = path.read_bytes()
    try:
        is_one = isinstance(json.loads(raw), dict)
    except (ValueError, RecursionError):
        is_one = False
    if is_one:
        yield Finding(str(path), defaults.fill(RawArticleV1.from_bytes(raw)))
        return
    for found in read_feed(str(path), "jsonl", defaults):
        yield _of_line(found)


def _of_line(found: FeedMessage | BadLine) -> Finding:
    if isinstance(found, BadLine):
        return Finding(found.source, None, Outcome.FAILED, found.error, why=Why.DAMAGED)
    return Finding(found.source, RawArticleV1.from_bytes(found.value or b""))


def _failed(path: Path, reason: str) -> Finding:
    return Finding(str(path), None, Outcome.FAILED, reason, why=Why.DAMAGED)
