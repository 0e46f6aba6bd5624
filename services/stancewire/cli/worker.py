"""`stancewire worker ingest|enrich|merge`."""

from __future__ import annotations

from typing import Annotated

import typer

from stancewire.cli.environment import settings_from_environment
from stancewire.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False)

Port = Annotated[
    int | None, typer.Option("--http-port", help="Port of live, ready and metrics; 0 picks one.", min=0, max=65535)
]


@app.callback()
def worker() -> None:
    """Run one stage in the foreground until SIGTERM or Ctrl-C.

    Several workers of a stage share its partitions; on one host they need different ports. Exit codes: 0 stopped,
    1 halted, 2 bad settings, 3 broker or topics not there, 70 stuck (start it again).
    """


@app.command()
def ingest(http_port: Port = None) -> None:
    """Check raw articles and give each its story.

    Example: STANCEWIRE_BOOTSTRAP_SERVERS=kafka:9092 stancewire worker ingest
    """
    from stancewire.ingest.worker import run  # noqa: PLC0415  # one stage's code a process

    raise typer.Exit(run(_settings(http_port)))


@app.command()
def enrich(http_port: Port = None) -> None:
    """Code accepted articles in a pool of processes.

    Example: STANCEWIRE_SLOTS=4 stancewire worker enrich --http-port 8081
    """
    from stancewire.enrich.worker import run  # noqa: PLC0415  # one stage's code a process

    raise typer.Exit(run(_settings(http_port)))


@app.command()
def merge(http_port: Port = None) -> None:
    """Merge tellings into events.

    Example: stancewire worker merge --http-port 8082
    """
    from stancewire.merge.worker import run  # noqa: PLC0415  # one stage's code a process

    raise typer.Exit(run(_settings(http_port)))


def _settings(http_port: int | None) -> Settings:
    settings = settings_from_environment()
    return settings if http_port is None else settings.model_copy(update={"http_port": http_port})
