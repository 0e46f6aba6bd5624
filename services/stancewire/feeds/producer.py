"""Sends articles to the raw topic and waits for the broker's word on each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

from kafka import KafkaProducer
from kafka.errors import KafkaError

from stancewire.errors import Unreachable
from stancewire.feeds.connection import client_arguments, unreachable
from stancewire.feeds.files import BadLine, FeedMessage
from stancewire.settings import Settings
from stancewire.stream.tracing import tracer_of
from stancewire.stream.trail import TRACE
from stancewire_schemas import topics

WAITING = 200
"""Sends whose acknowledgement may be outstanding; more would only fill memory."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Where one message came to stand."""

    message: FeedMessage
    partition: int
    offset: int


Report = Callable[[Sent | BadLine], None]


class ArticleProducer:
    """A Kafka producer with acks=all. Use as a context manager; raise Unreachable when no broker answers."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._topic = settings.topic(topics.RAW.name)
        self._producer: Any = None
        self._tracer = tracer_of(settings, "feed")

    def __enter__(self) -> Self:
        try:
            self._producer = KafkaProducer(
                **client_arguments(self._settings),
                acks="all",
                enable_idempotence=self._settings.kafka.idempotence,
                max_request_size=topics.RAW.max_message_bytes,
                delivery_timeout_ms=int(self._settings.kafka.produce_deadline_s * 1000),
                request_timeout_ms=int(min(30.0, self._settings.kafka.produce_deadline_s / 2) * 1000),
                linger_ms=5,
            )
        except KafkaError as absent:
            raise unreachable(self._settings, absent) from absent
        return self

    def __exit__(self, *_: object) -> None:
        self._producer.close(timeout=5)
        self._tracer.stop()

    def send_all(
        self, messages: Iterable[FeedMessage | BadLine], report: Report, rate: float | None = None
    ) -> None:
        """Send in order and report each message once the broker has it, or why not; bad lines are passed on.

        `rate` bounds messages a second. Raise Unreachable when the broker stays away past the produce deadline.
        """
        waiting: list[tuple[FeedMessage, Any]] = []
        due = time.monotonic()
        for message in messages:
            if isinstance(message, BadLine):
                report(message)
                continue
            due = _pace(due, rate)
            waiting.append((message, self._send(message)))
            if len(waiting) >= WAITING or rate:
                self._settle(waiting, report)
        self._settle(waiting, report)

    def _send(self, message: FeedMessage) -> Any:
        try:
            with self._tracer.send(self._topic) as trace:
                headers = [] if trace is None else [(TRACE, trace)]
                return self._producer.send(self._topic, key=message.key, value=message.value, headers=headers)
        except KafkaError as refused:
            return refused

    def _settle(self, waiting: list[tuple[FeedMessage, Any]], report: Report) -> None:
        for message, future in waiting:
            report(self._outcome(message, future))
        waiting.clear()

    def _outcome(self, message: FeedMessage, future: Any) -> Sent | BadLine:
        try:
            if isinstance(future, KafkaError):
                raise future
            metadata = future.get(timeout=self._settings.kafka.produce_deadline_s + 1)
        except KafkaError as refused:
            if refused.retriable:
                raise Unreachable(f"{self._settings.bootstrap_servers} took no message: {refused}") from refused
            return BadLine(message.source, f"refused by the broker: {type(refused).__name__}")
        return Sent(message, metadata.partition, metadata.offset)


def _pace(due: float, rate: float | None) -> float:
    if not rate:
        return due
    time.sleep(max(0.0, due - time.monotonic()))
    return max(due, time.monotonic() - 1.0) + 1.0 / rate
