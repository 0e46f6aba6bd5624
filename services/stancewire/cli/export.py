"""`stancewire export`: events in the forms that other tools read."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from stancewire.errors import Unreachable, UserError
from stancewire.export.formats import WRITERS, ExportFormat
from stancewire.export.told import told_in

if TYPE_CHECKING:
    from stancewire.console.reader import TopicReader
    from stancewire.core.messages import Message

app = typer.Typer(add_completion=False)
POLL_S = 0.5
PATIENCE_S = 30.0
"""How long a broker may be silent while it owes messages."""


@app.command()
def export(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="JSON lines out of `stancewire merge` or `stancewire code`; `-` is standard input."),
    ] = None,
    *,
    form: Annotated[ExportFormat, typer.Option("--format", help="Which form.")],
    out: Annotated[Path | None, typer.Option(help="Where to; without it, standard output.")] = None,
    topic: Annotated[
        bool, typer.Option("--topic", help="Read the topic of merged events, from its start to its present end.")
    ] = False,
) -> None:
    """Write events as PLOVER JSON, GDELT rows, ACLED rows or Parquet; `docs/codebook.md` explains each column.

    Of an event with several revisions the last is written. GDELT and ACLED rows hold only what is told as fact.

    For example:

      stancewire merge monday.jsonl > events.jsonl

      stancewire export events.jsonl --format acled-csv --out events.csv

      stancewire export --topic --format parquet --out events.parquet
    """
    if topic and files:
        raise UserError("--topic reads the topic and takes no files")
    events = list(told_in(_of_topic() if topic else _of_files(files or ["-"])))
    if out is None:
        WRITERS[form](events, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    try:
        with out.open("wb") as file:
            WRITERS[form](events, file)
    except OSError as refused:
        raise UserError(f"--out {out}: {refused.strerror}") from None


def _of_files(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if name == "-":
            yield from _lines(name, sys.stdin.buffer)
            continue
        try:
            with Path(name).open("rb") as file:
                yield from _lines(name, file)
        except OSError as refused:
            raise UserError(f"{name}: {refused.strerror}") from None


def _lines(name: str, lines: IO[bytes]) -> Iterator[tuple[str, str]]:
    return (_decoded(f"{name}:{number}", line) for number, line in enumerate(lines, 1))


def _decoded(place: str, value: bytes) -> tuple[str, str]:
    try:
        return place, value.decode()
    except UnicodeDecodeError:
        raise UserError(f"{place}: not UTF-8", exit_code=1) from None


def _of_topic() -> Iterator[tuple[str, str]]:
    """Yield the values of every key by key; a tombstone takes away what came before it.

    All values of a key are yielded: which is the last only their revisions say, as an outdated one may come late.
    """
    # Files must be readable where no Kafka client is installed.
    from stancewire.cli.environment import settings_from_environment  # noqa: PLC0415
    from stancewire.console.reader import card_name, open_reader  # noqa: PLC0415

    settings = settings_from_environment()
    name = card_name(settings, "event")
    kept: dict[bytes, list[tuple[str, bytes]]] = {}
    with open_reader(settings, [name], from_start=True) as reader:
        for message in _to_end(reader):
            place = f"{settings.topic(name)}/{message.partition}@{message.offset}"
            if message.value is None:
                kept.pop(message.key or b"", None)
            else:
                kept.setdefault(message.key or b"", []).append((place, message.value))
    yield from (_decoded(*placed) for key in sorted(kept) for placed in kept[key])


def _to_end(reader: TopicReader) -> Iterator[Message]:
    heard = time.monotonic()
    while not reader.caught_up():
        messages = reader.poll(POLL_S)
        if messages:
            heard = time.monotonic()
        elif time.monotonic() - heard > PATIENCE_S:
            raise Unreachable(f"the Kafka broker has not answered for {PATIENCE_S:g} s; nothing was written")
        yield from messages
