"""`stancewire feed FILE…`: send articles from files to the raw topic."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from stancewire.cli.articles import Format, moment
from stancewire.cli.environment import settings_from_environment
from stancewire.errors import UserError
from stancewire.feeds.files import STDIN, BadLine, Defaults, FeedMessage, erasure, read_feed, read_raw
from stancewire.feeds.producer import ArticleProducer, Sent


class Tally:
    """Counts what came of each message, tells bad lines, moves the bar."""

    def __init__(self, console: Console) -> None:
        self.sent = 0
        self.bad = 0
        self.progress = Progress(console=console, transient=True, disable=not console.is_terminal)
        self._task = self.progress.add_task("sending", total=None)

    def __call__(self, outcome: Sent | BadLine) -> None:
        """Take one outcome."""
        if isinstance(outcome, BadLine):
            self.bad += 1
            self.progress.console.print(
                f"{outcome.source}: {outcome.error}", markup=False, highlight=False, soft_wrap=True
            )
        else:
            self.sent += 1
            self.progress.update(self._task, advance=1, description=f"sent {self.sent}")


def feed_files(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files of articles; - is standard input.", metavar="FILE…")
    ] = None,
    *,
    file_format: Annotated[
        Format | None,
        typer.Option(
            "--format", help="text: one article a file; jsonl: RawArticleV1 a line; else the ending tells."
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Publication time for articles without one, ISO 8601.", metavar="DATE")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher for articles without one.")] = None,
    rate: Annotated[str | None, typer.Option(help="At most N articles a second, such as 20/s.")] = None,
    erase: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Ask to erase all that came from this article; may repeat."),
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Send lines as they stand, unparsed, to try bad input.")
    ] = False,
) -> None:
    """Send articles to the raw topic and wait until the broker has each.

    A line that is no article is told with its file and line; the others are sent, and the exit code is 1.

    Examples:
      stancewire feed stories.jsonl

      stancewire feed --format text --published 2025-09-21 --publisher "Example Wire" story.txt

      cat stories.jsonl | stancewire feed --rate 20/s -

      stancewire feed --erase pacific-0301
    """
    per_second = _rate(rate)
    _check_files(files or [])
    if not files and not erase:
        raise UserError("name a file to send, or - for standard input")
    console = Console(stderr=True)
    articles = _messages(
        files or [], file_format, Defaults(moment(published) if published else None, publisher), raw=raw
    )
    with ArticleProducer(settings_from_environment()) as producer:
        tally = Tally(console)
        with tally.progress:
            producer.send_all(chain(articles, map(erasure, erase or [])), tally, per_second)
    typer.echo(f"{tally.sent} sent, {tally.bad} bad", err=True)
    if tally.bad:
        raise typer.Exit(1)


def _messages(
    files: list[str], file_format: Format | None, defaults: Defaults, *, raw: bool
) -> Iterator[FeedMessage | BadLine]:
    for path in files:
        if raw:
            yield from read_raw(path)
        else:
            yield from read_feed(path, file_format.value if file_format else None, defaults)


def _check_files(files: list[str]) -> None:
    # Before the first is sent: a mistyped second name should not leave half of the work done.
    for path in files:
        if path != STDIN and not Path(path).is_file():
            raise UserError(f"{path}: no such file")


def _rate(said: str | None) -> float | None:
    if said is None:
        return None
    try:
        per_second = float(said.removesuffix("/s"))
    except ValueError:
        per_second = 0.0
    if not 0 < per_second < float("inf"):
        raise UserError(f"--rate {said}: say how many a second, such as 20/s")
    return per_second
