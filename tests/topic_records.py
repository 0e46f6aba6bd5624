"""Events and stances as messages of their topics."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stancewire.core.messages import Message

EXAMPLES = Path(__file__).resolve().parents[1] / "schemas" / "examples"
EVENT = json.loads((EXAMPLES / "event.v1/valid/two_publishers.json").read_bytes())
STANCE = json.loads((EXAMPLES / "stance.v1/valid/stated.json").read_bytes())


def event(number: int, revision: int = 1, **changed: Any) -> tuple[bytes, bytes]:
    """Return key and value of an event; its confidence tells its revision."""
    record = EVENT | {"event_id": f"{number:032x}", "revision": revision, "confidence": revision % 1000 / 1000}
    return record["event_id"].encode(), json.dumps(record | changed).encode()


def end(number: int) -> tuple[bytes, None]:
    """Return key and value of an event's end."""
    return f"{number:032x}".encode(), None


def stance(number: int, version: int = 1, **changed: Any) -> tuple[bytes, bytes]:
    """Return key and value of a stance in a version of its article."""
    record = STANCE | {"id": f"{number:032x}", "article": STANCE["article"] | {"version": version}}
    return f"holder-{number % 4}".encode(), json.dumps(record | changed).encode()


def message(topic: str, offset: int, record: tuple[bytes, bytes | None], partition: int = 0) -> Message:
    """Return a record as it stands in a topic; time goes with the offset."""
    key, value = record
    return Message(topic, partition, offset, key, value, timestamp_ms=1000 + offset)
