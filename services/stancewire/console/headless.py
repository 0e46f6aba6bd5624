"""A run without a terminal: one plain line every few seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

from stancewire.console.session import Moment
from stancewire.console.tally import Tally
from stancewire_schemas import topics

EVERY_S = 2.0
MOST_DEAD = 20
"""Dead letters told one by one; the sums and `stancewire dead list` tell of the others."""


class HeadlessView:
    """Writes progress lines."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._last = 0.0
        self._told_first = False
        self._told_dead = 0

    def say(self, text: str) -> None:
        """Write the line."""
        self._write(text)

    def show(self, moment: Moment) -> None:
        """Write a line when it is due, and once when the first event came."""
        first = moment.watch.first_event_s
        if first is not None and not self._told_first:
            self._told_first = True
            self._write(f"first event {first:.1f} s after the workers' start")
        self._tell_dead(moment.watch.tally)
        if time.monotonic() - self._last >= EVERY_S:
            self._last = time.monotonic()
            self._write(progress_line(moment))

    def close(self, moment: Moment) -> None:
        """Write where it ended."""
        self._tell_dead(moment.watch.tally)
        self._write(progress_line(moment))

    def _tell_dead(self, tally: Tally) -> None:
        count = min(tally.taken[topics.DEAD.name], MOST_DEAD)
        for line in reversed(tally.newest[topics.DEAD.name].last(count - self._told_dead)):
            self._write(f"dead letter: {line}")
        self._told_dead = count


def progress_line(moment: Moment) -> str:
    """Return what has been done and what is waiting, on one line."""
    watch = moment.watch
    tally = watch.tally
    lags = " ".join(f"{name} {state.lag}" for name, state in watch.stages.items())
    coded = tally.taken[topics.ENRICHED.name]
    return (
        f"{time.monotonic() - watch.began:5.1f} s  fed {moment.feeder.fed}  "
        f"coded {coded} ({watch.articles_per_second():.1f}/s)  waiting: {lags}  events {len(tally.events)}  "
        f"stances {len(tally.stances)}  dead {len(tally.dead)}"
    )
