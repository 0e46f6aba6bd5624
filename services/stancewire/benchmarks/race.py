"""Runs one contender on the same articles as the others: all at once, then at a share of what it then did."""

from __future__ import annotations

import json
import math
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from stancewire.benchmarks.cluster import Feed, Tap
from stancewire.benchmarks.contenders import Contender, demand_running
from stancewire.benchmarks.processes import cpu_s, watched
from stancewire.benchmarks.texts import wire_articles
from stancewire.console.supervisor import Child, Supervisor
from stancewire.errors import UserError
from stancewire_schemas import RawArticleV1

PATIENCE_S: Final = 240.0
LOOK_S: Final = 0.05
GLANCE_S: Final = 0.01
GRACE_S: Final = 8.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How many articles warm up, come at once, and come evenly at a share `load` of the rate found; and which."""

    warm: int = 6
    burst: int = 48
    paced: int = 60
    load: float = 0.8
    texts: Callable[[int], list[RawArticleV1]] = wire_articles


@dataclass(frozen=True, slots=True)
class Result:
    """Articles a second when all come at once; processor ms an article; seconds from sent to seen when paced."""

    name: str
    per_second: float
    cpu_ms: float
    p50_s: float
    p95_s: float
    p99_s: float
    memory_mb: float
    largest_mb: float

    def row(self) -> dict[str, object]:
        """Return the measures by name."""
        return asdict(self)


class Track:
    """One contender under way, and the broker's topics before and behind it."""

    def __init__(self, contender: Contender, bootstrap: str, children: list[Child]) -> None:
        self._contender, self._children = contender, children
        self.pids = [child.pid for child in children]
        self._feed = Feed(bootstrap, contender.reads)
        self._tap = Tap(bootstrap, contender.writes)

    def run(self, articles: Sequence[RawArticleV1], rate: float | None = None) -> float:
        """Send articles, all at once or so many a second; return seconds from first sent to last outcome."""
        started = time.monotonic()
        self.send(articles, rate)
        self.wait(articles)
        return max(self.seconds(articles)[1]) - started

    def send(self, articles: Iterable[RawArticleV1], rate: float | None = None) -> None:
        """Send articles, all at once or so many a second; return when the broker has them."""
        started = time.monotonic()
        for number, article in enumerate(articles):
            while rate and (early := started + number / rate - time.monotonic()) > 0:
                # What comes while it waits has the time at which a look ends.
                self._tap.look(min(early, GLANCE_S))
            self._feed.send(article.id, article.to_bytes())
        self._feed.flush()

    def seconds(self, articles: Iterable[RawArticleV1]) -> tuple[list[float], list[float]]:
        """Return how long each article took from sent to its last record seen, and when that was."""
        last = last_seen(self._tap.seen, self._contender.writes[0])
        ids = [article.id for article in articles]
        return [last[i] - self._feed.sent_at[i] for i in ids], [last[i] for i in ids]

    def close(self) -> None:
        """Disconnect."""
        self._tap.close()

    def wait(self, articles: Iterable[RawArticleV1]) -> None:
        """Return when all that comes of the articles is seen. Raise UserError when it does not come."""
        deadline, known, waiting = time.monotonic() + PATIENCE_S, 0, {article.id for article in articles}
        while waiting or not self._contender.is_done():
            self._tap.look(GLANCE_S if waiting else LOOK_S)
            waiting -= {key for _, topic, key, _ in self._tap.seen[known:] if topic == self._contender.writes[0]}
            known = len(self._tap.seen)
            demand_running(self._children)
            if time.monotonic() > deadline:
                raise UserError(f"{self._contender.name}: {len(waiting)} articles did not come out", exit_code=1)
        while self._tap.look(LOOK_S):
            pass


def race(contender: Contender, bootstrap: str, plan: Plan) -> Result:
    """Run one contender in processes of its own. Raise UserError when an article does not come out."""
    articles = plan.texts(plan.warm + plan.burst + plan.paced)
    burst, paced = articles[plan.warm : plan.warm + plan.burst], articles[plan.warm + plan.burst :]
    with tempfile.TemporaryDirectory() as folder, Supervisor(Path(folder), grace_s=GRACE_S) as children:
        track = Track(contender, bootstrap, contender.start(bootstrap, children, Path(folder)))
        try:
            track.run(articles[: plan.warm])
            with watched(track.pids) as peak:
                before = cpu_s(track.pids)
                wall_s = track.run(burst)
                spent_s = cpu_s(track.pids) - before
                if paced:
                    track.run(paced, plan.load * len(burst) / wall_s)
            took = track.seconds(paced or burst)[0]
        finally:
            track.close()
    return Result(
        name=contender.name,
        per_second=round(len(burst) / wall_s, 2),
        cpu_ms=round(1000 * spent_s / len(burst), 1),
        p50_s=round(quantile(took, 0.5), 3),
        p95_s=round(quantile(took, 0.95), 3),
        p99_s=round(quantile(took, 0.99), 3),
        memory_mb=round(peak.all_mb),
        largest_mb=round(peak.largest_mb),
    )


def last_seen(seen: Iterable[tuple[float, str, str, bytes]], first: str) -> dict[str, float]:
    """Return when the last record of each article came: its own, and each of its tellings in its first event.

    That another event takes a telling over later, since an article has joined the two, is no news of it.
    """
    last: dict[str, float] = {}
    told: set[str] = set()
    for moment, topic, key, value in seen:
        if topic == first:
            ids = {key}
        else:
            new = [one for one in (json.loads(value)["sources"] if value else []) if one["mention_id"] not in told]
            told.update(one["mention_id"] for one in new)
            ids = {one["article_id"] for one in new}
        last |= {article_id: max(moment, last.get(article_id, 0.0)) for article_id in ids}
    return last


def quantile(values: Iterable[float], share: float) -> float:
    """Return the least value that so large a share of the values does not pass."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
