"""`stancewire feed warc` and `feed folder`: articles that were stored."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from stancewire.cli.articles import moment
from stancewire.cli.feed_courier import Outcomes, StateFile, needing_feeds, open_courier
from stancewire.errors import UserError
from stancewire.feeds.courier import Courier
from stancewire.feeds.files import Defaults
from stancewire.feeds.findings import Finding
from stancewire.feeds.folder import findings_in
from stancewire.feeds.state import Place

BATCH = 100


def feed_warc(
    files: Annotated[list[Path], typer.Argument(help="WARC files, packed or not.", metavar="FILE…")],
    *,
    again: Annotated[
        bool, typer.Option("--again", help="From the start, even where a file was read before.")
    ] = False,
    state_file: StateFile = None,
) -> None:
    """Send the articles of the web pages in WARC files.

    Started again, it goes on where it was; an article that was sent is not sent again. A page without article text
    is told and counted.

    Examples:
      stancewire feed warc CC-NEWS-20260301.warc.gz

      stancewire feed warc archive/*.warc.gz --state archive.sqlite
    """
    with needing_feeds("warc"):
        from stancewire.feeds.warc import Archive  # noqa: PLC0415  # needs the extra

    archives = [Archive.at(path) for path in files]
    with open_courier(state_file, int(time.time())) as (courier, state, outcomes):
        now = datetime.now(UTC)
        for archive in archives:
            begin = 0 if again else state.place_in(archive.name)
            outcomes.progress.reset(outcomes.bar, total=archive.size, completed=begin)
            _deliver(archive.findings(now, begin), courier, outcomes)
        is_well = outcomes.close_round()
    if not is_well:
        raise typer.Exit(1)


def feed_folder(
    folder: Annotated[Path, typer.Argument(help="A folder of .txt, .html, .json and .jsonl files.", metavar="DIR")],
    *,
    published: Annotated[
        str | None, typer.Option(help="Publication time for articles without one, ISO 8601.", metavar="DATE")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher for articles without one.")] = None,
    state_file: StateFile = None,
) -> None:
    """Send the articles of a folder and of those in it; started again, only what is new or has changed.

    The id is the path within the folder. A plain text may have its headline in the first line; a day in a name,
    such as 2025-09-21/talks.txt, is the publication date where the article tells none.

    Example:
      stancewire feed folder archive/ --publisher "Example Wire"
    """
    defaults = Defaults(moment(published) if published else None, publisher)
    if not folder.is_dir():
        raise UserError(f"{folder}: no such folder")
    with open_courier(state_file, int(time.time())) as (courier, _, outcomes):
        _deliver(findings_in(folder, defaults, datetime.now(UTC)), courier, outcomes)
        is_well = outcomes.close_round()
    if not is_well:
        raise typer.Exit(1)


def _deliver(findings: Iterator[Finding], courier: Courier, outcomes: Outcomes) -> None:
    while batch := list(islice(findings, BATCH)):
        courier.deliver(batch)
        outcomes.progress.update(outcomes.bar, completed=_furthest(batch))


def _furthest(batch: Iterable[Finding]) -> int | None:
    return max((fact.at_byte for one in batch for fact in one.facts if isinstance(fact, Place)), default=None)
