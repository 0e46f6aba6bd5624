"""Files on the command line as raw messages: plain text or one RawArticleV1 a line; `-` is standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from stancewire.errors import UserError
from stancewire.feeds.files import Defaults
from stancewire_schemas import RawArticleV1


class Format(StrEnum):
    """What a file holds."""

    TEXT = "text"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Line:
    """One raw message and where it stood; `value` is what a feed would send."""

    source: str
    number: int
    value: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """What the call says of plain text files, which say nothing of themselves."""

    published: datetime | None = None
    publisher: str | None = None


def read_lines(files: Iterable[str], form: Format | None, given: Given) -> Iterator[Line]:
    """Yield every article in order. Without a form, the file's ending tells, and for `-` its first character.

    Raise UserError for a file that cannot be read.
    """
    for name in files or ("-",):
        try:
            if form is None and Path(name).suffix.lower() in {".html", ".htm"}:
                yield Line(name, 1, _from_page(name, given))
            elif (form or _form_of(name)) == Format.TEXT:
                yield Line(name, 1, _from_text(name, given))
            else:
                yield from _from_json_lines(name)
        except OSError as refused:
            raise UserError(f"{name}: {refused.strerror}") from None


def present(files: list[str] | None) -> list[str]:
    """Return the files that a call names. Raise UserError for one that cannot be read, before any work is begun."""
    for name in files or ():
        if name == "-":
            continue
        try:
            with Path(name).open("rb"):
                pass
        except OSError as refused:
            raise UserError(f"{name}: {refused.strerror}") from None
    return files or []


def _form_of(name: str) -> Format:
    if name == "-":
        is_lines = sys.stdin.buffer.peek(4096).lstrip().startswith(b"{")  # type: ignore[union-attr]  # a BufferedReader has it
    else:
        is_lines = Path(name).suffix in {".jsonl", ".ndjson", ".json"}
    return Format.JSONL if is_lines else Format.TEXT


def _from_json_lines(name: str) -> Iterator[Line]:
    with sys.stdin.buffer if name == "-" else Path(name).open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield Line(name, number, line.rstrip(b"\r\n"))


def _from_text(name: str, given: Given) -> bytes:
    """Return the article of a text file; its id is the file's name without ending."""
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The strict reader of the service names what is wrong.
        return raw
    article_id = "stdin" if name == "-" else Path(name).stem
    return RawArticleV1.model_construct(
        id=article_id, text=text, publisher=given.publisher, published_at=given.published
    ).to_bytes()


def _from_page(name: str, given: Given) -> bytes:
    """Return the article of a web page in a file. Raise UserError where it holds none."""
    try:
        # Most calls read no page, and need no extra.
        from stancewire.feeds.web.article import file_article  # noqa: PLC0415
        from stancewire.feeds.web.page import read_page  # noqa: PLC0415
    except ModuleNotFoundError as absent:
        raise UserError(f"{name}: pages need {absent.name}; install stancewire[feeds]") from None
    page = read_page(Path(name).read_bytes(), datetime.now(UTC))
    if page is None:
        raise UserError(f"{name}: no article text", exit_code=1)
    return Defaults(given.published, given.publisher).fill(file_article(page, Path(name).stem)).to_bytes()


def moment(text: str, option: str = "--published") -> datetime:
    """Return a date or time of ISO 8601 in UTC. Raise UserError for anything else."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise UserError(f"{option} {text!r} is no ISO 8601 date or time, such as 2025-09-21") from None
    return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
