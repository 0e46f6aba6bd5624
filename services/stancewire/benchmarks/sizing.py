"""What so many articles a day need, by formulas and the constants in `sizing.json`. Makes docs/sizing.md.

`python -m stancewire.benchmarks.sizing --articles 250000 --words 600` prints the needs of a load. `--measure-log`
writes the bytes on the log anew, which depend on no machine; `make bench ARGS=service` writes what articles cost.
`--page FILE` writes the page.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from stancewire.benchmarks.sizing_constants import Constants
from stancewire_schemas import BY_NAME

DAY_S: Final = 86_400
DAY_MS: Final = 1000 * DAY_S
MONTH: Final = 30
SLOTS: Final = 4
"""Coder processes of one enrich worker, as the page reckons."""

REMEMBERED: Final = 50_000
"""Records of articles that enrich keeps of a partition."""


@dataclass(frozen=True, slots=True)
class Load:
    """What comes: articles a day, their words, the busiest hour over the average one; and how it is to be kept.

    `busy` is how busy a core may be, `new` the share of tellings that found an event.
    """

    articles: float
    words: float = 480
    peak: float = 3
    replicas: int = 3
    busy: float = 0.7
    new: float = 0.5

    @property
    def at_peak(self) -> float:
        """Articles a second in the busiest hour."""
        return self.articles * self.peak / DAY_S


@dataclass(frozen=True, slots=True)
class Need:
    """What a load needs. Memory in GiB, disk in GB of what is kept, uncompressed and compressed."""

    at_peak: float
    slots: int
    other_cores: int
    enrich_workers: int
    partitions: int
    enrich_gib: float
    expiring_gb: float
    compacted_month_gb: float
    packed_expiring_gb: float
    packed_compacted_month_gb: float


def need(constants: Constants, load: Load) -> Need:
    """Return what a load needs; cost and bytes go in proportion to the words of an article."""
    longer = load.words / constants.words
    slots = _least(load.at_peak * constants.coder_ms * longer / 1000 / load.busy)
    workers = math.ceil(slots / SLOTS)
    partitions = max(4, 1 << (workers - 1).bit_length())
    return Need(
        at_peak=load.at_peak,
        slots=slots,
        other_cores=_least(load.at_peak * constants.others_ms * longer / 1000 / load.busy),
        enrich_workers=workers,
        partitions=partitions,
        enrich_gib=_enrich_gib(constants, load, partitions / workers, min(slots, SLOTS)),
        expiring_gb=sum(_expiring(constants, load).values()),
        compacted_month_gb=sum(_compacted(constants, load).values()),
        packed_expiring_gb=_packed(constants, _expiring(constants, load)),
        packed_compacted_month_gb=_packed(constants, _compacted(constants, load)),
    )


_USUAL: Final = Load(articles=0)


def _least(cores: float) -> int:
    return max(1, math.ceil(cores))


def _enrich_gib(constants: Constants, load: Load, partitions: float, slots: int) -> float:
    enriched = (
        constants.bytes_of("article.enriched.v1", load.words) * constants.topics["article.enriched.v1"].packed
    )
    return slots * constants.coder_mib / 1024 + 0.5 + REMEMBERED * partitions * enriched / (1 << 30)


def _expiring(constants: Constants, load: Load) -> dict[str, float]:
    """GB of the topics that expire, once they are full."""
    return {
        name: load.articles * load.replicas * days * constants.bytes_of(name, load.words) / 1e9
        for name in constants.topics
        if (days := (BY_NAME[name].retention_ms or 0) / DAY_MS)
    }


def _compacted(constants: Constants, load: Load) -> dict[str, float]:
    """GB a month of the topics that are compacted: of an event its last revision stays."""
    stays = {"event.v1": load.new}
    return {
        name: load.articles
        * load.replicas
        * MONTH
        * stays.get(name, 1)
        * constants.bytes_of(name, load.words)
        / 1e9
        for name in constants.topics
        if BY_NAME[name].retention_ms is None
    }


def _packed(constants: Constants, sizes: Mapping[str, float]) -> float:
    return sum(size * constants.topics[name].packed for name, size in sizes.items())


def main() -> int:
    """Print what a load needs, measure the log, or write the page; return the exit code."""
    asked = _arguments()
    if asked.measure_log:
        # It loads the models, which nothing else here needs.
        from stancewire.benchmarks.sizing_log import measured_log  # noqa: PLC0415

        measured_log(Constants.load()).save()
    if asked.page:
        from stancewire.benchmarks.sizing_page import page  # noqa: PLC0415  # it needs this module

        asked.page.write_text(page(Constants.load()), encoding="utf-8")
    if asked.articles:
        load = Load(asked.articles, asked.words, asked.peak, asked.replicas, asked.busy, asked.new)
        sys.stdout.write(json.dumps(asdict(need(Constants.load(), load)), indent=2) + "\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m stancewire.benchmarks.sizing", description=__doc__)
    parser.add_argument("--articles", type=float, help="articles a day")
    parser.add_argument("--words", type=float, default=_USUAL.words, help="words of an article")
    parser.add_argument("--peak", type=float, default=_USUAL.peak, help="the busiest hour over the average one")
    parser.add_argument("--replicas", type=int, default=_USUAL.replicas, help="replicas of each topic")
    parser.add_argument("--busy", type=float, default=_USUAL.busy, help="how busy a core may be, 0 to 1")
    parser.add_argument("--new", type=float, default=_USUAL.new, help="share of tellings that found an event")
    parser.add_argument("--measure-log", action="store_true", help="measure the bytes on the log anew (minutes)")
    parser.add_argument("--page", type=Path, help="write the page there")
    asked = parser.parse_args()
    if not (asked.articles or asked.measure_log or asked.page):
        parser.error("say what comes: --articles 250000")
    return asked


if __name__ == "__main__":
    sys.exit(main())
