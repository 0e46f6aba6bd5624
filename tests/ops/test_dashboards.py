"""Every panel of every dashboard finds data in a live Prometheus that scrapes live workers, a feed and a sink."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from kafka_broker import free_ports
from kafka_workers import PROGRAM, Cluster, Worker, article, wait_until
from loopback_site import Answer, page, rss, running_site
from ops import dashboards
from ops.monitoring import Prometheus, prometheus

from stancewire.topology import STAGES

pytestmark = pytest.mark.timeout(280)

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
def server(cluster: Cluster, tmp_path: Path) -> Iterator[Prometheus]:
    with ExitStack() as stack:
        workers = [
            stack.enter_context(Worker(cluster, stage, tmp_path / f"{stage}.log", STANCEWIRE_PROFILE="fast"))
            for stage in STAGES
        ]
        for worker in workers:
            worker.wait_ready(90)
        ports = [worker.port() for worker in workers]
        yield stack.enter_context(prometheus(tmp_path, ports + beside(stack, cluster, tmp_path)))


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
def test_every_panel_finds_data(cluster: Cluster, server: Prometheus) -> None:
    wait_until(lambda: server.value("sum(stancewire_ready)") == len(STAGES) + 2, 120)
    for first in (0, 100):
        before = merged(server)
        feed(cluster, first)
        wait_until(lambda: merged(server) > before, 60)  # noqa: B023  # called before the loop goes on
    deadline = time.monotonic() + 30
    while empty(server) and time.monotonic() < deadline:
        time.sleep(1)
    assert empty(server) == []


def merged(server: Prometheus) -> float:
    """Return how many tellings have been merged."""
    return server.value('sum(stancewire_outcomes_total{stage="merge"})') or 0.0


def empty(server: Prometheus) -> list[str]:
    """Return the expressions that would show nothing."""
    return [text for path in BOARDS for text in dashboards.expressions(board(path)) if not found(server, text)]


def found(server: Prometheus, expression: str) -> bool:
    """Tell whether a panel would show a number; what is no number (0 of 0) does not count."""
    series = server.query(expression.replace("$__rate_interval", "1m"))
    return any(one["value"][1] != "NaN" for one in series)
