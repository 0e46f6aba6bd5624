"""How far behind a consumer group is, asked of the broker and not of Faust.

Faust notes a commit as done even when the broker refused it (issue 611), so its own numbers cannot be trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from stancewire.settings import Settings
from stancewire.stream.connection import client_options


class Offsets:
    """Two small clients of our own, apart from Faust's."""

    def __init__(self, settings: Settings, group: str, topic: str) -> None:
        options = client_options(settings)
        self._group, self._topic = group, topic
        self._admin = AIOKafkaAdminClient(**options)
        self._consumer = AIOKafkaConsumer(enable_auto_commit=False, **options)
        self.seen_end: Callable[[int], int] = lambda _partition: 0

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
        committed = await self._admin.list_consumer_group_offsets(self._group, partitions=places)
        ends = await self._consumer.end_offsets(places)
        starts = await self._consumer.beginning_offsets(places)
        return {
            place.partition: max(ends[place], self.seen_end(place.partition))
            - max(_offset(committed.get(place)), starts[place])
            for place in places
        }


def _offset(committed: object) -> int:
    return max(0, int(getattr(committed, "offset", 0)))
