"""Records of one topic as typed objects, each once, from where the reader wants to begin."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Generic, Literal, Self, TypeVar

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError
from pydantic import ValidationError

from stancewire.client.seen import Seen
from stancewire.client.selection import EVERYTHING, Selection
from stancewire.errors import Unreachable, UserError
from stancewire.settings import Settings, load_settings
from stancewire.stream.connection import client_options, out_of_reach
from stancewire_schemas import CARDS, Record

R = TypeVar("R", bound=Record)
Start = Literal["beginning", "end"] | datetime

POLL_MS = 500
BOOTSTRAP_MS = 5_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Update(Generic[R]):
    """A record with its place; `record` is None where the key has ended, such as an event that nobody tells now."""

    key: str
    record: R | None
    partition: int
    offset: int
    time: datetime
    headers: dict[str, str]


class Subscription(Generic[R]):
    """Iterates over records for as long as it is asked; a context manager that closes its connection.

    What comes again with the same bytes, or with a lower revision than was given out, is left out. A value that is
    no record is logged and left out.
    """

    def __init__(self, consumer: Any, model: type[R], where: Selection, ends: dict[Any, int]) -> None:
        self._consumer, self._model, self._where = consumer, model, where
        self._ends = ends
        self._seen = Seen()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._consumer.close()

    def __iter__(self) -> Iterator[R]:
        """Yield the records; ends of keys are left out."""
        return (update.record for update in self.updates() if update.record is not None)

    def updates(self) -> Iterator[Update[R]]:
        """Yield records with their places, and the ends of keys.

        In a group, what was given out is committed when the next is asked for: a reader that dies meets the last
        ones again.
        """
        while not self._is_done():
            batches = self._consumer.poll(timeout_ms=POLL_MS)
            for place in sorted(batches):
                for message in batches[place]:
                    update = self._update(message)
                    if update is not None:
                        yield update
            if batches and self._consumer.config["group_id"] is not None:
                self._consumer.commit()

    def _is_done(self) -> bool:
        return bool(self._ends) and all(self._consumer.position(place) >= end for place, end in self._ends.items())

    def _update(self, message: Any) -> Update[R] | None:
        key = (message.key or b"").decode(errors="replace")
        if not self._where.takes(message.value):
            return None
        if message.value is None:
            return _placed(key, None, message) if self._seen.ends(key) else None
        try:
            record = self._model.from_bytes(message.value)
        except ValidationError as invalid:
            log.warning("no %s at %s: %d faults", self._model.__name__, _place(message), invalid.error_count())
            return None
        return _placed(key, record, message) if self._seen.is_news(key, record, message.value) else None


def subscribe(  # noqa: PLR0913  # each is one thing that a reader may want to say
    model: type[R],
    bootstrap_servers: str | None = None,
    *,
    start: Start = "end",
    where: Selection = EVERYTHING,
    group: str | None = None,
    follow: bool = True,
    settings: Settings | None = None,
) -> Subscription[R]:
    """Return the records of the model's topic: EventV1, EventMentionV1, StanceV1, EnrichedArticleV1, say.

    `start` is a moment, the beginning or the end of what the topic holds. With a `group`, for one reader, reading
    goes on behind what it has committed, and `start` counts only where it has committed nothing. Without `follow`
    it ends with what is there now. Settings come from the environment where none are given. Raise Unreachable when
    no broker answers, UserError where the topic is not there.
    """
    chosen = settings or load_settings()
    if bootstrap_servers is not None:
        chosen = chosen.model_copy(update={"bootstrap_servers": bootstrap_servers})
    card = next(card for card in CARDS if card.model is model)
    try:
        consumer = KafkaConsumer(
            **client_options(chosen),
            bootstrap_timeout_ms=BOOTSTRAP_MS,
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_partition_fetch_bytes=2 * card.max_message_bytes,
        )
    except KafkaError as absent:
        raise Unreachable(out_of_reach(chosen, absent)) from None
    places = _places(consumer, chosen.topic(card.name), chosen)
    consumer.assign(places)
    _go_to(consumer, places, start, group)
    return Subscription(consumer, model, where, {} if follow else consumer.end_offsets(places))


def _places(consumer: Any, topic: str, settings: Settings) -> list[Any]:
    numbers = consumer.partitions_for_topic(topic)
    if not numbers:
        consumer.close()
        raise UserError(f"no topic {topic} on {settings.bootstrap_servers}")
    return [TopicPartition(topic, number) for number in sorted(numbers)]


def _go_to(consumer: Any, places: list[Any], start: Start, group: str | None) -> None:
    fresh = [place for place in places if group is None or consumer.committed(place) is None]
    for place in set(places) - set(fresh):
        consumer.seek(place, consumer.committed(place))
    if not fresh:
        return
    if start == "beginning":
        consumer.seek_to_beginning(*fresh)
    elif start == "end":
        consumer.seek_to_end(*fresh)
    else:
        _go_to_time(consumer, fresh, start)
    for place in fresh:
        consumer.position(place)


def _go_to_time(consumer: Any, places: list[Any], moment: datetime) -> None:
    found = consumer.offsets_for_times({place: int(moment.timestamp() * 1000) for place in places})
    for place in places:
        if found.get(place) is None:
            consumer.seek_to_end(place)
        else:
            consumer.seek(place, found[place].offset)


def _placed(key: str, record: R | None, message: Any) -> Update[R]:
    headers = {name: (value or b"").decode(errors="replace") for name, value in message.headers}
    time = datetime.fromtimestamp(message.timestamp / 1000, UTC)
    return Update(key, record, message.partition, message.offset, time, headers)


def _place(message: Any) -> str:
    return f"{message.topic} partition {message.partition} offset {message.offset}"
