"""/live, /ready and /metrics of commands that are no worker: they answer only where a port is given."""

from __future__ import annotations

from math import inf
from typing import Annotated

import typer

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
