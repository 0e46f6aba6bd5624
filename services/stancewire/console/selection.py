"""Which records a person wants to see, decided on their JSON so that every topic is treated alike."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic import JsonValue


@dataclass(frozen=True, slots=True)
class Selection:
    """What is None selects nothing out; a tombstone passes only where nothing is asked for."""

    event_type: str | None = None
    country: str | None = None

    def takes(self, value: bytes | None) -> bool:
        """Return whether the record is wanted."""
        if self.event_type is None and self.country is None:
            return True
        try:
            record = json.loads(value) if value is not None else None
        except ValueError:
            return False
        return isinstance(record, dict) and self._has_type(record) and self._has_country(record)

    def _has_type(self, record: dict[str, JsonValue]) -> bool:
        if self.event_type is None or record.get("type") == self.event_type:
            return True
        events = record.get("events")
        return isinstance(events, list) and any(
            isinstance(event, dict) and event.get("type") == self.event_type for event in events
        )

    def _has_country(self, record: dict[str, JsonValue]) -> bool:
        return self.country is None or _names_country(record, self.country)


def _names_country(node: JsonValue, country: str) -> bool:
    if isinstance(node, dict):
        return node.get("country") == country or any(_names_country(part, country) for part in node.values())
    return isinstance(node, list) and any(_names_country(part, country) for part in node)
