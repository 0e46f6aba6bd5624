"""From the topic cards to a page for subscribers: generated, committed, checked."""

from __future__ import annotations

from collections.abc import Iterator

from stancewire_schemas.headers import HEADERS
from stancewire_schemas.topics import CARDS, DAY_MS, TopicCard

_INTRODUCTION = (
    "Made from the topic cards by `stancewire schemas export`. Every name has the configured prefix, `news.`",
    "unless told otherwise. Values are UTF-8 JSON; readers ignore fields that they do not know. Delivery is at",
    "least once: a record may come again, with the same key and the same bytes. How to read them, with programs",
    "that run as they stand: [subscribing.md](subscribing.md).",
)


def page() -> str:
    """Return the page as Markdown, the same bytes each time."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Topics"
    yield ""
    yield from _INTRODUCTION
    yield ""
    yield "| topic | record | key | read by |"
    yield "| --- | --- | --- | --- |"
    for card in CARDS:
        anchor = card.name.replace(".", "")
        yield f"| [{card.name}](#{anchor}) | {card.model.__name__} | {card.key} | {', '.join(card.consumers)} |"
    for card in CARDS:
        yield from _card(card)
    yield ""
    yield "## Headers"
    yield ""
    yield "Of every record that the service writes: CloudEvents in binary mode, whose value is the data"
    yield "alone. Feeds need not send any."
    yield ""
    yield "| header | meaning |"
    yield "| --- | --- |"
    yield from (f"| `{card.name}` | {card.meaning} |" for card in HEADERS)


def _card(card: TopicCard) -> Iterator[str]:
    yield ""
    yield f"## {card.name}"
    yield ""
    yield card.description
    yield ""
    yield "| | |"
    yield "| --- | --- |"
    yield f"| value | {_value(card)} |"
    yield f"| key | {card.key} |"
    yield f"| written by | {', '.join(card.producers)} |"
    yield f"| read by | {', '.join(card.consumers)} |"
    yield f"| kept | {_kept(card)} |"
    yield f"| partitions | {card.partitions}{_beside(card)} |"
    yield "| order | records of one key in the order of writing; none across keys |"
    yield f"| largest message | {card.max_message_bytes:,} bytes |"


def _value(card: TopicCard) -> str:
    schema = f"[schema](../schemas/json/{card.name}.schema.json)"
    return f"`{card.model.__name__}`: {schema}, [examples](../schemas/examples/{card.name}/)"


def _kept(card: TopicCard) -> str:
    if card.cleanup == "compact":
        return "compacted: the newest record of each key stays, a null value ends it"
    days = (card.retention_ms or 0) // DAY_MS
    return f"{days} days"


def _beside(card: TopicCard) -> str:
    if card.same_partition_as is None:
        return ", chosen by the key"
    return f"; a record stands in the partition of the number that its `{card.same_partition_as}` message had"
