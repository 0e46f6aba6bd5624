"""Articles out of files: plain text, one article a file, or RawArticleV1, one a line."""

from __future__ import annotations

import base64
import binascii
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from stancewire_schemas import RawArticleV1

FileFormat = Literal["text", "jsonl"]
STDIN = "-"
LINE_ENDINGS = {".jsonl", ".ndjson", ".json"}


@dataclass(frozen=True, slots=True)
class FeedMessage:
    """One message to send: key and value as they will stand in the topic, and where they came from."""

    key: bytes
    value: bytes | None
    source: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no article: `source` is file:line, `error` one line for a person."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an article gets where its own line, or the name of its file, says nothing."""

    published: datetime | None = None
    publisher: str | None = None

    def fill(self, article: RawArticleV1) -> RawArticleV1:
        """Return the article with the gaps filled; the same object where there was nothing to fill."""
        gaps = {
            "published_at": self.published if article.published_at is None else None,
            "publisher": self.publisher if article.publisher is None else None,
        }
        update = {name: value for name, value in gaps.items() if value is not None}
        return RawArticleV1.model_validate(article.model_dump() | update) if update else article


def format_of(path: str) -> FileFormat:
    """Return what the ending tells: lines for .jsonl, .ndjson and .json, else text; `-` tells by its first sign."""
    if path == STDIN:
        is_lines = sys.stdin.buffer.peek(4096).lstrip().startswith(b"{")  # type: ignore[union-attr]  # a BufferedReader has it
    else:
        is_lines = Path(path).suffix in LINE_ENDINGS
    return "jsonl" if is_lines else "text"


def read_feed(
    path: str, file_format: FileFormat | None = None, defaults: Defaults | None = None
) -> Iterator[FeedMessage | BadLine]:
    """Yield the articles of a file in order; `-` is standard input.

    Blank lines are skipped. A line's bytes are sent as they stand unless a default fills a gap in it. A text
    file is one article whose id is the file's name without its ending. Raise OSError when the file cannot be read.
    """
    chosen = file_format or format_of(path)
    gaps = defaults or Defaults()
    if chosen == "text":
        yield _text_article(path, gaps)
        return
    for source, line in lines_of(path):
        yield _article(source, line, gaps)


def read_raw(path: str) -> Iterator[FeedMessage]:
    """Yield each line as it stands, never parsed; the key is the id where one can be read, else file:line."""
    for source, line in lines_of(path):
        yield FeedMessage(key=_id_in(line, source).encode(), value=line, source=source)


def read_broken(path: str) -> Iterator[FeedMessage | BadLine]:
    """Yield messages that are broken on purpose: lines of {"name": …, "value_b64": …}; the name is the key."""
    for source, line in lines_of(path):
        try:
            row = json.loads(line)
            value = base64.b64decode(row["value_b64"], validate=True)
            yield FeedMessage(key=str(row["name"]).encode(), value=value, source=source)
        except (ValueError, KeyError, TypeError, binascii.Error) as wrong:
            yield BadLine(source, f"not a broken-message line: {wrong!r}")


def erasure(article_id: str) -> FeedMessage:
    """Return the request to erase all that came from an article: a null value under its id."""
    return FeedMessage(key=article_id.encode(), value=None, source=f"erase {article_id}")


def lines_of(path: str) -> Iterator[tuple[str, bytes]]:
    """Yield ("file:line", bytes) for each line that is not blank, without its line end."""
    stream = sys.stdin.buffer if path == STDIN else Path(path).open("rb")  # noqa: SIM115  # closed below, stdin is not
    name = "stdin" if path == STDIN else path
    try:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield f"{name}:{number}", line.rstrip(b"\r\n")
    finally:
        if path != STDIN:
            stream.close()


def first_error(invalid: ValidationError) -> str:
    """Return the first complaint as one line that names the field and never repeats the value."""
    first = invalid.errors(include_input=False, include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else first["msg"]


def _article(source: str, line: bytes, gaps: Defaults) -> FeedMessage | BadLine:
    try:
        article = RawArticleV1.from_bytes(line)
        filled = gaps.fill(article)
    except ValidationError as invalid:
        return BadLine(source, first_error(invalid))
    value = line if filled is article else filled.to_bytes()
    return FeedMessage(key=article.id.encode(), value=value, source=source)


def _text_article(path: str, gaps: Defaults) -> FeedMessage | BadLine:
    raw = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    name = "stdin" if path == STDIN else Path(path).stem
    try:
        article = gaps.fill(RawArticleV1(id=name, text=raw.decode("utf-8-sig")))
    except UnicodeDecodeError as wrong:
        return BadLine(path, f"not UTF-8: byte {wrong.start}")
    except ValidationError as invalid:
        return BadLine(path, first_error(invalid))
    return FeedMessage(key=article.id.encode(), value=article.to_bytes(), source=path)


def _id_in(line: bytes, source: str) -> str:
    try:
        found = json.loads(line)["id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return source
    return found if isinstance(found, str) and found else source
