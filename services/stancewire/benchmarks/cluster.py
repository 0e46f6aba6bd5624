"""Topics of a benchmark on its broker; and what is fed to them and seen come out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any, Final

WAIT_S: Final = 30.0
ALL_AT_ONCE: Final = 500


def make_topics(bootstrap: str, wanted: Mapping[str, tuple[int, Mapping[str, str]]]) -> None:
    """Make topics of so many partitions and settings."""
    from confluent_kafka.admin import AdminClient, NewTopic  # noqa: PLC0415  # only the extra `bench` has it

    admin = AdminClient({"bootstrap.servers": bootstrap})
    fresh = [
        NewTopic(name, count, replication_factor=1, config=dict(more)) for name, (count, more) in wanted.items()
    ]
    for future in admin.create_topics(fresh).values():
        future.result(WAIT_S)


class Feed:
    """Sends messages to one topic and knows when each was sent."""

    def __init__(self, bootstrap: str, topic: str) -> None:
        from confluent_kafka import Producer  # noqa: PLC0415  # only the extra `bench` has it

        self._producer: Any = Producer(
            {"bootstrap.servers": bootstrap, "acks": "all", "linger.ms": 0, "log_level": 3}
        )
        self._topic = topic
        self.sent_at: dict[str, float] = {}

    def send(self, key: str, value: bytes) -> None:
        """Send one message; it leaves at once."""
        self.sent_at[key] = time.monotonic()
        self._producer.produce(self._topic, value=value, key=key)
        self._producer.poll(0)

    def flush(self) -> None:
        """Wait until the broker has all."""
        if self._producer.flush(WAIT_S):
            raise RuntimeError("the broker did not take the articles")


class Tap:
    """Reads topics from where they end now, and notes when each record came."""

    def __init__(self, bootstrap: str, names: Iterable[str]) -> None:
        from confluent_kafka import Consumer, TopicPartition  # noqa: PLC0415  # only the extra `bench` has it

        options = {"bootstrap.servers": bootstrap, "group.id": "bench.tap", "enable.auto.commit": False}
        self._consumer: Any = Consumer(options | {"fetch.wait.max.ms": 20, "isolation.level": "read_committed"})
        known = self._consumer.list_topics(timeout=WAIT_S).topics
        places = [TopicPartition(name, number, 0) for name in names for number in known[name].partitions]
        self._consumer.assign(places)
        self.seen: list[tuple[float, str, str, bytes]] = []
        """Moment, topic, key and value of each record."""

    def look(self, wait_s: float) -> int:
        """Take in what comes within so many seconds; return how many records."""
        got = self._consumer.consume(ALL_AT_ONCE, wait_s) if wait_s > 0 else []
        now = time.monotonic()
        fine = [message for message in got if message.error() is None]
        self.seen += [(now, m.topic(), (m.key() or b"").decode(), m.value() or b"") for m in fine]
        return len(fine)

    def close(self) -> None:
        """Disconnect."""
        self._consumer.close()
