"""How far behind a consumer group is, asked of the broker and not of Faust.

Faust notes a commit as done even when the broker refused it (issue 611), so its own numbers cannot be trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import OffsetOutOfRangeError

from stancewire.settings import Settings
from stancewire.stream.connection import client_options

LITTLE_BYTES = 1024
EMPTY_MS = 1000

log = structlog.get_logger(__name__)


class Offsets:
    """Two small clients of our own, apart from Faust's."""

    def __init__(self, settings: Settings, group: str, topic: str) -> None:
        options = client_options(settings)
        self._group, self._topic = group, topic
        self._admin = AIOKafkaAdminClient(**options)
        self._consumer = AIOKafkaConsumer(
            enable_auto_commit=False,
            # A jump to the end would look as if nothing were left before it.
            auto_offset_reset="none",
            isolation_level="read_committed",
            max_partition_fetch_bytes=LITTLE_BYTES,
            **options,
        )
        self._before: dict[int, int] = {}
        self.seen_end: Callable[[int], int] = lambda _partition: 0
        self.pass_over: Callable[[int, int], object] = lambda _partition, _offset: None

    async def start(self) -> None:
        """Connect."""
        await self._admin.start()
        await self._consumer.start()

    async def stop(self) -> None:
        """Disconnect."""
        await self._consumer.stop()
        await self._admin.close()

    async def lag(self, partitions: Iterable[int]) -> dict[int, int]:
        """Return end offset minus committed offset by partition; what was never committed counts from the start.

        `seen_end` is the end that the last fetch told: the light broker for trying out answers the direct
        question with too low an offset. A stale one does no harm, the higher of the two counts.
        """
        places = [TopicPartition(self._topic, number) for number in partitions]
        if not places:
            return {}
        told = await self._admin.list_consumer_group_offsets(self._group, partitions=places)
        committed = {place: _offset(told.get(place)) for place in places}
        ends = await self._consumer.end_offsets(places)
        starts = await self._consumer.beginning_offsets(places)
        ends = {place: max(end, self.seen_end(place.partition)) for place, end in ends.items()}
        lag = {place: ends[place] - max(committed[place], starts[place]) for place in places}
        for place in places:
            stands_still = self._before.get(place.partition) == committed[place]
            start = max(committed[place], starts[place])
            if lag[place] and stands_still and await self._holds_nothing(place, start, ends[place]):
                self.pass_over(place.partition, ends[place])
                lag[place] = 0
            self._before[place.partition] = committed[place]
        return {place.partition: messages for place, messages in lag.items()}

    async def _holds_nothing(self, place: Any, start: int, end: int) -> bool:
        """Return whether only markers of transactions, or what they aborted, lie between two offsets."""
        self._consumer.assign([place])
        self._consumer.seek(place, start)
        try:
            found = await self._consumer.getmany(timeout_ms=EMPTY_MS, max_records=1)
        except OffsetOutOfRangeError:
            return False
        return not found and await self._consumer.position(place) >= end

    async def tell_expired(self, partitions: Iterable[int]) -> None:
        """Log an error for each partition where retention has removed messages that the group never read."""
        places = [TopicPartition(self._topic, number) for number in partitions]
        told = await self._admin.list_consumer_group_offsets(self._group, partitions=places)
        starts = await self._consumer.beginning_offsets(places)
        for place, start in starts.items():
            gone = start - _offset(told.get(place))
            if place in told and _offset(told[place]) > 0 and gone > 0:
                log.error("retention has removed messages unread", partition=place.partition, messages=gone)


def _offset(committed: object) -> int:
    return max(0, int(getattr(committed, "offset", 0)))
