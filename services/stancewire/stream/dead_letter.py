"""Makes the dead letter of a message: the original bytes and why they stand there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from stancewire.core.ids import sha256_hex
from stancewire.core.messages import Message, Outgoing
from stancewire.core.outgoing import cloud_event
from stancewire.errors import Reject
from stancewire_schemas import DeadLetterV1, topics
from stancewire_schemas.dead_letter import HeaderV1

ENVELOPE_BYTES = 4096
"""Room for what stands around the original bytes."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_MS = 253_402_300_799_999


def letter(message: Message, stage: str, reject: Reject, *, full_topic: str, limit: int) -> Outgoing:
    """Return the dead letter to send; the same message and reason give the same bytes.

    `limit` is the dead-letter topic's in bytes: when the whole would exceed it, the value is left out and its
    hash and place stand for it, and as a last resort the headers are left out as well.
    """
    whole = _record(message, stage, reject, full_topic)
    if _base64_bytes(message) > limit - ENVELOPE_BYTES:
        whole = whole.model_copy(update={"value": None})
    value = whole.to_bytes()
    if len(value) > limit - ENVELOPE_BYTES:
        value = whole.model_copy(update={"value": None, "headers": ()}).to_bytes()
    place = f"{stage}:{full_topic}:{message.partition}:{message.offset}"
    headers = cloud_event(topics.DEAD.name, place)
    return Outgoing(topic=topics.DEAD.name, key=message.key or b"", value=value, headers=headers)


def _base64_bytes(message: Message) -> int:
    parts = [message.key or b"", message.value or b"", *(value or b"" for _, value in message.headers)]
    return sum(len(part) * 4 // 3 + 4 for part in parts)


def _record(message: Message, stage: str, reject: Reject, full_topic: str) -> DeadLetterV1:
    return DeadLetterV1.model_construct(
        reason=reject.reason.value,
        error=one_line(reject.detail),
        stage=stage,
        attempts=max(1, reject.attempts),
        topic=full_topic,
        partition=message.partition,
        offset=message.offset,
        time=_time(message.timestamp_ms),
        key=message.key,
        value=message.value,
        value_sha256=None if message.value is None else sha256_hex(message.value),
        value_bytes=len(message.value or b""),
        headers=_headers(message),
    )


def _headers(message: Message) -> tuple[HeaderV1, ...]:
    return tuple(HeaderV1.model_construct(name=name, value=value) for name, value in message.headers)


def _time(timestamp_ms: int | None) -> datetime | None:
    if timestamp_ms is None or not 0 <= timestamp_ms <= LATEST_MS:
        return None
    return EPOCH + timedelta(milliseconds=timestamp_ms)


def one_line(detail: str) -> str:
    """Return the detail without line breaks and control characters, at most 1,000 code points."""
    return " ".join("".join(c if c.isprintable() else " " for c in detail).split())[:1000] or "no detail"
