"""`stancewire run`: the whole path on one command, for trying out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from stancewire.cli.environment import settings_from_environment
from stancewire.console.headless import HeadlessView
from stancewire.console.live import LiveView, WithPicture
from stancewire.console.session import Report, RunOptions, View, run_session
from stancewire.console.stop import stop_on_signals
from stancewire.errors import UserError
from stancewire.feeds.files import BadLine, FeedMessage, read_broken, read_feed

app = typer.Typer(add_completion=False)

HELP = (
    "Start broker, topics and all stages, feed articles, and show what comes out.\n\n"
    "Without --bootstrap it starts an embedded broker on loopback, which is for trying out: it keeps everything "
    "in memory. Ctrl-C stops all; a second Ctrl-C stops without waiting for work in flight.\n\n"
    "Examples:\n\n"
    "  stancewire run\n\n"
    "  stancewire run --headless --until-idle --json\n\n"
    "  stancewire run --feed stories.jsonl --bootstrap 127.0.0.1:9092"
)


@app.command(help=HELP)
def run(
    *,
    headless: Annotated[bool, typer.Option("--headless", help="No live view; plain lines on stderr.")] = False,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help="End when all is done; exit 0 only if the sums agree.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as JSON on stdout.")] = False,
    feed: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Articles to feed instead of the samples; may repeat.")
    ] = None,
    bootstrap: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="A running broker instead of the embedded one.")
    ] = None,
    timeout: Annotated[float | None, typer.Option(min=1, help="Give up after so many seconds.")] = None,
    logs: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep what broker and workers log there.")
    ] = None,
    snapshot: Annotated[Path | None, typer.Option(hidden=True, help="Write the last view as SVG.")] = None,
) -> None:
    """Run it all once."""
    settings = settings_from_environment()
    options = RunOptions(_messages(feed), bootstrap, until_idle=until_idle, timeout_s=timeout, logs=logs)
    with stop_on_signals() as stop, _view(Console(), headless=headless) as view:
        report = run_session(settings, options, stop, WithPicture(view, snapshot) if snapshot else view)
    _tell(report, as_json=as_json)


@contextmanager
def _view(console: Console, *, headless: bool) -> Iterator[View]:
    if headless or not console.is_terminal:
        yield HeadlessView(lambda line: typer.echo(line, err=True))
        return
    with LiveView(console) as live:
        yield live


def _messages(files: list[str] | None) -> Iterator[FeedMessage | BadLine]:
    if files:
        for path in files:
            if not Path(path).is_file():
                raise UserError(f"{path}: no such file")
        return (message for path in files for message in read_feed(path))
    return _samples()


def _samples() -> Iterator[FeedMessage | BadLine]:
    folder = resources.files("stancewire.data").joinpath("samples")
    with resources.as_file(folder) as here:
        yield from read_feed(str(here / "stories.jsonl"))
        yield from read_broken(str(here / "broken.jsonl"))


def _tell(report: Report, *, as_json: bool) -> None:
    disagreements = report.summary.disagreements()
    for bad in report.bad_lines:
        typer.echo(f"{bad.source}: {bad.error}", err=True)
    for name in report.killed:
        typer.echo(f"{name} did not stop in time and was killed", err=True)
    typer.echo(json.dumps(report.summary.as_json(), ensure_ascii=False) if as_json else report.summary.as_text())
    for line in disagreements:
        typer.echo(f"does not agree: {line}", err=True)
    if disagreements or report.bad_lines:
        raise typer.Exit(1)
    whole = "all sums agree" if report.summary.is_whole else "stopped with work in flight; sums not checked"
    typer.echo(whole, err=True)
