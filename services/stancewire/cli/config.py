"""`stancewire config`: the effective settings, secrets masked."""

from __future__ import annotations

import json
import os
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from stancewire.cli.environment import settings_from_environment
from stancewire.settings import Settings
from stancewire.variables import unknown

app = typer.Typer(help="Show the effective settings.\n\nExample:\n\n  stancewire config --json")


@app.command()
def config(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
) -> None:
    """Print every setting with its environment variable; secrets show as asterisks.

    A variable that looks like a setting and is none is told on stderr.
    """
    rows = _flat(settings_from_environment())
    for name, meant in unknown(os.environ):
        typer.echo(f"{name}: no such setting{f'; {meant} is one' if meant else ''}", err=True)
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    table = Table("variable", "value", box=None)
    for name, value in rows.items():
        table.add_row(name, value)
    Console().print(table)


def _flat(settings: Settings) -> dict[str, str]:
    rows: dict[str, str] = {}
    for name, value in settings.model_dump(mode="json").items():
        inner = (
            {f"{name}__{key}": item for key, item in value.items()} if isinstance(value, dict) else {name: value}
        )
        rows |= {f"STANCEWIRE_{key.upper()}": "" if item is None else str(item) for key, item in inner.items()}
    return rows
