"""What goes in and out of a stage, without a word of Kafka's clients."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

Headers = tuple[tuple[str, bytes], ...]

UNKNOWN_OFFSET: Final = -1
"""Stands for the offset of an input message that a record does not tell."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as received. `topic` is the card's name, without prefix."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    timestamp_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send. `topic` is the card's name; `partition` None leaves the choice to the key.

    `says` is what the record says, from the closed list of its topic, for whoever counts; it is not sent.
    """

    topic: str
    key: bytes
    value: bytes | None
    partition: int | None = None
    headers: Headers = ()
    says: str | None = None


class Outcome(StrEnum):
    """The four ends of a message; nothing else moves an offset. Also a metric label."""

    COMPLETED = "completed"
    DEAD = "dead"
    COPY = "copy"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Result:
    """What a step decided: `records` are acknowledged by the broker before `memory` is sent."""

    outcome: Outcome
    records: tuple[Outgoing, ...] = ()
    memory: tuple[Outgoing, ...] = field(default=())


class Stage(Protocol):
    """A stage as the runner sees it: a step, and a memory kept for each partition.

    The runner calls `remember` for each record of the stage's memory topic, in order, before the first `step`
    of a newly assigned partition, and `forget` when the partition is taken away. Messages with the same
    `order_key` in one partition are stepped one after another; others may overlap. `step` raises Reject, Retry
    or Halt; the same message after the same memory gives the same Result.

    `step` changes nothing that the stage remembers: the runner calls `remember` for each record of the Result's
    memory before it starts the next message with the same `order_key`, and once the broker has acknowledged it where
    `row` is 1. With a longer row messages of one key are stepped on what the former left and written together;
    when they cannot be written the partition is given up, and all that was remembered of it forgotten.
    """

    @property
    def row(self) -> int:
        """How many messages of one key may be stepped before the first is written; 1 for none."""
        ...

    def order_key(self, message: Message) -> str:
        """Return what must not overlap."""
        ...

    async def step(self, message: Message) -> Result:
        """Return the outcome of one message and the records that it makes."""
        ...

    def remember(self, partition: int, key: bytes, value: bytes | None, offset: int = UNKNOWN_OFFSET) -> None:
        """Take in one record of the memory topic; None forgets the key. `offset` is of the input message."""
        ...

    def forget(self, partition: int) -> None:
        """Drop what was remembered for a partition."""
        ...
