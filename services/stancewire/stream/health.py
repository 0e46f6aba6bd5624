"""Whether the worker is ready, and if not, every reason."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

Clock = Callable[[], float]


class Health:
    """Conditions by name, each fine or with a reason; ready when all are fine.

    Conditions are named at the start with a reason, so that a part that never reports counts as not ready.
    """

    def __init__(self, *conditions: str, clock: Clock = time.monotonic) -> None:
        self._reasons: dict[str, str | None] = dict.fromkeys(conditions, "starting")
        self._holds: dict[Hashable, str] = {}
        self._clock = clock
        self._progress = clock()

    def fine(self, condition: str) -> None:
        """Note that a condition is met."""
        self._reasons[condition] = None

    def bad(self, condition: str, reason: str) -> None:
        """Note that a condition is not met, and why."""
        self._reasons[condition] = reason

    def hold(self, key: Hashable, reason: str) -> bool:
        """Note that something keeps trying and cannot go on; `free` with the same key ends it.

        Return whether it is the only one, so that one outage is one line in the log.
        """
        self._holds[key] = reason
        return len(self._holds) == 1

    def free(self, key: Hashable) -> None:
        """End a hold; one that is not there is no error."""
        self._holds.pop(key, None)

    def moved(self) -> None:
        """Note progress: a message got its outcome."""
        self._progress = self._clock()

    @property
    def still_s(self) -> float:
        """Seconds since the last progress."""
        return self._clock() - self._progress

    def reasons(self) -> dict[str, str]:
        """Return what is not fine, by condition; empty when ready."""
        found = {name: reason for name, reason in sorted(self._reasons.items()) if reason is not None}
        if self._holds:
            first = next(iter(self._holds.values()))
            found["held"] = first if len(self._holds) == 1 else f"{first} (and {len(self._holds) - 1} more)"
        return found
