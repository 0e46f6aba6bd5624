"""Dead letters as they stand in their topic. Pure: bytes in, words out."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import JsonValue, ValidationError

from stancewire.core.messages import Message
from stancewire.errors import UserError
from stancewire_schemas import AcceptedArticleV1, DeadLetterV1, RawArticleV1

HEX_BYTES_A_LINE = 16


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter and its number, which is its offset in the dead-letter topic."""

    number: int
    record: DeadLetterV1


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """Which letters are meant; what is None filters nothing."""

    reason: str | None = None
    stage: str | None = None
    number: int | None = None

    def takes(self, letter: Letter) -> bool:
        """Return whether the letter is meant."""
        record = letter.record
        return (
            self.reason in {None, record.reason}
            and self.stage in {None, record.stage}
            and self.number in {None, letter.number}
        )


def read_letter(message: Message) -> Letter | None:
    """Return the letter in a message of the dead-letter topic; None where the bytes are no dead letter."""
    if message.value is None:
        return None
    try:
        return Letter(message.offset, DeadLetterV1.from_bytes(message.value))
    except ValidationError:
        return None


def as_json(letter: Letter) -> dict[str, JsonValue]:
    """Return the record with its number; bytes stay base64."""
    return {"number": letter.number, **letter.record.model_dump(mode="json")}


def article_in(letter: Letter) -> bytes:
    """Return a letter's article, as `stancewire code` reads it. Raise UserError where it holds none."""
    value = letter.record.value or b""
    for model in (AcceptedArticleV1, RawArticleV1):
        try:
            found = model.from_bytes(value)
        except ValidationError:
            continue
        article = found.article if isinstance(found, AcceptedArticleV1) else found
        if article is not None:
            return article.to_bytes()
    raise UserError(f"letter {letter.number} holds no article", exit_code=1)


def describe(letter: Letter) -> str:
    """Return all of a letter for a person: where it stood, why it is dead, headers, and its original bytes."""
    record = letter.record
    rows = [
        ("number", str(letter.number)),
        ("reason", record.reason),
        ("error", record.error),
        ("stage", f"{record.stage}, tried {record.attempts} times" if record.attempts > 1 else record.stage),
        ("stood at", f"{record.topic}, partition {record.partition}, offset {record.offset}"),
        ("time", record.time.isoformat() if record.time else "unknown"),
        ("key", readable(record.key)),
        *((f"header {header.name}", readable(header.value)) for header in record.headers),
        ("sha256", record.value_sha256 or "none"),
        ("bytes", str(record.value_bytes)),
    ]
    head = "\n".join(f"{name:<10} {visible(value)}" for name, value in rows)
    return f"{head}\n\n{_body(record)}"


def readable(raw: bytes | None) -> str:
    """Return the bytes as text, or as a hex dump where they are no UTF-8 text; "none" for None."""
    if raw is None:
        return "none"
    try:
        return visible(raw.decode())
    except UnicodeDecodeError:
        return hex_dump(raw)


def visible(text: str) -> str:
    """Return the text with all but newlines and printable characters escaped, so that no terminal obeys it."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


def hex_dump(raw: bytes) -> str:
    """Return lines of offset, sixteen bytes in hex, and the ASCII among them."""
    return "\n".join(_hex_line(at, raw[at : at + HEX_BYTES_A_LINE]) for at in range(0, len(raw), HEX_BYTES_A_LINE))


def _hex_line(at: int, row: bytes) -> str:
    ascii_only = "".join(chr(b) if 32 <= b < 127 else "." for b in row)
    return f"{at:08x}  {row.hex(' '):<47}  {ascii_only}"


def _body(record: DeadLetterV1) -> str:
    if record.value is None:
        return (
            "(no value: a request to erase)"
            if record.value_bytes == 0
            else "(too large to repeat here; it stands at the place named above)"
        )
    return readable(record.value)
