"""What the commands share that feed from the web, archives and folders: state, courier, what people are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from stancewire.cli.environment import settings_from_environment
from stancewire.errors import UserError
from stancewire.feeds.courier import Courier
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.metrics import FeedMetrics
from stancewire.feeds.producer import ArticleProducer
from stancewire.feeds.state import FeedState

StateFile = Annotated[
    Path | None,
    typer.Option(
        "--state",
        metavar="FILE",
        help="Remembers what was sent; feeds.sqlite in STANCEWIRE_STATE_DIR when not given.",
    ),
]

_TOLD = {Outcome.EMPTY, Outcome.REFUSED, Outcome.FAILED}


class Outcomes:
    """Counts outcomes, tells those that a person may want to mend, and shows the count while work goes on."""

    def __init__(self, console: Console, metrics: FeedMetrics | None = None) -> None:
        self._metrics = metrics
        self.counts: Counter[Outcome] = Counter()
        self.progress = Progress(console=console, transient=True, disable=not console.is_terminal)
        self.bar = self.progress.add_task("looking", total=None)

    def __call__(self, finding: Finding, outcome: Outcome, detail: str) -> None:
        """Take one outcome."""
        if not finding.is_counted:
            return
        self.counts[outcome] += 1
        if self._metrics is not None:
            self._metrics.settled(finding, outcome)
        self.progress.update(self.bar, description=f"sent {self.sent}")
        if outcome in _TOLD:
            line = (
                f"{finding.source}: {detail}"
                if outcome is Outcome.FAILED
                else f"{finding.source}: {outcome}: {detail}"
            )
            self.progress.console.print(_printable(line), markup=False, highlight=False, soft_wrap=True)

    @property
    def sent(self) -> int:
        """Messages that the broker has."""
        return self.counts[Outcome.SENT] + self.counts[Outcome.CHANGED]

    def close_round(self) -> bool:
        """Tell the counts on stderr and begin anew; return whether nothing failed."""
        shown = [f"{self.counts[one]} {one}" for one in Outcome if self.counts[one] or one is Outcome.SENT]
        self.progress.console.print(", ".join(shown), markup=False, highlight=False, soft_wrap=True)
        is_well = not self.counts[Outcome.FAILED]
        self.counts.clear()
        return is_well


@contextmanager
def open_courier(
    state_file: Path | None, now: int, metrics: FeedMetrics | None = None
) -> Iterator[tuple[Courier, FeedState, Outcomes]]:
    """Open state and producer. Raise UserError where the state is in use, Unreachable where no broker answers."""
    settings = settings_from_environment()
    outcomes = Outcomes(Console(stderr=True), metrics)
    path = state_file or settings.state_dir / "feeds.sqlite"
    with FeedState(path, now) as state, ArticleProducer(settings) as producer, outcomes.progress:
        yield Courier(producer, state, outcomes), state, outcomes


@contextmanager
def needing_feeds(command: str) -> Iterator[None]:
    """Turn an absent package into one line that names the extra."""
    try:
        yield
    except ModuleNotFoundError as absent:
        if absent.name is None or absent.name.startswith("stancewire"):
            raise
        raise UserError(f"`feed {command}` needs {absent.name}; install stancewire[feeds]") from None


def _printable(line: str) -> str:
    # URLs and reasons come from the web; a terminal obeys some of the characters in them.
    return "".join(sign if sign.isprintable() else "�" for sign in line)
