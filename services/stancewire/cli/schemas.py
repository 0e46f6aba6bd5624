"""`stancewire schemas`: write the JSON Schemas of all topics, or check that the committed ones are current."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stancewire.errors import UserError
from stancewire_schemas.export import differing, export
from stancewire_schemas.topic_page import page

app = typer.Typer(
    no_args_is_help=True,
    help="JSON Schemas of all topics.\n\nExamples:\n\n  stancewire schemas export --to schemas/json\n\n"
    "  stancewire schemas check",
)

Folder = Annotated[Path, typer.Option("--to", "--in", help="Folder of the schema files.")]
DEFAULT = Path("schemas/json")
Page = Annotated[Path, typer.Option("--page", help="The page of topics.")]
DEFAULT_PAGE = Path("docs/topics.md")


def _is_current(path: Path) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == page()


@app.command("export")
def export_command(folder: Folder = DEFAULT, page_at: Page = DEFAULT_PAGE) -> None:
    """Write one JSON Schema file a topic and the page of topics; files that are current stay untouched."""
    written = export(folder)
    if not _is_current(page_at):
        page_at.parent.mkdir(parents=True, exist_ok=True)
        page_at.write_text(page(), encoding="utf-8")
        written.append(page_at)
    for path in written:
        typer.echo(path)
    typer.echo(f"{len(written)} written, the rest was current", err=True)


@app.command("check")
def check_command(folder: Folder = DEFAULT, page_at: Page = DEFAULT_PAGE) -> None:
    """Exit 1 when a schema file or the page is absent or stale, or a file belongs to no topic."""
    if not folder.is_dir():
        raise UserError(f"no folder {folder}: run `stancewire schemas export --to {folder}` first")
    stale = differing(folder) + ([] if _is_current(page_at) else [page_at])
    for path in stale:
        typer.echo(f"not current: {path}", err=True)
    if stale:
        raise UserError("run `stancewire schemas export` and commit what it writes", exit_code=1)
    typer.echo("schemas are current", err=True)
