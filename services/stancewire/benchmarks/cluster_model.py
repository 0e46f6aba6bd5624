"""A cluster on paper: what a stream of articles needs, by the formulas of docs/sizing.md and measured costs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from stancewire.benchmarks.service_cost import Split
from stancewire.benchmarks.sizing import SLOTS, Load, need
from stancewire.benchmarks.sizing_constants import Constants
from stancewire.core.family import FAMILIES

LOAD: Final = Load(articles=10_000_000)

ASSUMED: Final = f"""\
Assumed: {LOAD.articles:,} articles a day of {LOAD.words} words, the busiest hour {LOAD.peak} times the average
one, cores at most {LOAD.busy:.0%} busy, {LOAD.replicas} replicas; cores like the one measured; cost in proportion
to words; formulas, bytes and days of keeping from [sizing.md](../sizing.md). Nothing of this size was run."""


@dataclass(frozen=True, slots=True)
class Model:
    """`costs` are CPU ms by process of an article of `measured_words` words with `mentions` event tellings."""

    costs: Split
    mentions: float
    measured_words: float

    @property
    def at_peak(self) -> float:
        """Articles a second in the busiest hour."""
        return LOAD.at_peak

    def cores(self, part: str) -> float:
        """Cores that a part needs at the peak."""
        return self.at_peak * self.costs[part] * LOAD.words / self.measured_words / 1000 / LOAD.busy

    @property
    def pods(self) -> int:
        """Enrich workers: by their coders, or by what their main processes carry, whichever is more."""
        return max(math.ceil(self.cores("coder") / SLOTS), math.ceil(self.cores("enrich")))

    def rows(self) -> list[tuple[str, str, str]]:
        """Return what is needed, how it is reckoned, and how much."""
        constants = Constants.load()
        network = self.at_peak * constants.packed_bytes(LOAD.words) / 1e6
        needed = need(constants, LOAD)
        return [
            ("articles a second at the peak", "`a = A × P / 86,400`", f"{self.at_peak:,.0f}"),
            ("coders", "`a × c_coder / u`", f"{self.cores('coder'):,.0f}"),
            ("cores of enrich beside its coders", "`a × c_enrich / u`", f"{self.cores('enrich'):,.0f}"),
            ("cores of ingest", "`a × c_ingest / u`", f"{self.cores('ingest'):,.1f}"),
            ("cores of merge", "`a × c_merge / u`", f"{self.cores('merge'):,.0f}"),
            ("enrich workers (pods)", f"coders / {SLOTS}, one core each for the rest", f"{self.pods:,}"),
            ("partitions of raw and accepted articles", "twice the pods, to grow into", f"{2 * self.pods:,}"),
            ("memory of an enrich pod, GiB", "as sizing.md says", f"{needed.enrich_gib:.1f}"),
            (
                "written by clients at the peak, MB a second",
                "`a ×` compressed bytes of all topics",
                f"{network:,.0f}",
            ),
            ("between brokers, MB a second", "`(R - 1) ×` that", f"{(LOAD.replicas - 1) * network:,.0f}"),
            (
                "disk of the topics that expire, compressed, TB",
                "as sizing.md says",
                f"{needed.packed_expiring_gb / 1000:,.0f}",
            ),
        ]

    def limit(self) -> str:
        """Return what does not grow with more machines."""
        needed, most = self.cores("merge"), len(FAMILIES)
        if needed <= most:
            return f"Merge has {most} families of events, so at most {most} busy workers; {needed:.1f} do."
        share = self.at_peak * most / needed
        return (
            f"**Merge does not grow with it.** It has {most} families of events, so at most {most} busy workers, "
            f"and would need {needed:,.0f} cores. It carries {share:,.0f} articles a second, "
            f"{share * 86_400 / LOAD.peak / 1e6:.1f} million a day with that peak, were the families equally busy; "
            "beyond that a finer family has to be found first."
        )
