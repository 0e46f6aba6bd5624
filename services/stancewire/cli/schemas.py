"""`stancewire schemas`: write the JSON Schemas of all topics, or check that the committed ones are current."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stancewire.errors import UserError
from stancewire_schemas.export import differing, export

app = typer.Typer(
    no_args_is_help=True,
    help="JSON Schemas of all topics.\n\nExamples:\n\n  stancewire schemas export --to schemas/json\n\n"
    "  stancewire schemas check",
)

Folder = Annotated[Path, typer.Option("--to", "--in", help="Folder of the schema files.")]
DEFAULT = Path("schemas/json")


@app.command("export")
def export_command(folder: Folder = DEFAULT) -> None:
    """Write one JSON Schema file a topic; files that are current stay untouched."""
    written = export(folder)
    for path in written:
        typer.echo(path)
    typer.echo(f"{len(written)} written, the rest was current", err=True)


@app.command("check")
def check_command(folder: Folder = DEFAULT) -> None:
    """Exit 1 when a schema file is absent, stale or belongs to no topic."""
    if not folder.is_dir():
        raise UserError(f"no folder {folder}: run `stancewire schemas export --to {folder}` first")
    stale = differing(folder)
    for path in stale:
        typer.echo(f"not current: {path}", err=True)
    if stale:
        raise UserError("run `stancewire schemas export` and commit what it writes", exit_code=1)
    typer.echo("schemas are current", err=True)
