"""`stancewire tail`: follow a topic as readable lines, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from stancewire.cli.articles import moment
from stancewire.cli.environment import settings_from_environment
from stancewire.client.selection import Selection
from stancewire.console.colour import coloured
from stancewire.console.lines import record_line
from stancewire.console.reader import card_name, open_reader
from stancewire.core.messages import Message
from stancewire.errors import UserError
from stancewire.settings import Settings
from stancewire_schemas.codes import EventStatus, EventType, Polarity

app = typer.Typer(add_completion=False)
POLL_S = 0.5

Start = bool | datetime | tuple[int, int]
"""Whether from the first message, or from a moment, or from an offset of one partition."""

HELP = (
    "Follow a topic. Ctrl-C ends it; reading takes nothing from anybody.\n\n"
    "Examples:\n\n"
    "  stancewire tail event\n\n"
    "  stancewire tail stance --from-start --country VEN --limit 20\n\n"
    "  stancewire tail event.mention --type THREATEN --json\n\n"
    "  stancewire tail stance --polarity against --party Maduro --since 2026-03-10\n\n"
    "  stancewire tail event.mention --at 2@4711 --limit 1 --json"
)


@app.command(help=HELP)
def tail(
    topic: Annotated[str, typer.Argument(help="Topic, such as event, stance or news.event.mention.v1.")],
    *,
    from_start: Annotated[bool, typer.Option("--from-start", help="From the first message, not the next.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="End after so many lines.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, as it stands in the topic.")
    ] = False,
    event_type: Annotated[str | None, typer.Option("--type", help="Only events of this PLOVER type.")] = None,
    country: Annotated[str | None, typer.Option(help="Only records that name this country, ISO alpha-3.")] = None,
    polarity: Annotated[str | None, typer.Option(help="Only stances: favour, against, neutral, mixed.")] = None,
    status: Annotated[str | None, typer.Option(help="Only events told as asserted, negated, future, …")] = None,
    party: Annotated[str | None, typer.Option(help="Only with this party: its id, or a part of its name.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Only from this publisher, or a part of its name.")] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Only what is at least so sure.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="From the messages of this moment on, ISO 8601.", metavar="DATE")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(help="From that place on, as logs and dead letters tell it.", metavar="PARTITION@OFFSET"),
    ] = None,
) -> None:
    """Follow a topic. Ctrl-C ends it; reading takes nothing from anybody."""
    settings = settings_from_environment()
    name = card_name(settings, topic)
    selection = Selection(
        event_type=event_type and event_type.upper(),
        country=country and country.upper(),
        polarity=polarity,
        status=status,
        party=party,
        publisher=publisher,
        min_confidence=min_confidence,
    )
    _remark("--type", selection.event_type, EventType)
    _remark("--polarity", polarity, Polarity)
    _remark("--status", status, EventStatus)
    start: Start = from_start
    if since is not None:
        start = moment(since, "--since")
    if at is not None:
        start = _place(at)
    screen = Console(highlight=False)
    try:
        for number, message in enumerate(_messages(settings, name, selection, start), start=1):
            if as_json:
                typer.echo(_json_line(message))
            else:
                screen.print(coloured(record_line(name, message.key, message.value)), soft_wrap=True)
            if number == limit:
                break
    except KeyboardInterrupt:
        return


def _remark(option: str, value: str | None, known: type[StrEnum]) -> None:
    # Not refused: a newer service may tell what this one does not know.
    if value is not None and value not in list(known):
        typer.echo(f"{option} {value}: not one that is known; known are {', '.join(known)}", err=True)


def _place(told: str) -> tuple[int, int]:
    partition, _, offset = told.partition("@")
    if not (partition.isdecimal() and offset.isdecimal()):
        raise UserError(f"--at {told!r} is no place such as 2@4711")
    return int(partition), int(offset)


def _messages(settings: Settings, name: str, selection: Selection, start: Start) -> Iterator[Message]:
    with open_reader(settings, [name], from_start=start is True) as reader:
        if isinstance(start, datetime):
            reader.from_moment(start)
        elif isinstance(start, tuple):
            reader.from_offset(*start)
        while True:
            yield from (message for message in reader.poll(POLL_S) if selection.takes(message.value))


def _json_line(message: Message) -> str:
    if message.value is None:
        key = None if message.key is None else message.key.decode(errors="replace")
        return json.dumps({"key": key, "value": None})
    try:
        return json.dumps(json.loads(message.value), ensure_ascii=False)
    except ValueError:
        return json.dumps({"unreadable_bytes": len(message.value)})
