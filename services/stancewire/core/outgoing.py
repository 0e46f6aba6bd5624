"""Records as messages, with the headers of CloudEvents' binary mode."""

from __future__ import annotations

from stancewire.core.messages import Headers, Outgoing
from stancewire_schemas.base import Record


def outgoing(  # noqa: PLR0913, PLR0917  # all that a message has
    topic: str,
    key: str,
    record: Record | None,
    ce_id: str,
    partition: int | None = None,
    says: str | None = None,
) -> Outgoing:
    """Return the message for a record; None makes a tombstone. `topic` is the card's name, `ce_id` its id."""
    value = None if record is None else record.to_bytes()
    return Outgoing(topic, key.encode(), value, partition, cloud_event(topic, ce_id), says)


def cloud_event(topic: str, ce_id: str) -> Headers:
    """Return the headers that make a record of a topic a CloudEvent."""
    return (
        ("ce_specversion", b"1.0"),
        ("ce_id", ce_id.encode()),
        ("ce_type", topic.encode()),
        ("ce_source", b"/stancewire/" + topic.encode()),
        ("content-type", b"application/json"),
    )
