"""/live, /ready and /metrics of commands that are no worker: they answer only where a port is given."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import inf
from typing import Annotated

import typer

from stancewire.cli.environment import settings_from_environment
from stancewire.settings import Settings
from stancewire.stream.card_metrics import CardMetrics
from stancewire.stream.health import Health
from stancewire.stream.http import HttpServer

HttpPort = Annotated[
    int | None,
    typer.Option(
        "--http-port",
        min=0,
        max=65535,
        metavar="PORT",
        help="Answer /live, /ready and /metrics there, on STANCEWIRE_HTTP_BIND; 0 picks one. Not without it.",
    ),
]


def server_at(
    settings: Settings, port: int, health: Health, metrics: CardMetrics, still_s: float = inf
) -> HttpServer:
    """Return the server of a command, not yet started."""
    return HttpServer((settings.http_bind, port), health, metrics, named="--http-port", still_s=still_s)


def tell(settings: Settings, port: int) -> None:
    """Tell where it answers, on stderr."""
    typer.echo(f"metrics at http://{settings.http_bind}:{port}/metrics", err=True)


@asynccontextmanager
async def answering(port: int | None, metrics: CardMetrics) -> AsyncIterator[None]:
    """Answer on the running loop while the block does its work; do nothing without a port."""
    if port is None:
        yield
        return
    settings = settings_from_environment()
    server = server_at(settings, port, Health(), metrics)
    try:
        tell(settings, await server.start())
        yield
    finally:
        await server.stop()
