"""`stancewire dead`: look at the messages that no stage could process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import typer

from stancewire.cli.environment import settings_from_environment
from stancewire.console.lines import dead_line
from stancewire.console.reader import open_reader
from stancewire.errors import UserError
from stancewire.replay.letters import Letter, LetterFilter, as_json, describe, read_letter
from stancewire.topology import STAGES
from stancewire_schemas import topics
from stancewire_schemas.codes import DeadReason

POLL_S = 0.2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Messages that no stage could process, with their original bytes and a reason.\n\nExamples:\n\n"
    "  stancewire dead list --reason schema\n\n  stancewire dead show 12",
)

Reason = Annotated[str | None, typer.Option(help=f"Only this reason: {', '.join(DeadReason)}.")]
StageName = Annotated[str | None, typer.Option("--stage", help=f"Only from this stage: {', '.join(STAGES)}.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many, oldest first.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line; bytes as base64.")]


@app.command("list")
def list_letters(
    reason: Reason = None, stage: StageName = None, limit: Limit = None, in_json: AsJson = False
) -> None:
    """One line a letter: number, stage, reason, key, place, error."""
    for letter in islice(letters(chosen(reason, stage)), limit):
        typer.echo(_json(letter) if in_json else f"{letter.number} {dead_line(letter.record)}")


@app.command("show")
def show_letters(
    number: Annotated[int | None, typer.Argument(min=0, help="The letter's number, as `list` tells it.")] = None,
    reason: Reason = None,
    stage: StageName = None,
    limit: Limit = None,
    in_json: AsJson = False,
) -> None:
    """All of a letter: where it stood, why it is dead, headers, original bytes as text or hex."""
    shown = 0
    for letter in islice(letters(chosen(reason, stage, number)), limit):
        typer.echo(_json(letter) if in_json else describe(letter) + "\n")
        shown += 1
    if number is not None and not shown:
        raise UserError(f"no dead letter {number}", exit_code=1)


def letters(wanted: LetterFilter) -> Iterator[Letter]:
    """Yield the letters that stand in the topic now, oldest first."""
    settings = settings_from_environment()
    with open_reader(settings, [topics.DEAD.name], from_start=True) as reader:
        while True:
            found = (read_letter(message) for message in reader.poll(POLL_S))
            yield from (letter for letter in found if letter is not None and wanted.takes(letter))
            if reader.caught_up():
                return


def chosen(reason: str | None, stage: str | None, number: int | None = None) -> LetterFilter:
    """Return the filter. Raise UserError for a reason or stage that does not exist."""
    if reason is not None and reason not in set(DeadReason):
        raise UserError(f"no reason {reason!r}; known are {', '.join(DeadReason)}")
    if stage is not None and stage not in STAGES:
        raise UserError(f"no stage {stage!r}; known are {', '.join(STAGES)}")
    return LetterFilter(reason, stage, number)


def _json(letter: Letter) -> str:
    return json.dumps(as_json(letter), ensure_ascii=False)
