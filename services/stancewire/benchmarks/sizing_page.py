"""The page docs/sizing.md, made from the constants."""

from __future__ import annotations

from typing import Final

from stancewire.benchmarks.report import table
from stancewire.benchmarks.sizing import DAY_MS, SLOTS, Load, need
from stancewire.benchmarks.sizing_constants import Constants
from stancewire_schemas import BY_NAME

DAYS: Final = (10_000, 100_000, 1_000_000, 3_000_000)
RUN: Final = 100_000
"""So many a day were run; more is reckoned."""

HEAD: Final = """\
# Sizing

What so many articles a day need. Made by a command from the constants below, which are measured; what follows from
them is reckoned, and was not run beyond {run:,} articles a day. For your own load:

    python -m stancewire.benchmarks.sizing --articles 250000 --words 600 --peak 4

Your articles are not these, nor is your machine this one: another processor, an AMD EPYC, took twice as long for
each step. Two runs within ten minutes on a machine that others shared differed by a quarter: leave room.
`make bench ARGS=service` writes the constants of cost anew, `python -m stancewire.benchmarks.sizing --measure-log`
those of the log; `--page docs/sizing.md` writes this page with them."""

FORMULAS: Final = """\
`A` articles a day of `w` words, `P` how much busier the busiest hour is than the average one (3 for a newswire
is careful), `c` seconds of processor time an article, in proportion to its words, `R` replicas, `u` how busy a core
may be (0.7), `b` bytes an article of `w` words leaves in a topic."""

ROWS: Final = (
    ("articles a second at the peak", "`a = A × P / 86,400`"),
    ("slots of enrich", "`a × c_coder / u`"),
    ("cores of all other processes; the broker's come on top", "`a × c_others / u`"),
    ("enrich workers", "`slots / {slots}`; at most as many as partitions (4 by default)"),
    (
        "memory of an enrich worker",
        "`slots × {coder} MiB + 0.5 GiB + 50,000 × partitions it has × b of an enriched record, compressed`",
    ),
    ("memory of an ingest worker", "`0.3 GiB + ids ever seen / workers × 0.5 kB`"),
    (
        "memory of a merge worker",
        "`0.3 GiB + open events (a million a partition at most) × 0.25 kB`, see [benchmarks.md](benchmarks.md)",
    ),
    ("disk of a topic that expires", "`A × R × days × b`"),
    ("disk of a compacted topic, a day", "`A × R × b`; of events times the share of tellings that found one"),
)

END: Final = """\
Slots and workers beyond the partitions stand idle: raise the partitions first. They are part of the contract
(`topics.py`), and are added to input and memory topics at once; read the limits in [reliability.md](reliability.md)
first. Merge has a bound of its own that no partition lifts: see [benchmarks.md](benchmarks.md).

Compression is not set by the contract: set `compression.type` on the topics, and brokers keep what the last
columns say.

Two things grow for ever, because they are what makes repeats, versions and erasures work: `article.index.v1`
({index:.2f} GB a replica for each million ids, and about 0.5 GB of ingest's memory) and `article.enriched.v1` with
`event.v1` on disk. Whoever needs no versions of articles older than a year may send null values for their ids,
which erases what came from them as well."""


def page(constants: Constants) -> str:
    """Return the page as Markdown, the same bytes each time."""
    load = Load(articles=1)
    cost = f"Cost, measured {constants.measured}: an article of {constants.words:.0f} words."
    log = (
        f"The log, measured with {constants.log_measured}: an article of {constants.log_words:.0f} words; key, "
        "value and headers, one replica."
    )
    filled = (
        f"Articles of {load.words:.0f} words, `P` = {load.peak:.0f}, `R` = {load.replicas}, half of the tellings "
        "new events; disk in GB, all replicas together."
    )
    rows = [(what, formula.format(slots=SLOTS, coder=round(constants.coder_mib))) for what, formula in ROWS]
    parts = (
        HEAD.format(run=RUN),
        "## The constants",
        cost,
        _cost(constants),
        log,
        _log(constants),
        "All but the index are taken to grow with the words.",
        "## Formulas",
        FORMULAS,
        table(("what", "formula"), rows),
        "## Filled in",
        filled,
        _filled(constants),
        END.format(index=constants.topics["article.index.v1"].bytes / 1000),
    )
    return "\n\n".join(parts) + "\n"


def _cost(constants: Constants) -> str:
    rows = [
        (f"processor time of {_named(name)}", f"{spent:,.0f} ms")
        for name, spent in sorted(constants.cpu_ms.items())
    ]
    return table(
        ("what", "an article"), [*rows, ("memory of a coder process, in all", f"{constants.coder_mib:,.0f} MiB")]
    )


def _named(process: str) -> str:
    known = {"coder": "the coder process", "others": "all other processes"}
    return known.get(process, f"the main process of {process}")


def _log(constants: Constants) -> str:
    rows = []
    for name, topic in constants.topics.items():
        kept = BY_NAME[name].retention_ms
        days = f"{kept / DAY_MS:.0f} days" if kept else "compacted"
        rows.append((name, f"{topic.records:g}", f"{topic.bytes:,}", f"{topic.packed:.0%}", days))
    whole = sum(topic.bytes for topic in constants.topics.values())
    return table(
        ("topic", "records an article", "bytes an article", "compression leaves", "kept"),
        [*rows, ("all", "", f"{whole:,}", "", "")],
    )


def _filled(constants: Constants) -> str:
    head = (
        "articles a day", "at the peak", "slots", "other cores", "partitions", "memory of an enrich worker",
        "expiring topics", "compacted, a month", "expiring, compressed", "compacted a month, compressed",
    )  # fmt: skip
    return table(head, [_row(constants, articles) for articles in DAYS])


def _row(constants: Constants, articles: int) -> tuple[str, ...]:
    found = need(constants, Load(articles=articles))
    return (
        f"{articles:,}",
        f"{found.at_peak:.2g} /s" if found.at_peak < 1 else f"{found.at_peak:.1f} /s",
        str(found.slots),
        str(found.other_cores),
        str(found.partitions),
        f"{found.enrich_gib:.1f} GiB",
        f"{found.expiring_gb:,.0f}",
        f"{found.compacted_month_gb:,.0f}",
        f"{found.packed_expiring_gb:,.0f}",
        f"{found.packed_compacted_month_gb:,.0f}",
    )
