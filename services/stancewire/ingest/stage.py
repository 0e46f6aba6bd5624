"""Ingest as the runner sees it: the step, and the index of known articles for each partition."""

from __future__ import annotations

from collections import defaultdict

from stancewire.core.messages import UNKNOWN_OFFSET, Message, Result
from stancewire.ingest.request import read
from stancewire.ingest.step import step
from stancewire_schemas import ArticleIndexV1


class IngestStage:
    """Keeps the newest index record of every article id of the assigned partitions."""

    row = 32
    """Written one by one, each article would cost a task and wait for the broker."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        # Bytes take a quarter of the room of records, and most ids are never asked for again.
        self._index: defaultdict[int, dict[str, bytes]] = defaultdict(dict)

    def order_key(self, _message: Message) -> str:
        """Return the same for all: the step never waits, so that what lies in one partition makes one row."""
        return ""

    async def step(self, message: Message) -> Result:
        """Return the outcome; raise Reject for a message that is not an article."""
        return self.decide(message)

    def decide(self, message: Message) -> Result:
        """Do the same without an event loop."""
        request = read(message, self._max_bytes)
        return step(message, request, self._known(message.partition, request.id))

    def _known(self, partition: int, article_id: str) -> ArticleIndexV1 | None:
        value = self._index[partition].get(article_id)
        return None if value is None else ArticleIndexV1.from_bytes(value)

    def remember(self, partition: int, key: bytes, value: bytes | None, _offset: int = UNKNOWN_OFFSET) -> None:
        """Take in one index record; the last one counts."""
        if value is None:
            self._index[partition].pop(key.decode(), None)
        else:
            self._index[partition][key.decode()] = value

    def forget(self, partition: int) -> None:
        """Drop the index of a partition."""
        self._index.pop(partition, None)
