"""`stancewire merge`: articles in, coded and merged in order, EventV1 lines out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from stancewire.cli.articles import Given, Line, moment, present, read_lines
from stancewire.cli.batch import Files, Form, ProfileChoice, Published, Publisher, each, flow_of
from stancewire_schemas import EventV1

app = typer.Typer(add_completion=False)


@app.command()
def merge(
    files: Files = None,
    *,
    form: Form = None,
    published: Published = None,
    publisher: Publisher = None,
    profile: ProfileChoice = None,
    final: Annotated[
        bool, typer.Option("--final", help="Only the last revision of each event, at the end.")
    ] = False,
) -> None:
    """Code articles and merge their events without Kafka: each new revision of an event is a line.

    An event that loses its last telling has no further line, and none at all with --final.

    For example:

      stancewire merge monday.jsonl tuesday.jsonl --final > events.jsonl
    """
    given = Given(moment(published) if published else None, publisher)
    named = present(files)
    flow, last = flow_of(profile), _Last()

    def work(line: Line) -> None:
        for event_id, event in flow.merge(None, line.value):
            last.take(event_id, event)
            if event is not None and not final:
                _write(event)

    try:
        each(read_lines(named, form, given), work)
    finally:
        for event in last.events.values() if final else ():
            _write(event)


class _Last:
    """The newest revision of every live event, in the order in which they were founded."""

    def __init__(self) -> None:
        self.events: dict[str, EventV1] = {}

    def take(self, event_id: str, event: EventV1 | None) -> None:
        if event is None:
            self.events.pop(event_id, None)
        else:
            self.events[event_id] = event


def _write(event: EventV1) -> None:
    sys.stdout.write(event.to_bytes().decode() + "\n")
    sys.stdout.flush()
