"""CPU of the whole service, Kafka in to all outputs acknowledged: two runs of different length, and the slope.

What a start costs (imports, models, joining groups) is in both runs and falls out. The broker is not counted:
it still runs when the workers have ended and their time is read.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from dataclasses import dataclass

from stancewire.benchmarks.texts import raw_articles
from stancewire.console.broker import start_broker
from stancewire.console.session import Moment, RunOptions, run_session, working_folder
from stancewire.console.stages import for_embedded_broker
from stancewire.console.stop import Stop
from stancewire.console.supervisor import Supervisor
from stancewire.errors import UserError
from stancewire.feeds.files import FeedMessage
from stancewire.settings import Settings

PATIENCE_S = 600.0


class Silent:
    """A view that shows nothing."""

    def say(self, text: str) -> None:
        """Ignore the line."""

    def show(self, moment: Moment) -> None:
        """Ignore the moment."""

    def close(self, moment: Moment) -> None:
        """Ignore the end."""


@dataclass(frozen=True, slots=True)
class RunCost:
    """One run: articles, CPU seconds of all workers and coders, seconds from start to idle."""

    articles: int
    cpu_s: float
    wall_s: float


@dataclass(frozen=True, slots=True)
class Slope:
    """Cost of one article more."""

    cpu_s: float
    wall_s: float


def slope(settings: Settings, short: int, long: int) -> Slope:
    """Return what an article costs beyond the start. Raise UserError when a run's sums do not agree."""
    first, second = run(settings, short), run(settings, long)
    more = second.articles - first.articles
    return Slope((second.cpu_s - first.cpu_s) / more, (second.wall_s - first.wall_s) / more)


def run(settings: Settings, count: int) -> RunCost:
    """Run the service over `count` articles on a fresh embedded broker."""
    with working_folder() as folder, Supervisor(folder) as children:
        address = start_broker(children)
        options = RunOptions(_messages(count), bootstrap=address, until_idle=True, timeout_s=PATIENCE_S)
        before = _children_cpu_s()
        report = run_session(for_embedded_broker(settings, address), options, Stop(), Silent())
        spent = _children_cpu_s() - before
    problems = report.summary.disagreements()
    if problems:
        raise UserError(f"the run does not count: {problems[0]}", exit_code=1)
    return RunCost(count, spent, report.summary.seconds)


def _messages(count: int) -> Iterator[FeedMessage]:
    for article in raw_articles(count):
        yield FeedMessage(article.id.encode(), article.to_bytes(), article.id)


def _children_cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
