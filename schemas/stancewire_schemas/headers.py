"""The Kafka headers that every record carries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeaderCard:
    """One header. All values are UTF-8; `pattern` is what a value looks like."""

    name: str
    meaning: str
    pattern: str
    example: str
    is_always_there: bool = True


HEADERS = (
    HeaderCard(
        "ce_id",
        "id of the record, which its later revisions, its withdrawal and its end share; with the topic and the value, "
        "what a subscriber may dedupe by",
        ".+",
        "313f67700d0fd46993e9e0f6d15b244b",
    ),
    HeaderCard("ce_type", "name of the topic without its prefix", r"[a-z.]+\.v[0-9]+", "event.v1"),
    HeaderCard(
        "ce_source",
        "`/stancewire/` and the name of the topic without its prefix",
        r"/stancewire/[a-z.]+\.v[0-9]+",
        "/stancewire/event.v1",
    ),
    HeaderCard("ce_specversion", "`1.0`: CloudEvents, binary mode", r"1\.0", "1.0"),
    HeaderCard("content-type", "`application/json`", "application/json", "application/json"),
    HeaderCard(
        "traceparent",
        "trace of the raw message, where it had one (W3C Trace Context)",
        "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        is_always_there=False,
    ),
    HeaderCard(
        "stancewire-origin-ms",
        "when the raw message came in, milliseconds since 1970",
        "[0-9]{1,15}",
        "1773462600000",
        is_always_there=False,
    ),
    HeaderCard(
        "stancewire-input-offset",
        "on compacted topics: offset of the message that the record was made from",
        "[0-9]{1,19}",
        "4711",
        is_always_there=False,
    ),
    HeaderCard(
        "stancewire-replay",
        "on messages that were sent again: number of the dead letter that they were",
        "[0-9]{1,19}",
        "12",
        is_always_there=False,
    ),
    HeaderCard(
        "stancewire-replayed",
        "on dead letters without a value: number of the letter that was sent again",
        "[0-9]{1,19}",
        "12",
        is_always_there=False,
    ),
)
