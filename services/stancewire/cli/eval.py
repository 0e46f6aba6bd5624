"""`stancewire eval`: score a gold file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from stancewire.cli.batch import ProfileChoice, coder_of, progress
from stancewire.errors import UserError

app = typer.Typer(add_completion=False)

TASKS: Final = (
    "entities",
    "coreference",
    "places",
    "dates",
    "roles",
    "actors",
    "agents",
    "quotes",
    "stances",
    "polarity",
    "events",
    "stories",
    "merge",
)


@app.command(name="eval")
def evaluate(
    task: Annotated[str, typer.Argument(help=f"One of {', '.join(TASKS)}.")],
    file: Annotated[Path, typer.Argument(help="Gold file, one JSON object a line.")],
    *,
    predictions: Annotated[
        Path | None, typer.Option(help="Write one line a row: its id and what was found.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The measures as one JSON object.")] = False,
    profile: ProfileChoice = None,
) -> None:
    """Score what the coder makes of a gold file. Shares are fractions of 1.

    For example:

      stancewire eval events own_sentences.jsonl --predictions found.jsonl
    """
    if task not in TASKS:
        raise UserError(f"no task {task!r}; there are {', '.join(TASKS)}")
    measures = _run(task, file, predictions, profile)
    sys.stdout.write(json.dumps(measures) + "\n" if as_json else _table(measures))


def _run(name: str, file: Path, out: Path | None, profile: ProfileChoice) -> dict[str, float]:
    # The tasks import the coder's records; help must not wait for them.
    from stancewire.evaluate.gold import read_rows  # noqa: PLC0415
    from stancewire.evaluate.tasks import predictions, tasks  # noqa: PLC0415

    task = tasks()[name]
    rows = read_rows(file, task.needed)
    coder, _ = coder_of(profile)
    with progress(len(rows)) as advance:
        found = predictions(task, rows, coder, advance)
    if out is not None:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in found)
        out.write_text("".join(lines), encoding="utf-8")
    return task.score(rows, found)


def _table(measures: dict[str, float]) -> str:
    width = max(map(len, measures))
    return "".join(f"{name:{width}}  {value:g}\n" for name, value in measures.items())
