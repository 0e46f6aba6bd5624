"""From the models to Avro schemas, for subscribers that keep records in Avro; the wire itself is JSON.

Needs pydantic-avro, which only whoever exports has to install.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic_avro.to_avro.base import AvroBase

from stancewire_schemas.topics import TopicCard

NAMESPACE = "stancewire"


def avro_file(card: TopicCard) -> str:
    """Return the file name of a card's Avro schema."""
    return f"{card.name}.avsc"


def avro_text(card: TopicCard) -> str:
    """Return the Avro schema of a topic's value, the same bytes each time.

    Moments are `timestamp-micros`; bytes stand as base64 strings, as on the wire; open codes are strings; values
    of any shape, such as those of a feed's metadata, stand as JSON text.
    """
    made: Any = type(card.model.__name__, (card.model, AvroBase), {"__doc__": card.model.__doc__})
    schema = _with_text_for_any(made.avro_schema(namespace=NAMESPACE))
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _with_text_for_any(node: Any) -> Any:
    # Avro has no type for any value; the converter makes a record without fields of it, which takes none.
    if isinstance(node, list):
        return [_with_text_for_any(part) for part in node]
    if not isinstance(node, dict):
        return "string" if node == "JsonValue" else node
    if node.get("name") == "JsonValue":
        return "string"
    return {name: _with_text_for_any(part) for name, part in node.items()}
