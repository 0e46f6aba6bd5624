"""Reads a stage's memory topic from start to end, before the stage takes new input of those partitions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from stancewire.core.messages import Outgoing
from stancewire.errors import Halt, Retry
from stancewire.settings import Settings
from stancewire.stream.connection import client_options
from stancewire.stream.newest import Newest
from stancewire.stream.trail import input_offset

Remember = Callable[[int, bytes, bytes | None, int], None]

STALL_S = 30.0

# By default 50 MB come at once from as many partitions; what one fetch takes, the process keeps for good.
FETCH_BYTES = 2 * 1_048_576


async def load(
    settings: Settings, topic: str, partitions: Iterable[int], remember: Remember
) -> tuple[int, list[Outgoing]]:
    """Call `remember` for every record that counts, each partition in order.

    Return how many records there were, and those to be written once more, since one that they had replaced came
    late and now hides them. `topic` is the card's name. Stops at the end offsets seen at the start. Raise Retry
    when the broker stalls, Halt for a record that cannot be read.
    """
    places = [TopicPartition(settings.topic(topic), number) for number in sorted(partitions)]
    consumer = AIOKafkaConsumer(
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=100,
        max_partition_fetch_bytes=FETCH_BYTES,
        fetch_max_bytes=FETCH_BYTES,
        **client_options(settings),
    )
    await consumer.start()
    try:
        consumer.assign(places)
        newest, hidden = Newest(), dict[tuple[int, bytes], Outgoing]()

        def take_in(record: Any) -> None:
            if newest.takes(record.partition, record):
                _take_in(record, remember)

        def note_hidden(record: Any) -> None:
            if newest.hides(record.partition, record):
                key = record.key or b""
                again = Outgoing(topic, key, record.value, record.partition, tuple(record.headers))
                hidden[record.partition, key] = again

        count = await _read(consumer, places, take_in)
        if newest.hidden:
            await _read(consumer, places, note_hidden)
        return count, list(hidden.values())
    finally:
        await consumer.stop()


async def _read(consumer: AIOKafkaConsumer, places: list[Any], take: Callable[[Any], None]) -> int:
    ends = await consumer.end_offsets(places)
    starts = await consumer.beginning_offsets(places)
    left = {place for place in places if ends[place] > starts[place]}
    for place in places:
        consumer.seek(place, starts[place])
    count, moved = 0, time.monotonic()
    while left:
        batches = await consumer.getmany(*left, timeout_ms=500, max_records=500)
        for records in batches.values():
            for record in records:
                take(record)
            count += len(records)
        if batches:
            moved = time.monotonic()
        elif time.monotonic() - moved > STALL_S:
            raise Retry(f"the memory topic gave nothing for {STALL_S:.0f} s")
        left = {place for place in left if await consumer.position(place) < _end(consumer, place, ends)}
    return count


def _take_in(record: Any, remember: Remember) -> None:
    try:
        remember(record.partition, record.key or b"", record.value, input_offset(record.headers))
    except Exception as unreadable:
        where = f"{record.topic} partition {record.partition} offset {record.offset}"
        raise Halt(f"the memory record at {where} cannot be read ({type(unreadable).__name__})") from unreadable


def _end(consumer: AIOKafkaConsumer, place: Any, ends: dict[Any, int]) -> int:
    # The light broker for trying out answers the question for the end with too low an offset; what it says with
    # each fetch is right, and with Kafka the two agree.
    return max(ends[place], consumer.highwater(place) or 0)
