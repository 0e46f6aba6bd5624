"""The page on the service itself: where its time goes, slots, copies, ingest, start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from stancewire import __version__
from stancewire.benchmarks import service_cost
from stancewire.benchmarks.contenders import Service
from stancewire.benchmarks.page_peers import floor
from stancewire.benchmarks.report import Goal, goals, measured_on, table, write
from stancewire.benchmarks.sizing_constants import Constants
from stancewire.benchmarks.texts import raw_articles, wire_articles, words

ABOUT: Final = """\
One worker of each stage, one coder, articles of about 800 words: a wire's, of which the goals are asked, and joined
stories, in which each sentence tells an event ([peers.md](peers.md)), as an upper bound. CPU is user and system
time by `/proc`; the broker is not counted. A copy is the same text under another id: it is not coded again, but
its tellings are written and merged like any other's."""


MACHINE: Final = """\
The second row is what this machine has to give: with two coders, broker, feed, ingest and merge share their two
cores."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many articles and messages are measured."""

    articles: int
    messages: int


def page(  # noqa: PLR0913  # where, how much, and what becomes of it
    bootstrap: str, folder: Path, size: Size, say: Callable[[str], None], command: str, *, is_kept: bool
) -> list[Goal]:
    """Measure, write the page, return the goals; where it is kept, write the constants of sizing.md as well."""
    floor_s, one = floor(size.articles, texts=wire_articles)
    _, two = floor(size.articles, 2, wire_articles)
    costs = {profile: service_cost.costs(bootstrap, profile, size.articles) for profile in ("fast", "accurate")}
    say(f"costs: {costs}")
    dense_floor_s, _ = floor(size.articles, texts=raw_articles)
    dense = {profile: service_cost.costs(bootstrap, profile, size.articles, raw_articles) for profile in costs}
    say(f"costs of joined stories: {dense}")
    if is_kept:
        _note(costs["accurate"], size)
    slots = [
        service_cost.throughput(bootstrap, Service("slots", "fast", slots=number), number * size.articles)
        for number in (1, 2)
    ]
    say(f"slots: {slots}, the floor: {one, two}")
    ingest = service_cost.ingest(bootstrap, size.messages)
    say(f"ingest: {ingest}")
    start = service_cost.start_s(bootstrap, "accurate")
    fast = costs["fast"]
    found = [
        Goal("articles a second of two slots over one", 1.85, slots[1] / slots[0], is_least=True),
        Goal("cost of a copy over a first telling, ingest and enrich", 1 / 20, _understood(fast.copy, fast.first)),
        Goal("messages a second a core, ingest alone", 2_000, 1e6 / ingest.cpu_us, is_least=True),
        Goal("seconds from start to ready, enrich", 5, start),
    ]
    write(
        folder,
        "service.md",
        (
            "# The service by itself",
            ABOUT,
            "## Where the time goes",
            _told("The texts of a wire", fast),
            _split_table(costs, 1000 * floor_s),
            _told("Joined stories", dense["fast"]),
            _split_table(dense, 1000 * dense_floor_s),
            "## Two coders",
            table(
                ("", "one", "two", "two over one"),
                [
                    ("Stancewire, fast, articles a second", *_pair(*slots)),
                    ("bare parser in so many processes", *_pair(one, two)),
                ],
            ),
            MACHINE,
            "## Ingest alone",
            _ingest(size, ingest),
            "## Reached",
            goals(found),
            measured_on(command),
        ),
    )
    return found


def _told(texts: str, costs: service_cost.Costs) -> str:
    return f"{texts}: an article has {costs.mentions:.1f} event tellings; merge works once for each."


def _note(costs: service_cost.Costs, size: Size) -> None:
    known = Constants.load()
    articles = wire_articles(size.articles)
    replace(
        known,
        measured=f"by `make bench ARGS=service` with version {__version__}, profile accurate",
        words=words(articles) / len(articles),
        cpu_ms=costs.first,
        coder_mib=costs.coder_mib,
    ).save()


def _pair(one: float, two: float) -> tuple[str, ...]:
    return f"{one:.2f}", f"{two:.2f}", f"{two / one:.2f}"


def _ingest(size: Size, found: service_cost.Ingested) -> str:
    return (
        f"{size.messages:,} articles of about 80 words: {found.per_second:,.0f} a second on a machine shared with "
        f"broker and feed, {found.cpu_us:,.0f} µs of CPU each."
    )


def _understood(copy: service_cost.Split, first: service_cost.Split) -> float:
    parts = ("ingest", "enrich", "coder")
    return sum(copy[part] for part in parts) / sum(first[part] for part in parts)


def _split_table(costs: dict[str, service_cost.Costs], floor_ms: float) -> str:
    rows = [
        (f"{profile}, {kind}", *(f"{split[part]:.1f}" for part in _PARTS), f"{sum(split.values()) / floor_ms:.2f}")
        for profile, one in costs.items()
        for kind, split in (("first telling", one.first), ("copy", one.copy))
    ]
    return table(("CPU ms an article", *_PARTS, "all over the floor"), rows)


_PARTS: Final = ("ingest", "enrich", "coder", "merge")
