"""Merge as the runner sees it: the step, and the live events of each partition."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from stancewire.core.messages import UNKNOWN_OFFSET, Message, Outcome, Result
from stancewire.errors import Halt, Reject
from stancewire.merge.state import Events
from stancewire.merge.step import step
from stancewire_schemas import EventMentionV1
from stancewire_schemas.codes import DeadReason


class MergeStage:
    """Keeps the live events of the assigned partitions."""

    row = 64
    """A family tells much: written one by one, each telling would wait for the broker."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder for what does not fit in memory; a temporary one for None."""
        self._events: defaultdict[int, Events] = defaultdict(partial(Events, folder))

    def order_key(self, message: Message) -> str:
        """Return the event family: an event and all its tellings lie within one."""
        return (message.key or b"").decode("latin-1")

    async def step(self, message: Message) -> Result:
        """Return the event that the telling changes; raise Reject for what is no telling.

        What is delivered again changes nothing, also when it was withdrawn since.
        """
        mention, events = _mention(message), self._events[message.partition]
        if events.has_left(mention.id, mention.article.version, message.offset):
            return Result(Outcome.COMPLETED)
        try:
            return step(mention, events, message.partition)
        except sqlite3.Error as refused:
            raise _not_whole(refused) from refused

    def remember(self, partition: int, key: bytes, value: bytes | None, offset: int = UNKNOWN_OFFSET) -> None:
        """Take in one event; the last revision counts."""
        try:
            self._events[partition].put(key.decode(), value, offset)
        except sqlite3.Error as refused:
            raise _not_whole(refused) from refused

    def forget(self, partition: int) -> None:
        """Drop the events of a partition."""
        events = self._events.pop(partition, None)
        if events is not None:
            events.close()


def _not_whole(refused: sqlite3.Error) -> Halt:
    # What the file holds is no longer what the topic holds; a new start reads it again.
    return Halt(f"the cache of events cannot be used ({refused})")


def _mention(message: Message) -> EventMentionV1:
    try:
        return EventMentionV1.from_bytes(message.value or b"")
    except ValidationError as invalid:
        first = invalid.errors(include_input=False, include_url=False)[0]
        raise Reject(DeadReason.SCHEMA, f"{'.'.join(map(str, first['loc'][:2]))}: {first['msg']}") from None
