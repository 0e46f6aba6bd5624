"""The page on floor and peers: everyone on the same texts, one after another, in one run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from stancewire.benchmarks.contenders import Contender, Peer, Service
from stancewire.benchmarks.race import Plan, Result, race
from stancewire.benchmarks.report import Goal, goals, measured_on, table, write
from stancewire.benchmarks.texts import raw_articles, words
from stancewire_schemas import RawArticleV1

HAND: Final = "by hand: confluent-kafka + `nlp.pipe`"
FAUST: Final = "stock Faust agent + spaCy"
FAST: Final = "Stancewire, fast"
ACCURATE: Final = "Stancewire, accurate"

CONTENDERS: Final = (
    Peer(HAND, "peers_loop", ("spacy",)),
    Peer(FAUST, "peers_faust"),
    Peer("quixstreams + spaCy", "peers_quix"),
    Peer("by hand: confluent-kafka + our coder, fast", "peers_loop", ("fast",)),
    Service(FAST, "fast"),
    Service(ACCURATE, "accurate"),
)
DENSE: Final = tuple(one for one in CONTENDERS if one.name in {HAND, FAUST, FAST, ACCURATE})
HEAD: Final = (
    "who", "articles a second", "CPU ms an article", "over the floor", "p50 s", "p95 s", "p99 s", "memory MB",
    "largest process MB",
)  # fmt: skip
ABOUT: Final = """\
Everyone reads the same articles from a topic of four partitions and writes records that the broker
acknowledges, with one process that understands text. First all articles come at once, which gives articles a
second and CPU (user and system, of all its processes, from `/proc`); then they come evenly at 80 % of the rate
that it just reached, which gives the seconds from sent to the last record seen. Memory is the highest sum of
proportional set sizes. Broker and feed run on the same machine and are not counted.

The floor is the pipeline's tagger, parser and names over texts in memory: no broker, no records. The first
three write sentences, verbs and names. Stancewire writes entities with ids, places, quotes, stances and events,
merges the events of all articles, and keeps its promises on delivery (`docs/reliability.md`); the fourth does
Stancewire's coding in a bare loop, without merging and without those promises, and shows what all that costs."""

WIRE: Final = """\
Each has a quarter of four sample reports, from dateline to credit: politics, war, business, sport, courts, weather,
science. They tell 0.5 events and 0.6 stances in 100 words, as the real news of Wikinews does (0.5 and 0.4, by the
same coder); a political report may tell five times as many. The goals are asked of these."""
JOINED: Final = """\
Ten sample stories joined, each of which tells what happened and nothing else: 5 events and 3 stances in 100 words,
more than any wire sends. What the service does beside parsing costs most here; an upper bound."""

Texts = Callable[[int], list[RawArticleV1]]


def floor(count: int, processes: int = 1, texts: Texts = raw_articles) -> tuple[float, float]:
    """Return CPU seconds an article of the bare parser, and articles a second of so many processes at once."""
    command = [sys.executable, "-m", "stancewire.benchmarks.peers_floor", str(count), texts.__name__]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(processes)]  # noqa: S603  # our own
    told = [json.loads(process.communicate()[0]) for process in running]
    cpu_s = sum(one["cpu_s"] for one in told) / len(told) / count
    return cpu_s, sum(count / one["wall_s"] for one in told)


def page(bootstrap: str, folder: Path, plan: Plan, say: Callable[[str], None], command: str) -> list[Goal]:
    """Measure, write the page, return the goals, which are asked of the wire's texts."""
    dense = replace(plan, texts=raw_articles)
    wire_table, reached = _raced(bootstrap, plan, CONTENDERS, say)
    dense_table, beside = _raced(bootstrap, dense, DENSE, say)
    write(
        folder,
        "peers.md",
        (
            "# Floor and peers",
            ABOUT,
            "## The texts of a wire",
            f"{_sample(plan)} {WIRE}",
            wire_table,
            goals(reached),
            "## Texts in which each sentence tells something",
            f"{_sample(dense)} {JOINED}",
            dense_table,
            goals(beside),
            measured_on(command),
        ),
    )
    return reached


def _raced(
    bootstrap: str, plan: Plan, contenders: Iterable[Contender], say: Callable[[str], None]
) -> tuple[str, list[Goal]]:
    cpu_s, per_second = floor(plan.burst, texts=plan.texts)
    floor_ms = 1000 * cpu_s
    say(f"floor, {plan.texts.__name__}: {floor_ms:.0f} ms an article")
    results = {}
    for contender in contenders:
        results[contender.name] = race(contender, bootstrap, plan)
        say(f"{contender.name}: {results[contender.name].row()}")
    first = ("bare parser (the floor)", f"{per_second:.2f}", f"{floor_ms:.0f}", "1.00", *["–"] * 5)
    return table(HEAD, [first, *_rows(results.values(), floor_ms)]), _goals(results, floor_ms)


def _sample(plan: Plan) -> str:
    articles = plan.texts(plan.burst)
    length = words(articles) / len(articles)
    return f"{plan.burst} articles at once, {plan.paced} evenly, of {length:.0f} words each."


def _rows(results: Iterable[Result], floor_ms: float) -> Iterable[tuple[object, ...]]:
    for one in results:
        yield (
            one.name,
            f"{one.per_second:.2f}",
            f"{one.cpu_ms:.0f}",
            f"{one.cpu_ms / floor_ms:.2f}",
            *(f"{seconds:.2f}" for seconds in (one.p50_s, one.p95_s, one.p99_s)),
            f"{one.memory_mb:.0f}",
            f"{one.largest_mb:.0f}",
        )


def _goals(results: Mapping[str, Result], floor_ms: float) -> list[Goal]:
    fast, accurate, hand, faust = (results[name] for name in (FAST, ACCURATE, HAND, FAUST))
    return [
        Goal("CPU over the floor, fast", 1.25, fast.cpu_ms / floor_ms),
        Goal("CPU over the floor, accurate", 2.5, accurate.cpu_ms / floor_ms),
        Goal("throughput over the loop by hand, fast", 1.0, fast.per_second / hand.per_second, is_least=True),
        Goal("throughput over the stock Faust agent, fast", 1.5, fast.per_second / faust.per_second, is_least=True),
        Goal("p99 in seconds at 80 % load, accurate", 3.0, accurate.p99_s),
        Goal("largest process in MB, accurate", 700, accurate.largest_mb),
    ]
