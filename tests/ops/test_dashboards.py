"""What a live Prometheus finds at live workers, a feed and a sink: every panel, every metric, what runbooks ask."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from kafka_broker import free_ports
from kafka_workers import PROGRAM, Cluster, Worker, article, wait_until
from loopback_site import Answer, page, rss, running_site
from ops import dashboards, runbooks
from ops.monitoring import Prometheus, prometheus
from topic_records import end, event

from stancewire.cli.metric_page import EVERY
from stancewire.stream.metric_card import MetricCard
from stancewire.topology import STAGES

pytestmark = pytest.mark.timeout(600)

BOARDS = sorted(dashboards.FOLDER.glob("*.json"))
ARTICLE = "Kenya's president, William Ruto, condemned the attack and said that he would send {} troops to Haiti. "


def board(path: Path) -> Any:
    return json.loads(path.read_bytes())


def test_the_committed_dashboards_are_those_of_the_code() -> None:
    assert {path: path.read_text(encoding="utf-8") for path in BOARDS} == dashboards.texts()


def test_panels_do_not_lie_on_each_other() -> None:
    for path in BOARDS:
        places = [tuple(panel["gridPos"][side] for side in "xy") for panel in board(path)["panels"]]
        assert len(places) == len(set(places))


@pytest.fixture
def workers(cluster: Cluster, tmp_path: Path) -> Iterator[dict[str, Worker]]:
    with ExitStack() as stack:
        made = {
            stage: stack.enter_context(Worker(cluster, stage, tmp_path / f"{stage}.log", STANCEWIRE_PROFILE="fast"))
            for stage in STAGES
        }
        for worker in made.values():
            worker.wait_ready(120)
        yield made


@pytest.fixture
def server(cluster: Cluster, workers: dict[str, Worker], tmp_path: Path) -> Iterator[Prometheus]:
    with ExitStack() as stack:
        ports = [worker.port() for worker in workers.values()] + beside(stack, cluster, tmp_path)
        yield stack.enter_context(prometheus(tmp_path, ports))


def beside(stack: ExitStack, cluster: Cluster, folder: Path) -> list[int]:
    """Start a feed, one of whose pages is not there, and a sink; return the ports that they answer on."""
    site, (feeding, sinking) = stack.enter_context(running_site()), free_ports(2)
    site.routes |= {"/feed": rss("/a", "/absent"), "/a": Answer(page())}
    often = ("--every", "0.05", "--recheck", "0", "--pause", "0", "--allow-private")
    for order in (
        (
            "feed",
            "rss",
            f"{site.url}/feed",
            *often,
            "--state",
            str(folder / "feed.sqlite"),
            "--http-port",
            str(feeding),
        ),
        ("sink", "--to", str(folder / "news.duckdb"), "--every", "0.2", "--http-port", str(sinking)),
    ):
        stack.enter_context(running([PROGRAM, *order], cluster.environment(), folder / f"{order[0]}.log"))
    return [feeding, sinking]


@contextmanager
def running(order: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator[None]:
    with (
        log.open("wb") as stream,
        subprocess.Popen(order, env=environment, stdout=stream, stderr=stream) as process,
    ):
        yield
        process.terminate()


def feed(cluster: Cluster, first: int) -> None:
    """Send articles, a copy of each under another id, and something broken."""
    told = [(number, ARTICLE.format(number + 2) * 3) for number in range(first, first + 4)]
    cluster.feed([article(number, text) for number, text in told])
    cluster.feed([article(number + 1000, text) for number, text in told])
    cluster.feed([(b"broken", b"{")])


@pytest.mark.kafka
@pytest.mark.model
def test_every_panel_and_every_metric_finds_data(
    cluster: Cluster, workers: dict[str, Worker], server: Prometheus
) -> None:
    wait_until(lambda: server.value("sum(stancewire_ready)") == len(STAGES) + 2, 180)
    for first in (0, 100):
        before = merged(server)
        feed(cluster, first)
        wait_until(lambda: merged(server) > before, 120)  # noqa: B023  # called before the loop goes on
    trouble(cluster, workers["enrich"])
    for wanting in (empty, unexplained, untold, unmoved):
        assert not left(lambda: wanting(server))  # noqa: B023  # called before the loop goes on
    assert not left(lambda: misjudged(cluster, server) | behind(cluster))
    with frozen_coder(workers["enrich"]):
        feed(cluster, 300)
        assert not left(lambda: misjudged(cluster, server) or {"enrich"} - behind(cluster))
    assert not left(lambda: misjudged(cluster, server) | behind(cluster))


def trouble(cluster: Cluster, enrich: Worker) -> None:
    """End a coder process, an event and a stance, and send what is no record where the sink reads."""
    for child in psutil.Process(enrich.process.pid).children():
        child.kill()
    cluster.feed([event(1), end(1)], "event.v1")
    cluster.feed([(b"holder", b"rubbish")], "stance.v1")
    feed(cluster, 200)


def left(wanting: Callable[[], Collection[object]]) -> Collection[object]:
    """Return nothing as soon as nothing is wanting, else what still is after two minutes.

    Not asked again once it is well: what is told follows late.
    """
    deadline = time.monotonic() + 120
    while (still := wanting()) and time.monotonic() < deadline:
        time.sleep(1)
    return still


@contextmanager
def frozen_coder(enrich: Worker) -> Iterator[None]:
    """Let an enrich worker take articles and end none."""
    coders = psutil.Process(enrich.process.pid).children()
    for coder in coders:
        coder.suspend()
    yield
    for coder in coders:
        coder.resume()


def misjudged(cluster: Cluster, server: Prometheus) -> set[str]:
    """Return the stages whose lag is told otherwise than it is."""
    told = server.values("sum by (stage) (stancewire_lag_messages)", "stage")
    return {stage for stage in STAGES if told.get(stage) != lag_of(cluster, stage)}


def behind(cluster: Cluster) -> set[str]:
    """Return the stages that have something to do."""
    return {stage for stage in STAGES if lag_of(cluster, stage)}


def lag_of(cluster: Cluster, stage: str) -> int:
    """Return end minus committed offset over all partitions of a stage's input, as the broker tells them."""
    topic = STAGES[stage].reads
    return sum(cluster.ends(topic).values()) - sum(cluster.committed(stage, topic).values())


def merged(server: Prometheus) -> float:
    """Return how many tellings have been merged."""
    return server.value('sum(stancewire_outcomes_total{stage="merge"})') or 0.0


def empty(server: Prometheus) -> list[str]:
    """Return the expressions that would show nothing."""
    return [text for path in BOARDS for text in dashboards.expressions(board(path)) if not found(server, text)]


def unexplained(server: Prometheus) -> list[str]:
    """Return the expressions of runbooks that would show nothing."""
    return [text for text in runbooks.expressions() if not found(server, text)]


def untold(server: Prometheus) -> list[str]:
    """Return the metrics that a stage, the feed or the sink should tell of and does not."""
    asked = [f'{sample(card)}{{stage="{stage}"}}' for card in EVERY for stage in card.stages]
    return [text for text in asked if not server.query(text)]


def unmoved(server: Prometheus) -> set[str]:
    """Return the counters and histograms that still stand at zero though what they count has happened."""
    moving = [card for card in EVERY if card.kind != "gauge"]
    return {card.full_name for card in moving if not server.value(f"sum({sample(card)})")} - ELSEWHERE


def sample(card: MetricCard) -> str:
    return card.full_name + ("_count" if card.buckets else "")


ELSEWHERE = {
    "stancewire_retries_total",
    "stancewire_memory_records_loaded_total",
    "stancewire_sink_overtaken_batches_total",
}
"""Seen to move in `test_runner.py`, `test_delivery.py` and `test_metrics.py` of the sink."""


def found(server: Prometheus, expression: str) -> bool:
    """Tell whether a panel would show a number; what is no number (0 of 0) does not count."""
    series = server.query(expression.replace("$__rate_interval", "1m"))
    return any(one["value"][1] != "NaN" for one in series)
