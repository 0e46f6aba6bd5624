"""`stancewire frames`: check tables of event frames that are to be read after the shipped ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stancewire.cli.environment import settings_from_environment
from stancewire.errors import UserError

app = typer.Typer(add_completion=False)


@app.command()
def frames(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Tables of frames; the settings' own without one.")
    ] = None,
) -> None:
    """Code the example of every frame; print those not coded as they claim, and exit 1 where there are any.

    For example:

      stancewire frames mine.tsv

      STANCEWIRE_FRAME_FILES='["mine.tsv"]' stancewire code story.txt
    """
    # Help must not wait for the parser.
    from stancewire.nlp.frames_check import problems_of  # noqa: PLC0415
    from stancewire.nlp.knowledge import Knowledge  # noqa: PLC0415

    settings = settings_from_environment()
    problems = problems_of(files or settings.frame_files, Knowledge.load(settings.kb_files))
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise UserError(f"{len(problems)} problems", exit_code=1)
    typer.echo("nothing is wrong", err=True)
