"""Headers that a message leaves on what is made of it: its trace, when the first came in, and its own place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stancewire.core.messages import UNKNOWN_OFFSET, Headers, Message, Outgoing
from stancewire_schemas import topics

ID = "ce_id"
TRACE = "traceparent"
ORIGIN = "stancewire-origin-ms"
OFFSET = "stancewire-input-offset"

_FORMS = {
    TRACE: re.compile(rb"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"),
    ORIGIN: re.compile(rb"[0-9]{1,15}"),
    OFFSET: re.compile(rb"[0-9]{1,18}"),
}


def origin_ms(message: Message) -> int | None:
    """Return when the article entered the first topic, in ms since 1970; the message's own time when not told."""
    told = _known(message.headers).get(ORIGIN)
    return int(told) if told is not None else message.timestamp_ms


def trace_of(message: Message) -> bytes | None:
    """Return the `traceparent` of a message, or None where it has none of the right form."""
    return _known(message.headers).get(TRACE)


def follow(message: Message, outgoing: Outgoing, trace: bytes | None = None) -> Outgoing:
    """Return the outgoing message with the trail of the incoming one; headers that it has stay as they are.

    `trace` is the span that the message was stepped in, where there is one.
    """
    trail = _known(message.headers)
    if trace is not None:
        trail[TRACE] = trace
    if message.timestamp_ms is not None:
        trail.setdefault(ORIGIN, str(message.timestamp_ms).encode())
    own = {name for name, _ in outgoing.headers}
    added: Headers = tuple((name, trail[name]) for name in (TRACE, ORIGIN) if name in trail and name not in own)
    return _with_headers(outgoing, _told_apart(message, outgoing) + added, outgoing.partition)


def beside(message: Message, record: Outgoing) -> Outgoing:
    """Return a memory record as it is written: where it will be read back, with the offset of its message."""
    told = (OFFSET, str(message.offset).encode())
    return _with_headers(record, (*record.headers, told), message.partition)


def input_offset(headers: Iterable[tuple[str, bytes]]) -> int:
    """Return the offset of the message that a memory record came from."""
    return int(_known(headers).get(OFFSET, UNKNOWN_OFFSET))


def _told_apart(message: Message, outgoing: Outgoing) -> Headers:
    # A revision, a withdrawal and an end have the id of their record: who dedupes by that alone would lose them.
    # The place of the message that they were made from is the same again when it is delivered again.
    if outgoing.topic == topics.DEAD.name:
        return outgoing.headers
    place = f"@{message.partition}.{message.offset}".encode()
    return tuple((name, value + place if name == ID else value) for name, value in outgoing.headers)


def _with_headers(record: Outgoing, headers: Headers, partition: int | None) -> Outgoing:
    # Said out: `dataclasses.replace` looks every field up, for each of the records of an article.
    return Outgoing(record.topic, record.key, record.value, partition, headers, record.says)


def _known(headers: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    # A header comes from outside: one that has not exactly the expected form is not passed on.
    return {name: value for name, value in headers if name in _FORMS and _FORMS[name].fullmatch(value)}
