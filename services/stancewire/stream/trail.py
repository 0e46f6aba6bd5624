"""Headers that follow a message through every hop: its trace, and when the first of its kind came in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stancewire.core.messages import UNKNOWN_OFFSET, Headers, Message, Outgoing

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


def follow_all(message: Message, outgoing: Iterable[Outgoing], trace: bytes | None = None) -> list[Outgoing]:
    """Return the outgoing messages with the trail of the incoming one; headers that they have stay as they are.

    `trace` is the span that the message was stepped in, where there is one.
    """
    trail = _known(message.headers)
    if trace is not None:
        trail[TRACE] = trace
    if message.timestamp_ms is not None:
        trail.setdefault(ORIGIN, str(message.timestamp_ms).encode())
    added = tuple((name, trail[name]) for name in (TRACE, ORIGIN) if name in trail)
    return [_with_headers(record, _joined(record.headers, added), record.partition) for record in outgoing]


def beside(message: Message, record: Outgoing) -> Outgoing:
    """Return a memory record as it is written: where it will be read back, with the offset of its message."""
    told = (OFFSET, str(message.offset).encode())
    return _with_headers(record, (*record.headers, told), message.partition)


def input_offset(headers: Iterable[tuple[str, bytes]]) -> int:
    """Return the offset of the message that a memory record came from."""
    return int(_known(headers).get(OFFSET, UNKNOWN_OFFSET))


def _with_headers(record: Outgoing, headers: Headers, partition: int | None) -> Outgoing:
    # Said out: `dataclasses.replace` looks every field up, for each of the records of an article.
    return Outgoing(record.topic, record.key, record.value, partition, headers, record.says)


def _joined(own: Headers, added: Headers) -> Headers:
    names = {name for name, _ in own}
    return own + tuple(header for header in added if header[0] not in names)


def _known(headers: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    # A header comes from outside: one that has not exactly the expected form is not passed on.
    return {name: value for name, value in headers if name in _FORMS and _FORMS[name].fullmatch(value)}
