"""Feeds messages beside the view, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from stancewire.errors import UserError
from stancewire.feeds.files import BadLine, FeedMessage
from stancewire.feeds.producer import ArticleProducer, Sent
from stancewire.settings import Settings


class Feeder(threading.Thread):
    """Sends all messages once. `fed` counts what the broker has; `bad` holds what could not be sent."""

    def __init__(self, settings: Settings, messages: Iterable[FeedMessage | BadLine]) -> None:
        super().__init__(name="feeder", daemon=True)
        self._settings = settings
        self._messages = messages
        self._stopping = threading.Event()
        self.fed = 0
        self.bad: list[BadLine] = []
        self.failure: str | None = None

    @property
    def done(self) -> bool:
        """Whether nothing more will be sent."""
        return not self.is_alive()

    def run(self) -> None:
        """Send; a broker that stays away is told in `failure`."""
        try:
            with ArticleProducer(self._settings) as producer:
                producer.send_all(self._until_stopped(), self._report)
        except (UserError, OSError) as refused:
            self.failure = f"feeding ended: {refused}"

    def stop(self) -> None:
        """End after the messages that are on their way."""
        self._stopping.set()
        self.join(timeout=10)

    def _until_stopped(self) -> Iterator[FeedMessage | BadLine]:
        for message in self._messages:
            if self._stopping.is_set():
                return
            yield message

    def _report(self, outcome: Sent | BadLine) -> None:
        if isinstance(outcome, BadLine):
            self.bad.append(outcome)
        else:
            self.fed += 1


@contextmanager
def feeding(settings: Settings, messages: Iterable[FeedMessage | BadLine]) -> Iterator[Feeder]:
    """Yield a feeder that has started; it is stopped at the end."""
    feeder = Feeder(settings, messages)
    feeder.start()
    try:
        yield feeder
    finally:
        feeder.stop()
