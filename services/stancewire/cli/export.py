"""`stancewire export`: events in the forms that other tools read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated

import typer

from stancewire.errors import UserError
from stancewire.export.formats import WRITERS, ExportFormat
from stancewire.export.told import told_in

app = typer.Typer(add_completion=False)
POLL_S = 0.5


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


def _of_files(names: list[str]) -> Iterator[tuple[int, str]]:
    for name in names:
        if name == "-":
            yield from _decoded(name, sys.stdin.buffer)
            continue
        try:
            with Path(name).open("rb") as file:
                yield from _decoded(name, file)
        except OSError as refused:
            raise UserError(f"{name}: {refused.strerror}") from None


def _decoded(name: str, lines: IO[bytes]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        try:
            yield number, line.decode()
        except UnicodeDecodeError:
            raise UserError(f"{name}:{number}: not UTF-8", exit_code=1) from None


def _of_topic() -> Iterator[tuple[int, str]]:
    """Yield the newest value of every key; a tombstone takes its event away."""
    # Files must be readable where no Kafka client is installed.
    from stancewire.cli.environment import settings_from_environment  # noqa: PLC0415
    from stancewire.console.reader import card_name, open_reader  # noqa: PLC0415

    settings = settings_from_environment()
    name = card_name(settings, "event")
    newest: dict[bytes | None, bytes | None] = {}
    with open_reader(settings, [name], from_start=True) as reader:
        while not reader.caught_up():
            for message in reader.poll(POLL_S):
                newest[message.key] = message.value
    for number, value in enumerate((value for value in newest.values() if value), 1):
        yield number, value.decode()
