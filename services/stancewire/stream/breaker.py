"""Stops a partition when too much of it is dead-lettered, instead of draining it into the dead-letter topic."""

from __future__ import annotations

from collections import deque

from stancewire.settings import BreakerSettings


class Breaker:
    """Watches the outcomes of one partition. Once tripped it stays so until the worker is started again.

    The share counts only over a full sample, so that one bad message at the start stops nothing (the rule of a
    ratio without a minimum refuses the first message of a partition).
    """

    def __init__(self, settings: BreakerSettings) -> None:
        self._settings = settings
        self._recent: deque[bool] = deque(maxlen=settings.sample)
        self._run = 0
        self.reason: str | None = None

    def note_good(self) -> None:
        """Note an outcome that is no dead letter."""
        self._run = 0
        self._recent.append(False)

    def allows_dead(self) -> bool:
        """Note a dead letter about to be written; False when it is one too many and must not be written."""
        if self.reason is None:
            self._run += 1
            self._recent.append(True)
            self.reason = self._judge()
        return self.reason is None

    def _judge(self) -> str | None:
        if self._run > self._settings.run:
            return f"more than {self._settings.run} dead letters in a row"
        full = len(self._recent) == self._settings.sample
        share = sum(self._recent) / self._settings.sample
        if full and share > self._settings.ratio:
            return f"{share:.0%} of the last {self._settings.sample} messages are dead letters"
        return None
