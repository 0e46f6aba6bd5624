"""The topics as a member of a consumer group reads them, from where the database stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kafka import ConsumerRebalanceListener, KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from stancewire.core.messages import Message
from stancewire.errors import Unreachable, UserError
from stancewire.settings import Settings
from stancewire.sink.changes import READ_TOPICS
from stancewire.sink.store import Partition
from stancewire.stream.connection import client_options, out_of_reach
from stancewire_schemas import BY_NAME

BOOTSTRAP_MS = 5_000
FETCH_BYTES = 2 * max(BY_NAME[name].max_message_bytes for name in READ_TOPICS)

Positions = Callable[[Iterable[Partition]], dict[Partition, int]]
"""Tells from which offset partitions are to be read."""


class _Assignments(ConsumerRebalanceListener):  # type: ignore[misc]  # the library publishes no types
    """Notes that partitions came or went; called on the client's own thread."""

    def __init__(self, consumer: Any) -> None:
        self._consumer = consumer
        self.has_joined = False
        self.is_stale = False

    def on_partitions_assigned(self, assigned: Any) -> None:
        del assigned
        self.has_joined = self.is_stale = True

    def on_partitions_revoked(self, revoked: Any) -> None:
        del revoked
        self.has_joined, self.is_stale = False, True
        # A rejoin for new metadata that outlasts one poll is forgotten by kafka-python 3.0.12, and nothing is read
        # any more; one that was asked for is not.
        self._consumer._coordinator.request_rejoin()  # noqa: SLF001  # it has no public name


class GroupReader:
    """Reads what the group gives to this member. The database, not the group, knows how far."""

    def __init__(self, consumer: Any, settings: Settings, positions: Positions) -> None:
        self._consumer = consumer
        self._positions = positions
        self._names = {settings.topic(name): name for name in READ_TOPICS}
        self._assignments = _Assignments(consumer)
        consumer.subscribe(list(self._names), listener=self._assignments)

    def poll(self, timeout_s: float, at_most: int) -> list[Message] | None:
        """Return what has come, in order within each partition; None where what was read before counts no more."""
        batches = self._consumer.poll(timeout_ms=int(timeout_s * 1000), max_records=at_most)
        if self._assignments.is_stale:
            self.rewind()
            return None
        return [self._message(record) for place in sorted(batches) for record in batches[place]]

    def rewind(self) -> None:
        """Go to where the database stands."""
        self._assignments.is_stale = False
        places = {(self._names[place.topic], place.partition): place for place in self._consumer.assignment()}
        try:
            for partition, offset in self._positions(places).items():
                self._consumer.seek(places[partition], offset)
        except ValueError:
            # Taken away meanwhile, on the client's own thread: the next poll begins anew.
            self._assignments.is_stale = True

    def lag(self) -> int | None:
        """Return how many messages are still to be read, None while the broker has not told."""
        if not self._assignments.has_joined:
            return None
        found = [(self._consumer.highwater(place), place) for place in self._consumer.assignment()]
        if any(mark is None for mark, _ in found):
            return None
        return sum(max(0, int(mark - self._consumer.position(place))) for mark, place in found)

    def commit(self) -> None:
        """Tell the group how far the database stands, for those who watch its lag; it decides nothing."""
        try:
            self._consumer.commit()
        except KafkaError:
            # A member that is being replaced may not; the database has what counts.
            return

    def _message(self, record: Any) -> Message:
        return Message(
            topic=self._names[record.topic],
            partition=record.partition,
            offset=record.offset,
            key=record.key,
            value=record.value,
            timestamp_ms=record.timestamp,
        )


@contextmanager
def open_source(settings: Settings, group: str, instance: str | None) -> Iterator[Any]:
    """Yield a connection for `check` and GroupReader. Raise Unreachable where no broker answers.

    `instance` names a member of which there is one at a time: it takes over at once from one that was killed.
    """
    try:
        consumer = KafkaConsumer(
            **client_options(settings),
            client_id="stancewire",
            bootstrap_timeout_ms=BOOTSTRAP_MS,
            group_id=group,
            group_instance_id=instance,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            # In a fetch session the broker tells an end once; where that answer came too late for a seek, the lag
            # would not be known before the next message.
            enable_incremental_fetch_sessions=False,
            max_partition_fetch_bytes=FETCH_BYTES,
            session_timeout_ms=int(settings.kafka.session_timeout_s * 1000),
            heartbeat_interval_ms=int(settings.kafka.session_timeout_s * 1000 / 3),
        )
    except KafkaError as absent:
        raise Unreachable(out_of_reach(settings, absent)) from None
    try:
        yield consumer
    except KafkaError as refused:
        raise Unreachable(
            f"cannot use Kafka at {settings.bootstrap_servers} ({type(refused).__name__})"
        ) from refused
    finally:
        consumer.close()


def check(consumer: Any, settings: Settings, positions: Positions) -> list[str]:
    """Compare the topics with where the database stands; return a sentence for each stretch that is gone.

    Raise UserError where a topic is missing, or holds less than was read: it was made anew.
    """
    places = {
        (name, number): TopicPartition(settings.topic(name), number)
        for name in READ_TOPICS
        for number in _partitions(consumer, settings, settings.topic(name))
    }
    starts, ends = consumer.beginning_offsets(list(places.values())), consumer.end_offsets(list(places.values()))
    gone = []
    for partition, offset in positions(places).items():
        place = places[partition]
        if offset > ends[place]:
            raise UserError(
                f"{place.topic} partition {place.partition} ends at {ends[place]} and was read up to {offset}: the "
                "topic was made anew; name a new database"
            )
        if 0 < offset < starts[place]:
            gone.append(
                f"{place.topic} partition {place.partition}: {starts[place] - offset} messages were removed unread"
            )
    return gone


def _partitions(consumer: Any, settings: Settings, topic: str) -> Sequence[int]:
    found = consumer.partitions_for_topic(topic)
    if not found:
        raise UserError(
            f"no topic {topic} on {settings.bootstrap_servers}; make it: stancewire topics create", exit_code=3
        )
    return sorted(found)
