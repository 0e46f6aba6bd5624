"""The `stancewire` command. Commands stand in `table.py`, one line each; a command loads when it is called."""

from __future__ import annotations

import sys

from stancewire.errors import UserError


def main() -> None:
    """Run the command line and exit: 0 done, 1 bad data, 2 bad usage, 3 a service cannot be reached.

    A person's mistake is one line on stderr; only a defect of our own shows a traceback.
    """
    try:
        run(sys.argv[1:])
    except UserError as mistake:
        sys.stderr.write(f"stancewire: {mistake}\n")
        sys.exit(mistake.exit_code)


def run(arguments: list[str]) -> None:
    """Run one call of the command line; raise UserError for a mistake, SystemExit at the end."""
    try:
        from stancewire.cli.group import command  # noqa: PLC0415  # typer comes with the extras only
    except ModuleNotFoundError as absent:
        raise UserError(f"{absent.name} is not installed; install stancewire[worker,nlp]") from None
    try:
        command().main(args=arguments, prog_name="stancewire")
    except OSError as refused:
        if refused.filename is None:
            raise
        # A file or folder that a person has named, or a disk that is full or may not be written.
        raise UserError(f"{refused.filename}: {refused.strerror}") from None
