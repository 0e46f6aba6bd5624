"""Records of one topic as typed objects, each once, from where the reader wants to begin."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from kafka import KafkaConsumer
from kafka.errors import KafkaError
from pydantic import ValidationError

from stancewire.client.places import Start, go_to, take_all, take_new
from stancewire.client.seen import Seen, identity
from stancewire.client.selection import EVERYTHING, Selection
from stancewire.errors import Unreachable
from stancewire.settings import Settings, load_settings
from stancewire.stream.connection import client_options, out_of_reach
from stancewire_schemas import CARDS, Record

R = TypeVar("R", bound=Record)

POLL_MS = 500
BOOTSTRAP_MS = 5_000
METADATA_MS = 30_000
"""How often the broker is asked whether the topic has got more partitions."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Update(Generic[R]):
    """A record with its place.

    `record` is None where the key has ended, such as an event that nobody tells now, or where what was given out
    under this key is no longer what was asked for.
    """

    key: str
    record: R | None
    partition: int
    offset: int
    time: datetime
    headers: dict[str, str]


class Subscription(Generic[R]):
    """Iterates over records for as long as it is asked; a context manager that closes its connection.

    What comes again with the same bytes, or with a lower revision than was met, is left out. A value that is no
    record is logged and left out. Partitions that are added meanwhile are read as well.
    """

    def __init__(self, consumer: Any, topic: str, model: type[R], where: Selection, ends: dict[Any, int]) -> None:
        self._consumer, self._topic, self._model, self._where = consumer, topic, model, where
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
        """Yield records with their places, and the ends of keys; with a selection, of keys that were given out.

        In a group, what was given out is committed when the next is asked for: a reader that dies meets the last
        ones again.
        """
        while not self._is_done():
            if not self._ends:
                take_new(self._consumer, self._topic)
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
        if message.value is None:
            return self._ended(key, message)
        try:
            record = self._model.from_bytes(message.value)
        except ValidationError as invalid:
            log.warning("no %s at %s: %d faults", self._model.__name__, _place(message), invalid.error_count())
            return None
        return self._chosen(key, record, message) if self._seen.is_news(key, record, message.value) else None

    def _ended(self, key: str, message: Any) -> Update[R] | None:
        is_first = self._seen.ends(key)
        was_given = self._seen.give(key, is_given=False)
        return _placed(key, None, message) if is_first and (was_given or self._where == EVERYTHING) else None

    def _chosen(self, key: str, record: R, message: Any) -> Update[R] | None:
        name, _ = identity(key, record)
        is_wanted = self._where.takes(message.value)
        was_given = self._seen.give(name, is_given=is_wanted)
        if is_wanted or (was_given and getattr(record, "withdrawn", False)):
            return _placed(key, record, message)
        return _placed(key, None, message) if was_given and name == key else None


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
            metadata_max_age_ms=METADATA_MS,
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_partition_fetch_bytes=2 * card.max_message_bytes,
        )
    except KafkaError as absent:
        raise Unreachable(out_of_reach(chosen, absent)) from None
    topic = chosen.topic(card.name)
    places = take_all(consumer, topic, chosen.bootstrap_servers)
    go_to(consumer, places, start, in_group=group is not None)
    return Subscription(consumer, topic, model, where, {} if follow else consumer.end_offsets(places))


def _placed(key: str, record: R | None, message: Any) -> Update[R]:
    headers = {name: (value or b"").decode(errors="replace") for name, value in message.headers}
    time = datetime.fromtimestamp(message.timestamp / 1000, UTC)
    return Update(key, record, message.partition, message.offset, time, headers)


def _place(message: Any) -> str:
    return f"{message.topic} partition {message.partition} offset {message.offset}"
