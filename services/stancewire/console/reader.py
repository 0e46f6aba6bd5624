"""Reads topics from a place, without a consumer group: what is looked at is not taken from anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from stancewire.core.messages import Message
from stancewire.errors import UserError
from stancewire.feeds.connection import client_arguments, unreachable
from stancewire.settings import Settings
from stancewire_schemas import BY_NAME

Place = tuple[str, int]
"""A card's name and a partition."""


class TopicReader:
    """All partitions of some topics, each read in order; partitions interleave as the broker answers."""

    def __init__(self, consumer: Any, settings: Settings, names: Sequence[str]) -> None:
        self._consumer = consumer
        self._names = {settings.topic(name): name for name in names}
        self._places = [
            TopicPartition(topic, partition)
            for topic in self._names
            for partition in sorted(consumer.partitions_for_topic(topic) or ())
        ]
        consumer.assign(self._places)

    def from_start(self) -> None:
        """Go to the first message of every partition."""
        self._consumer.seek_to_beginning(*self._places)

    def from_end(self) -> None:
        """Go behind the last message of every partition."""
        self._consumer.seek_to_end(*self._places)
        for place in self._places:
            self._consumer.position(place)

    def from_moment(self, moment: datetime) -> None:
        """Go to the first message of that time in every partition, or behind the last."""
        found = self._consumer.offsets_for_times({place: int(moment.timestamp() * 1000) for place in self._places})
        for place in self._places:
            if found.get(place) is None:
                self._consumer.seek_to_end(place)
            else:
                self._consumer.seek(place, found[place].offset)

    def from_offset(self, partition: int, offset: int) -> None:
        """Read one partition alone, from that offset on. Raise UserError where there is no such message now."""
        place = next((place for place in self._places if place.partition == partition), None)
        first, behind = self._kept(place)
        if not first <= offset < behind:
            kept = f"{first} to {behind - 1}" if first < behind else "nothing"
            raise UserError(f"no message {partition}@{offset}: that partition holds {kept}", exit_code=1)
        self._places = [place]
        self._consumer.assign(self._places)
        self._consumer.seek(place, offset)

    def _kept(self, place: Any) -> tuple[int, int]:
        if place is None:
            return 0, 0
        first, behind = self._consumer.beginning_offsets([place]), self._consumer.end_offsets([place])
        return int(first[place]), int(behind[place])

    def poll(self, timeout_s: float) -> list[Message]:
        """Return what has come, at the latest after the time out; the list may be empty."""
        batches = self._consumer.poll(timeout_ms=int(timeout_s * 1000))
        return [self._message(record) for place in sorted(batches) for record in batches[place]]

    def positions(self) -> dict[Place, int]:
        """Return the offset that each partition will be read from next."""
        return {(self._names[place.topic], place.partition): self._position(place) for place in self._places}

    def caught_up(self) -> bool:
        """Return whether all that the broker told of has been read.

        The fetch answer's high-water mark is asked, not the list of end offsets: some brokers count batches there.
        """
        marks = [(self._consumer.highwater(place), self._position(place)) for place in self._places]
        return all(mark is not None and position >= mark for mark, position in marks)

    def _position(self, place: Any) -> int:
        return int(self._consumer.position(place))

    def _message(self, record: Any) -> Message:
        return Message(
            topic=self._names[record.topic],
            partition=record.partition,
            offset=record.offset,
            key=record.key,
            value=record.value,
            headers=tuple(record.headers),
            timestamp_ms=record.timestamp,
        )


@contextmanager
def open_reader(settings: Settings, names: Sequence[str], *, from_start: bool) -> Iterator[TopicReader]:
    """Yield a reader of the named cards' topics. Raise Unreachable, or UserError where a topic is not there."""
    with _consumer(settings, group=None) as consumer:
        present = consumer.topics()
        absent = [settings.topic(name) for name in names if settings.topic(name) not in present]
        if absent:
            raise UserError(
                f"no topic {', '.join(absent)} on {settings.bootstrap_servers}; make them: stancewire topics create"
            )
        reader = TopicReader(consumer, settings, names)
        if from_start:
            reader.from_start()
        else:
            reader.from_end()
        yield reader


class GroupOffsets:
    """What a consumer group has done with, asked without joining it."""

    def __init__(self, consumer: Any, settings: Settings) -> None:
        self._consumer = consumer
        self._settings = settings

    def committed(self, places: Iterable[Place]) -> dict[Place, int]:
        """Return the offset behind the last message done with; 0 where nothing was committed yet."""
        return {place: self._one(*place) for place in places}

    def _one(self, name: str, partition: int) -> int:
        return int(self._consumer.committed(TopicPartition(self._settings.topic(name), partition)) or 0)


@contextmanager
def open_group(settings: Settings, stage: str) -> Iterator[GroupOffsets]:
    """Yield the committed offsets of a stage's group. Raise Unreachable when no broker answers."""
    with _consumer(settings, group=settings.group(stage)) as consumer:
        yield GroupOffsets(consumer, settings)


def card_name(settings: Settings, said: str) -> str:
    """Return the card's name for a topic as a person writes it: with or without prefix or version.

    Raise UserError that lists the known names.
    """
    bare = said.removeprefix(settings.topic_prefix)
    for name in BY_NAME:
        if bare in {name, name.rpartition(".")[0]}:
            return name
    raise UserError(f"no topic {said!r}; known are {', '.join(BY_NAME)}")


@contextmanager
def _consumer(settings: Settings, group: str | None) -> Iterator[Any]:
    try:
        consumer = KafkaConsumer(
            **client_arguments(settings),
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=9 * 1_048_576,
        )
    except KafkaError as absent:
        raise unreachable(settings, absent) from absent
    try:
        yield consumer
    finally:
        consumer.close()
