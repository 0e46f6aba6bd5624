"""How long this worker may believe that its partitions are its own."""

from __future__ import annotations

import time
from collections.abc import Callable


class Lease:
    """Valid for one session time out from the sending of the last heartbeat that the group's coordinator confirmed.

    A worker that was asleep, or cut off, for longer has lost its partitions whether or not it has been told. Until
    it is told, it must write nothing: an old record behind a newer one of its key would win in a compacted topic.
    """

    def __init__(self, session_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._session_s, self._clock = session_s, clock
        self._renewed: float | None = None

    @property
    def is_valid(self) -> bool:
        """Whether another worker can not yet have taken over."""
        return self._renewed is not None and self._clock() - self._renewed < self._session_s

    def now(self) -> float:
        """Return the time to renew from, to be asked before the heartbeat is sent."""
        return self._clock()

    def renew(self, sent_at: float) -> None:
        """Note that the coordinator confirmed a heartbeat that was sent at that time."""
        self._renewed = sent_at
