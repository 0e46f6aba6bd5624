"""What the service costs, process by process, and how it starts, copies, ingests and catches up."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from stancewire.benchmarks.cluster import Feed
from stancewire.benchmarks.contenders import STAGES, Service
from stancewire.benchmarks.processes import cpu_s, memory_mb, tree
from stancewire.benchmarks.race import GRACE_S, Track
from stancewire.benchmarks.texts import renamed, short_articles, wire_articles
from stancewire.console.supervisor import Child, Supervisor
from stancewire_schemas import RawArticleV1

WARM: Final = 6
POLL_S: Final = 0.05
INGEST_POLL_S: Final = 0.25
"""Each look costs the worker 3 ms, as much as three messages."""

Texts = Callable[[int], list[RawArticleV1]]

Split = dict[str, float]
"""CPU by process: `ingest`, `enrich` without its coders, `coder`, `merge`."""


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU ms an article by process, of first tellings and copies; mentions an article; MiB of a coder process."""

    first: Split
    copy: Split
    mentions: float
    coder_mib: float


@dataclass(frozen=True, slots=True)
class Ingested:
    """Messages a second of one ingest worker under a full topic, and its CPU a message in µs."""

    per_second: float
    cpu_us: float


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """After a stop of enrich: articles that waited, seconds from its start to the last outcome."""

    waiting: int
    seconds: float
    ready_s: float


def costs(bootstrap: str, profile: str, count: int, texts: Texts = wire_articles) -> Costs:
    """Return what an article costs, first and as a copy under another id."""
    service, articles = Service("costs", profile), texts(WARM + count)
    first, copies = articles[WARM:], renamed(articles[WARM:])
    with running(service, bootstrap) as (track, children):
        track.run(articles[:WARM])
        before, told = _split(children), _told(service)
        track.run(first)
        between = _split(children)
        mentions = (_told(service) - told) / count
        track.run(copies)
        after = _split(children)
        coder_mib = _coder_mib(children)
    return Costs(_each(before, between, count), _each(between, after, count), mentions, coder_mib)


def start_s(bootstrap: str, profile: str) -> float:
    """Return seconds from the start of an enrich worker with one coder to its first word that it is ready."""
    service = Service("start", profile, stages=("enrich",))
    with running(service, bootstrap):
        return service.ready_s["enrich"]


def ingest(bootstrap: str, count: int) -> Ingested:
    """Return how fast ingest alone is, with short articles."""
    service, articles = Service("ingest", "fast", stages=("ingest",)), short_articles(2 * count)
    with running(service, bootstrap) as (_, children):
        feed, pids = Feed(bootstrap, service.reads), [child.pid for child in children]
        for article in articles[:count]:
            feed.send(article.id, article.to_bytes())
        _await_ingest(service, feed, count)
        before, started = cpu_s(pids), time.monotonic()
        for article in articles[count:]:
            feed.send(article.id, article.to_bytes())
        _await_ingest(service, feed, 2 * count)
        took, spent = time.monotonic() - started, cpu_s(pids) - before
    return Ingested(count / took, 1e6 * spent / count)


def catch_up(bootstrap: str, profile: str, count: int) -> CaughtUp:
    """Feed articles while no enrich worker runs; then start one and wait until it has done them all."""
    service, articles = Service("catch-up", profile, stages=("ingest", "merge")), wire_articles(count)
    with tempfile.TemporaryDirectory() as path, Supervisor(Path(path), grace_s=GRACE_S) as children:
        folder = Path(path)
        track = Track(service, bootstrap, service.start(bootstrap, children, folder))
        try:
            track.send(articles)
            while service.metric("ingest", "outcomes_total") < count:
                time.sleep(POLL_S)
            started = time.monotonic()
            service.start_stage("enrich", bootstrap, children, folder)
            service.stages = STAGES
            ready_s = time.monotonic() - started
            track.wait(articles)
            return CaughtUp(count, max(track.seconds(articles)[1]) - started, ready_s)
        finally:
            track.close()


def throughput(bootstrap: str, service: Service, count: int) -> float:
    """Return articles a second when all come at once."""
    articles = wire_articles(WARM * service.slots * service.workers + count)
    with running(replace(service), bootstrap) as (track, _):
        track.run(articles[count:])
        return count / track.run(articles[:count])


@contextmanager
def running(service: Service, bootstrap: str) -> Iterator[tuple[Track, list[Child]]]:
    """Start the stages of the service; yield what follows its articles, and its processes; end them."""
    with tempfile.TemporaryDirectory() as folder, Supervisor(Path(folder), grace_s=GRACE_S) as children:
        started = service.start(bootstrap, children, Path(folder))
        track = Track(service, bootstrap, started)
        try:
            yield track, started
        finally:
            track.close()


def _await_ingest(service: Service, feed: Feed, count: int) -> None:
    feed.flush()
    while service.metric("ingest", "outcomes_total") < count:
        time.sleep(INGEST_POLL_S)


def _told(service: Service) -> float:
    return service.metric("enrich", "records_published_total", "event.mention.v1")


def _split(children: list[Child]) -> Split:
    found: Split = {}
    for child in children:
        stage = child.name.partition("-")[0]
        below = tree([child.pid]) - {child.pid}
        coders = cpu_s(below)
        found[stage] = found.get(stage, 0.0) + cpu_s([child.pid]) - coders
        if below:
            found["coder"] = found.get("coder", 0.0) + coders
    return found


def _coder_mib(children: list[Child]) -> float:
    """Return the memory of the largest process below a stage's own: each page by its share of those who have it."""
    below = {pid for child in children for pid in tree([child.pid]) - {child.pid}}
    return max((memory_mb([pid]) for pid in below), default=0.0)


def _each(before: Split, after: Split, count: int) -> Split:
    return {name: 1000 * (spent - before[name]) / count for name, spent in after.items()}
