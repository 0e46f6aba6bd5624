"""`stancewire schemas`: write what is made from models and cards, or check that what is committed is current."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from stancewire.errors import UserError
from stancewire.stream import metric_page
from stancewire_schemas import export, topic_page

app = typer.Typer(
    no_args_is_help=True,
    help="Schemas of all topics, and the pages made from the cards.\n\nExamples:\n\n"
    "  stancewire schemas export\n\n  stancewire schemas check",
)

Root = Annotated[Path, typer.Option("--root", help="The project's folder.", file_okay=False)]
HERE = Path()

PAGES = {"docs/topics.md": topic_page.page, "docs/metrics.md": metric_page.page}


@app.command("export")
def export_command(root: Root = HERE) -> None:
    """Write one JSON Schema file a topic and the pages; files that are current stay untouched."""
    written = export.export(root / "schemas" / "json")
    for path, text in _stale_pages(root):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    for path in written:
        typer.echo(path)
    typer.echo(f"{len(written)} written, the rest was current", err=True)


@app.command("check")
def check_command(root: Root = HERE) -> None:
    """Exit 1 when a schema file or a page is absent or stale, or a file belongs to no topic."""
    folder = root / "schemas" / "json"
    if not folder.is_dir():
        raise UserError(f"no folder {folder}: name the project's folder with --root")
    stale = export.differing(folder) + [path for path, _ in _stale_pages(root)]
    for path in stale:
        typer.echo(f"not current: {path}", err=True)
    if stale:
        raise UserError("run `stancewire schemas export` and commit what it writes", exit_code=1)
    typer.echo("schemas are current", err=True)


def _stale_pages(root: Path) -> Iterator[tuple[Path, str]]:
    for name, page in PAGES.items():
        path, text = root / name, page()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path, text
