"""Ctrl-C, SIGTERM and a closed terminal as a question that the loop asks, never as an exception out of nowhere."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop:
    """Counts the requests to stop; the second one means at once."""

    def __init__(self) -> None:
        self._requests = 0

    def ask(self) -> None:
        """Ask to stop."""
        self._requests += 1

    def asked(self) -> bool:
        """Return whether somebody wants an end."""
        return self._requests > 0

    def insisted(self) -> bool:
        """Return whether somebody wants it without waiting for work in flight."""
        return self._requests > 1


@contextmanager
def stop_on_signals() -> Iterator[Stop]:
    """Yield a Stop that the signals feed; the former handlers are back afterwards."""
    stop = Stop()
    former = {number: signal.signal(number, lambda *_: stop.ask()) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
