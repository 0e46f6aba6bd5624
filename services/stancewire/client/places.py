"""Where in a topic's partitions a reader begins, and the partitions that are added while it reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from kafka import TopicPartition

from stancewire.errors import UserError

Start = Literal["beginning", "end"] | datetime


def take_all(consumer: Any, topic: str, brokers: str) -> list[Any]:
    """Give the consumer every partition of a topic; return them. Raise UserError where the topic is not there."""
    places = _places(consumer, topic)
    if not places:
        consumer.close()
        raise UserError(f"no topic {topic} on {brokers}")
    consumer.assign(places)
    return places


def take_new(consumer: Any, topic: str) -> None:
    """Give the consumer the partitions that were added meanwhile, from their first message."""
    places = _places(consumer, topic)
    new = set(places) - consumer.assignment()
    if new:
        consumer.assign(places)
        consumer.seek_to_beginning(*new)


def go_to(consumer: Any, places: list[Any], start: Start, *, in_group: bool) -> None:
    """Go behind what the group has committed, and where it has committed nothing to the start.

    A place whose messages are no longer kept is the first that are.
    """
    committed = {place: consumer.committed(place) if in_group else None for place in places}
    for place, offset in committed.items():
        if offset is not None:
            consumer.seek(place, offset)
    fresh = [place for place in places if committed[place] is None]
    if fresh:
        _begin(consumer, fresh, start)


def _places(consumer: Any, topic: str) -> list[Any]:
    return [TopicPartition(topic, number) for number in sorted(consumer.partitions_for_topic(topic) or ())]


def _begin(consumer: Any, places: list[Any], start: Start) -> None:
    if start == "beginning":
        consumer.seek_to_beginning(*places)
    elif start == "end":
        consumer.seek_to_end(*places)
    else:
        _go_to_time(consumer, places, start)
    for place in places:
        consumer.position(place)


def _go_to_time(consumer: Any, places: list[Any], moment: datetime) -> None:
    found = consumer.offsets_for_times({place: int(moment.timestamp() * 1000) for place in places})
    for place in places:
        if found.get(place) is None:
            consumer.seek_to_end(place)
        else:
            consumer.seek(place, found[place].offset)
