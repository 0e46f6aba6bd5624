"""Turns the table into one command line that loads a command's module only when that command is called."""

from __future__ import annotations

import importlib
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from stancewire import __version__
from stancewire.cli.table import BY_NAME, ROWS, CommandRow
from stancewire.errors import UserError


class LazyGroup(TyperGroup):
    """Lists commands from the table; the listing shows stand-ins, a call loads the real one."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the table's order."""
        del ctx
        return [row.name for row in ROWS]

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """Return a stand-in that knows its summary only, or None for an unknown name."""
        del ctx
        row = BY_NAME.get(cmd_name)
        return TyperCommand(name=row.name, help=row.summary) if row else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return name, command and remaining arguments of the call; raise a usage error for an unknown name."""
        name, stand_in, rest = super().resolve_command(ctx, args)
        return name, load(BY_NAME[args[0]]) if stand_in else None, rest


def load(row: CommandRow) -> Any:
    """Return the command of a row. Raise UserError when the extra that it needs is not installed."""
    module_name, _, attribute = row.target.partition(":")
    try:
        found = getattr(importlib.import_module(module_name), attribute)
    except ModuleNotFoundError as absent:
        if absent.name is None or absent.name.startswith("stancewire"):
            raise
        raise UserError(f"`{row.name}` needs {absent.name}; install stancewire[{row.extra}]") from None
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    single = typer.Typer(add_completion=False)
    single.command(name=row.name)(found)
    return typer.main.get_command(single)


app = typer.Typer(cls=LazyGroup, no_args_is_help=True, add_completion=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"stancewire {__version__}")
        raise typer.Exit


@app.callback()
def stancewire(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Newswire in, live; event and stance records out, each tied to the words that say so."""


def command() -> Any:
    """Return the whole command line."""
    return typer.main.get_command(app)
