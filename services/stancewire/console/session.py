"""One run from the broker's start to the last child's end."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from stancewire.console.broker import start_broker
from stancewire.console.feeder import Feeder, feeding
from stancewire.console.stages import for_embedded_broker, start_stages
from stancewire.console.stop import Stop
from stancewire.console.summary import Summary
from stancewire.console.supervisor import Supervisor
from stancewire.console.watch import Watch, watching
from stancewire.feeds.files import BadLine, FeedMessage
from stancewire.settings import Settings
from stancewire.stream.admin import create_topics

LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run feeds, where, and when it ends by itself."""

    messages: Iterable[FeedMessage | BadLine]
    bootstrap: str | None = None
    until_idle: bool = False
    timeout_s: float | None = None
    logs: Path | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What a view shows: everything as it stands now."""

    address: str
    is_embedded: bool
    watch: Watch
    feeder: Feeder


class View(Protocol):
    """Shows a run. `say` tells of a step before the first moment; `show` is called some five times a second.

    `close` is called once, at the last moment, while everything still runs.
    """

    def say(self, text: str) -> None:
        """Tell one line."""
        ...

    def show(self, moment: Moment) -> None:
        """Show what stands now."""
        ...

    def close(self, moment: Moment) -> None:
        """Show the last moment."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What a run leaves: its sums, the lines that could not be fed, and what had to be killed."""

    summary: Summary
    bad_lines: tuple[BadLine, ...]
    killed: list[str] = field(default_factory=list)


def run_session(settings: Settings, options: RunOptions, stop: Stop, view: View) -> Report:
    """Start all, watch until the end, stop all, and return the sums.

    Raise UserError where a part does not start. No child is left, whatever is raised.
    """
    with (
        working_folder() as folder,
        _supervisor(options.logs or folder, settings, stop) as children,
    ):
        ours = _broker(settings, options, children, view)
        create_topics(ours)
        began = time.monotonic()
        workers = start_stages(children, ours, folder)
        view.say("topics made; the stages are starting")
        is_embedded = options.bootstrap is None
        with (
            watching(ours, workers, began, from_start=is_embedded) as watch,
            feeding(ours, options.messages) as feeder,
        ):
            moment = Moment(ours.bootstrap_servers, is_embedded, watch, feeder)
            ended_early = _follow(moment, options, stop, children, view)
            view.close(moment)
            is_whole = ended_early is not None or options.until_idle or watch.idle(feeder.fed)
            summary = watch.summary(feeder.fed, ended_early, is_whole=is_whole)
        return Report(summary, tuple(feeder.bad), children.stop())


def _supervisor(logs: Path, settings: Settings, stop: Stop) -> Supervisor:
    logs.mkdir(parents=True, exist_ok=True)
    return Supervisor(logs, grace_s=settings.drain_s, in_a_hurry=stop.insisted)


def _broker(settings: Settings, options: RunOptions, children: Supervisor, view: View) -> Settings:
    if options.bootstrap is not None:
        return settings.model_copy(update={"bootstrap_servers": options.bootstrap})
    address = start_broker(children)
    view.say(f"embedded broker on {address}: for trying out, it keeps everything in memory only")
    return for_embedded_broker(settings, address)


def _follow(moment: Moment, options: RunOptions, stop: Stop, children: Supervisor, view: View) -> str | None:
    """Return None at a wanted end, else why the run ended early."""
    watch, feeder = moment.watch, moment.feeder
    while not stop.asked():
        watch.look(LOOK_S)
        view.show(moment)
        for child in children.ended():
            return f"{child.name} ended by itself: {child.last_words()}"
        if feeder.failure:
            return feeder.failure
        if options.until_idle and feeder.done and watch.idle(feeder.fed):
            return None
        if options.timeout_s is not None and time.monotonic() - watch.began > options.timeout_s:
            return f"not done after {options.timeout_s:.0f} s"
    return "stopped before all was done" if options.until_idle else None


@contextmanager
def working_folder() -> Iterator[Path]:
    """Yield a folder for logs and state that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="stancewire-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
