"""`stancewire sink`: events and stances as tables of a database."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import typer

from stancewire.cli import side_http
from stancewire.cli.environment import settings_from_environment
from stancewire.console.stop import stop_on_signals
from stancewire.settings import Settings
from stancewire.sink.database import open_database
from stancewire.sink.loading import Limits, Loader, Totals
from stancewire.sink.metrics import SinkMetrics
from stancewire.sink.schema import prepare
from stancewire.sink.source import GroupReader, check, open_source
from stancewire.sink.store import Store, Written
from stancewire.stream.admin import cluster_id
from stancewire.stream.http import answering_aside

app = typer.Typer(add_completion=False)

TELL_S = 5.0

HELP = (
    "Write events and stances to a database, each once, in its newest revision; docs/sink.md explains the "
    "tables.\n\n"
    "Rows and how far was read are written together: after a kill it goes on where it stood. Several may write to "
    "one PostgreSQL; a DuckDB file has one writer. Ctrl-C ends it. Exit codes: 0 done, 1 some messages were no "
    "records, or the database refused; 2 bad usage; 3 Kafka or the database cannot be reached.\n\n"
    "Examples:\n\n"
    "  stancewire sink --to news.duckdb\n\n"
    "  stancewire sink --to news.duckdb --until-idle --json\n\n"
    "  PGPASSFILE=~/.pgpass stancewire sink --to postgresql://desk@db.example.org/news"
)


@app.command(help=HELP)
def sink(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            envvar="STANCEWIRE_SINK_TO",
            metavar="FILE|URL",
            help="A DuckDB file, made where it is not there, or postgresql://USER@HOST/DATABASE.",
        ),
    ],
    *,
    group: Annotated[
        str | None, typer.Option(help="Consumer group; without it, one of the database's own.")
    ] = None,
    batch: Annotated[int, typer.Option(min=1, help="Messages in one transaction, at most about.")] = 2000,
    every: Annotated[float, typer.Option(min=0.05, help="Seconds that a message waits at most.")] = 1.0,
    until_idle: Annotated[bool, typer.Option("--until-idle", help="End when all is read.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a batch: the totals so far.")] = False,
    http_port: side_http.HttpPort = None,
) -> None:
    """Write events and stances to a database."""
    settings = settings_from_environment()
    metrics = SinkMetrics()
    database = open_database(to)
    try:
        own = prepare(database, f"topics {settings.topic_prefix}* of Kafka cluster {cluster_id(settings)}")
        store = Store(database)
        group = group or f"{settings.group('sink')}.{own}"
        instance = None if database.is_shared else own
        with (
            stop_on_signals() as stop,
            _answering(settings, http_port, metrics),
            open_source(settings, group, instance) as consumer,
        ):
            for line in check(consumer, settings, store.positions):
                typer.echo(line, err=True)
            reader = GroupReader(consumer, settings, store.positions)
            loader = Loader(reader, store, Limits(batch, every), Teller(metrics, as_json=as_json))
            totals = loader.run(stop.asked, until_idle=until_idle)
    finally:
        database.close()
    typer.echo(_line(totals, as_json=as_json), err=not as_json)
    if totals.unreadable:
        raise typer.Exit(1)


class Teller:
    """Tells of batches: every one in JSON, else a line every five seconds; of no records at once. Counts all."""

    def __init__(self, metrics: SinkMetrics, *, as_json: bool) -> None:
        self._as_json = as_json
        self._metrics = metrics
        self._last = time.monotonic()
        self._messages = 0

    def turned(self, lag: int | None) -> None:
        """Hear how far it is behind."""
        self._metrics.turned(lag)

    def overtaken(self) -> None:
        """Hear of a batch that another process had written."""
        self._metrics.overtaken()

    def wrote(self, totals: Totals, written: Written, seconds: float) -> None:
        """Hear of one batch."""
        self._metrics.wrote(written, totals.messages - self._messages, seconds)
        self._messages = totals.messages
        for message in written.unreadable:
            typer.echo(
                f"no record in {message.topic} partition {message.partition} offset {message.offset}", err=True
            )
        if self._as_json:
            typer.echo(_line(totals, as_json=True))
        elif time.monotonic() - self._last >= TELL_S:
            self._last = time.monotonic()
            typer.echo(_line(totals, as_json=False), err=True)


@contextmanager
def _answering(settings: Settings, port: int | None, metrics: SinkMetrics) -> Iterator[None]:
    if port is None:
        yield
        return
    with answering_aside(
        side_http.server_at(settings, port, metrics.health, metrics, settings.watchdog_s)
    ) as picked:
        side_http.tell(settings, picked)
        yield


def _line(totals: Totals, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(asdict(totals))
    behind = "" if totals.lag is None else f", {totals.lag:,} messages to go"
    unreadable = f", {totals.unreadable:,} messages no records" if totals.unreadable else ""
    return (
        f"{totals.events:,} events, {totals.stances:,} stances written, {totals.ended:,} ended{unreadable}{behind}"
    )
