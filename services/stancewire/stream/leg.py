"""One message under way, and what its step made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stancewire.core.messages import Message, Outcome, Outgoing, Result
from stancewire.stream.trail import beside, follow_all, trace_of


@dataclass(frozen=True, slots=True)
class Leg:
    """One message under way: the `traceparent` of its span, if any, and when it was begun."""

    message: Message
    trace: bytes | None
    started: float


@dataclass(frozen=True, slots=True)
class Stepped:
    """What a step made of a message, as it is sent."""

    leg: Leg
    outcome: Outcome
    records: Sequence[Outgoing]
    memory: Sequence[Outgoing]

    @property
    def size(self) -> int:
        """Bytes of all values."""
        return sum(len(record.value or b"") for record in (*self.records, *self.memory))


def stepped(leg: Leg, result: Result) -> Stepped:
    """Return a step's result with the headers that follow the message through."""
    memory = [beside(leg.message, record) for record in result.memory]
    records = follow_all(leg.message, result.records, leg.trace)
    return Stepped(leg, result.outcome, records, follow_all(leg.message, memory, leg.trace))


def where(leg: Leg) -> dict[str, int | str]:
    """Return what stands in every log line about a message; the trace by its id alone."""
    message = leg.message
    place: dict[str, int | str] = {"topic": message.topic, "partition": message.partition, "offset": message.offset}
    known = leg.trace or trace_of(message)
    return place if known is None else place | {"trace": known.decode().split("-")[1]}
