"""Sends originals of dead letters to where they stood, and marks each letter once the broker has its original."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from stancewire.core.outgoing import cloud_event
from stancewire.errors import Unreachable
from stancewire.replay.letters import Letter
from stancewire.replay.plan import DONE, Original
from stancewire.settings import Settings
from stancewire.stream.connection import client_options, out_of_reach
from stancewire_schemas import topics

FETCH_S = 10.0


class Resender:
    """A producer with acks from all replicas, at most `rate` messages a second."""

    def __init__(self, settings: Settings, producer: Any, rate: float) -> None:
        self._settings, self._producer, self._pause_s = settings, producer, 1 / rate
        self._due = time.monotonic()

    def send(self, letter: Letter, message: Original) -> None:
        """Send and wait until the broker has both message and mark; dying between them leaves it to be sent again.

        Raise Unreachable when the broker does not take them.
        """
        time.sleep(max(0.0, self._due - time.monotonic()))
        self._due = time.monotonic() + self._pause_s
        record = letter.record
        self._sent(record.topic, record.partition, message.key, message.value, list(message.headers))
        mark = [*cloud_event(topics.DEAD.name, f"replay:{letter.number}"), (DONE, str(letter.number).encode())]
        self._sent(self._settings.topic(topics.DEAD.name), None, record.key or b"", None, mark)

    def _sent(
        self, topic: str, partition: int | None, key: bytes | None, value: bytes | None, headers: Any
    ) -> None:
        limit_s = self._settings.kafka.produce_deadline_s
        try:
            self._producer.send(topic, key=key, value=value, partition=partition, headers=headers).get(limit_s)
        except KafkaError as refused:
            raise Unreachable(f"{topic} took no message ({type(refused).__name__})") from None


@contextmanager
def open_resender(settings: Settings, rate: float) -> Iterator[Resender]:
    """Yield a resender. Raise Unreachable when no broker answers."""
    try:
        producer = KafkaProducer(
            **client_options(settings),
            acks="all",
            enable_idempotence=settings.kafka.idempotence,
            max_request_size=topics.DEAD.max_message_bytes,
        )
    except KafkaError as absent:
        raise Unreachable(out_of_reach(settings, absent)) from None
    try:
        yield Resender(settings, producer, rate)
    finally:
        producer.close(timeout=5)


def fetch(settings: Settings, letter: Letter) -> Original | None:
    """Return what stands now where the letter's original stood; None where retention has removed it."""
    place = TopicPartition(letter.record.topic, letter.record.partition)
    consumer = KafkaConsumer(
        **client_options(settings),
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=topics.RAW.max_message_bytes,
    )
    try:
        return _at(consumer, place, letter.record.offset)
    except KafkaError as refused:
        raise Unreachable(f"{letter.record.topic} cannot be read ({type(refused).__name__})") from None
    finally:
        consumer.close()


def _at(consumer: Any, place: Any, offset: int) -> Original | None:
    consumer.assign([place])
    if not consumer.beginning_offsets([place])[place] <= offset < consumer.end_offsets([place])[place]:
        return None
    consumer.seek(place, offset)
    deadline = time.monotonic() + FETCH_S
    while time.monotonic() < deadline:
        for record in consumer.poll(timeout_ms=500, max_records=1).get(place, ()):
            return Original(record.key, record.value, tuple(record.headers)) if record.offset == offset else None
    return None
