"""`stancewire feed rss` and `feed list`: articles from the web, politely."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stancewire import __version__
from stancewire.cli import side_http
from stancewire.cli.feed_courier import StateFile, needing_feeds, open_courier
from stancewire.errors import UserError, reason_of
from stancewire.feeds.metrics import FeedMetrics

if TYPE_CHECKING:
    # These need the extra.
    from stancewire.feeds.web.rounds import Put
    from stancewire.feeds.web.session import Search
    from stancewire.feeds.web.visits import Visitor


class TextFrom(StrEnum):
    """Where the text of an article is taken from."""

    AUTO = "auto"
    FEED = "feed"
    PAGE = "page"


Contact = Annotated[
    str | None,
    typer.Option(
        envvar="STANCEWIRE_FEED_CONTACT", help="Where hosts can ask who you are: a mail address or a URL."
    ),
]
Pause = Annotated[float, typer.Option(min=0, help="Least seconds between two requests to one host.")]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds that one request may take.")]
Recheck = Annotated[float, typer.Option(min=0, help="Hours until a page that is still listed is looked at again.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch from loopback and private addresses.")
]


@dataclass(frozen=True, slots=True)
class _Way:
    contact: str | None
    pause: float
    timeout: float
    recheck: float
    allow_private: bool
    http_port: int | None
    every_s: float | None = None


def feed_rss(
    urls: Annotated[list[str] | None, typer.Argument(help="RSS or Atom feeds.", metavar="URL…")] = None,
    *,
    listed: Annotated[
        Path | None, typer.Option("--list", metavar="FILE", help="More feeds, one a line; # begins a remark.")
    ] = None,
    every: Annotated[float | None, typer.Option(min=0.01, metavar="MINUTES", help="Look again so often.")] = None,
    once: Annotated[bool, typer.Option("--once", help="Look once and end; so it is without --every.")] = False,
    text: Annotated[
        TextFrom, typer.Option(help="auto: the feed's own full text where it has it, else the page's.")
    ] = TextFrom.AUTO,
    contact: Contact = None,
    pause: Pause = 2.0,
    timeout: Timeout = 30.0,
    recheck: Recheck = 6.0,
    allow_private: AllowPrivate = False,
    http_port: side_http.HttpPort = None,
    state_file: StateFile = None,
) -> None:
    """Send the articles that RSS or Atom feeds list: new ones once, changed ones as a new version.

    It obeys robots.txt, asks only for what has changed, and waits as long as hosts tell it to. What it has sent is
    remembered, over restarts too.

    Examples:
      stancewire feed rss https://news.example/rss

      stancewire feed rss --list feeds.txt --every 10 --contact desk@example.org
    """
    if once and every is not None:
        raise UserError("--once and --every exclude each other")
    feeds = [*(urls or []), *(_lines(listed) if listed else ())]
    if not feeds:
        raise UserError("name a feed, or a file of feeds with --list")
    with needing_feeds("rss"):
        from stancewire.feeds.web.rounds import FeedRound  # noqa: PLC0415  # needs the extra

    _demand_addresses(feeds)

    every_s = None if every is None else every * 60
    metrics = FeedMetrics(feeds, every_s)

    async def search(visitor: Visitor, put: Put) -> None:
        await FeedRound(visitor, put, text.value, metrics.looked).look(feeds)

    way = _Way(contact, pause, timeout, recheck, allow_private, http_port, every_s)
    _run("rss", search, way, state_file, metrics)


def feed_list(
    file: Annotated[
        Path, typer.Argument(help="CSV or TSV with a column url, or a table of GDELT's.", metavar="FILE")
    ],
    *,
    contact: Contact = None,
    pause: Pause = 2.0,
    timeout: Timeout = 30.0,
    recheck: Recheck = 24.0 * 365,
    allow_private: AllowPrivate = False,
    http_port: side_http.HttpPort = None,
    state_file: StateFile = None,
) -> None:
    """Send the articles of a list of pages, fetched as politely as `feed rss` does.

    Columns go by name (url; title, publisher, published, language where there are any); tables of GDELT (events,
    mentions, knowledge graph) are known by their number of columns. Started again, it goes on where it was.

    Examples:
      stancewire feed list pages.csv

      stancewire feed list 20260301000000.mentions.CSV --contact desk@example.org
    """
    with needing_feeds("list"):
        from stancewire.feeds.url_list import leads_in  # noqa: PLC0415  # needs the extra
        from stancewire.feeds.web.rounds import list_round  # noqa: PLC0415  # the same

    if not file.is_file():
        raise UserError(f"{file}: no such file")

    async def search(visitor: Visitor, put: Put) -> None:
        await list_round(leads_in(file), visitor, put)

    way = _Way(contact, pause, timeout, recheck, allow_private, http_port)
    _run("list", search, way, state_file, FeedMetrics((), None))


def _demand_addresses(feeds: list[str]) -> None:
    from stancewire.feeds.web.addresses import AddressGuard, Refused  # noqa: PLC0415  # needs the extra

    for url in feeds:
        try:
            # Where a name leads is known when it is asked for; here only what can never be fetched is told.
            AddressGuard(allow_private=True).check(url)
        except Refused as refused:
            raise UserError(f"{url}: {refused}") from None


def _run(name: str, search: Search, way: _Way, state_file: Path | None, metrics: FeedMetrics) -> None:
    with needing_feeds(name):
        from stancewire.feeds.web.addresses import AddressGuard  # noqa: PLC0415  # needs the extra
        from stancewire.feeds.web.fetch import Manners, agent_of  # noqa: PLC0415  # the same
        from stancewire.feeds.web.session import Rounds, Schedule  # noqa: PLC0415  # the same

    manners = Manners(agent_of(__version__, way.contact), pause_s=way.pause, timeout_s=way.timeout)
    schedule = Schedule(way.every_s, way.recheck * 3600)
    is_well = True
    with open_courier(state_file, int(time.time()), metrics) as (courier, state, outcomes):

        def ended() -> None:
            nonlocal is_well
            is_well = outcomes.close_round()
            metrics.round_ended()

        async def work() -> None:
            async with side_http.answering(way.http_port, metrics):
                await rounds.run(search, courier, ended)

        rounds = Rounds(manners, AddressGuard(way.allow_private), schedule, state, metrics.received)
        try:
            asyncio.run(work())
        except (asyncio.CancelledError, KeyboardInterrupt):
            outcomes.close_round()
            raise typer.Exit(0 if way.every_s is not None else 130) from None
    if not is_well:
        raise typer.Exit(1)


def _lines(path: Path) -> Iterator[str]:
    try:
        told = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as refused:
        raise UserError(f"--list {path}: {reason_of(refused)}") from None
    for line in told:
        url = line.strip()
        if url and not url.startswith("#"):
            yield url.split()[0]
