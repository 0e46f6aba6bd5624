"""From the topic cards to one AsyncAPI 3 document: channels, keys, headers, payloads, examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stancewire_schemas.export import schema_text
from stancewire_schemas.headers import HEADERS
from stancewire_schemas.topics import CARDS, TopicCard

Node = dict[str, Any]

PREFIX = "news."
INFO = {
    "title": "Stancewire",
    "version": "1",
    "description": "Newswire in, event and stance records out. Topic names have the prefix that is configured, "
    f"`{PREFIX}` unless told otherwise. Delivery is at least once.",
    "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
}
SERVER = {"host": "localhost:9092", "protocol": "kafka", "description": "Your Kafka."}


def asyncapi_text(examples: Path) -> str:
    """Return the document as JSON, the same bytes each time. `examples` is the folder of example values."""
    document = {
        "asyncapi": "3.0.0",
        "info": INFO,
        "defaultContentType": "application/json",
        "servers": {"kafka": SERVER},
        "channels": {card.name: _channel(card) for card in CARDS},
        "operations": {f"{_action(card)}.{card.name}": _operation(card) for card in CARDS},
        "components": {
            "schemas": {name: node for card in CARDS for name, node in _schemas(card).items()},
            "messages": {card.name: _message(card, examples / card.name / "valid") for card in CARDS},
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _channel(card: TopicCard) -> Node:
    settings: Node = {"cleanup.policy": [card.cleanup], "max.message.bytes": card.max_message_bytes}
    if card.retention_ms is not None:
        settings["retention.ms"] = card.retention_ms
    return {
        "address": PREFIX + card.name,
        "description": card.description,
        "messages": {card.model.__name__: {"$ref": f"#/components/messages/{card.name}"}},
        "bindings": {
            "kafka": {"topic": PREFIX + card.name, "partitions": card.partitions, "topicConfiguration": settings}
        },
    }


def _action(card: TopicCard) -> str:
    return "receive" if card.producers == ("feeds",) else "send"


def _operation(card: TopicCard) -> Node:
    told = f"Written by {', '.join(card.producers)}; read by {', '.join(card.consumers)}."
    return {"action": _action(card), "channel": {"$ref": f"#/channels/{card.name}"}, "summary": told}


def _message(card: TopicCard, examples: Path) -> Node:
    named = {"name": card.model.__name__, "contentType": "application/json", "summary": _summary(card)}
    headers = {} if _action(card) == "receive" else {"headers": _headers()}
    return {
        **named,
        **headers,
        "payload": {"$ref": f"#/components/schemas/{card.name}"},
        "bindings": {"kafka": {"key": {"type": "string", "description": card.key}}},
        "examples": [
            {"name": path.stem, "payload": json.loads(path.read_text(encoding="utf-8"))}
            for path in sorted(examples.glob("*.json"))
        ],
    }


def _summary(card: TopicCard) -> str:
    return (card.model.__doc__ or "").strip().splitlines()[0]


def _headers() -> Node:
    return {
        "type": "object",
        "required": [card.name for card in HEADERS if card.is_always_there],
        "properties": {
            card.name: {
                "type": "string",
                "description": card.meaning,
                "pattern": f"^{card.pattern}$",
                "examples": [card.example],
            }
            for card in HEADERS
        },
    }


def _schemas(card: TopicCard) -> dict[str, Node]:
    body = json.loads(schema_text(card))
    inner = body.pop("$defs", {})
    for name in ("$schema", "$id"):
        body.pop(name)
    named = {card.name: body} | {f"{card.name}.{name}": node for name, node in inner.items()}
    return {name: _placed(node, card.name) for name, node in named.items()}


def _placed(node: Any, topic: str) -> Any:
    if isinstance(node, list):
        return [_placed(part, topic) for part in node]
    if not isinstance(node, dict):
        return node
    placed = {name: _placed(part, topic) for name, part in node.items()}
    if isinstance(placed.get("$ref"), str):
        placed["$ref"] = placed["$ref"].replace("#/$defs/", f"#/components/schemas/{topic}.")
    return placed
