"""Which records a person wants to see, decided on their JSON so that every topic is treated alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

Node = dict[str, JsonValue]

PARTIES = ("actors", "recipients", "holder", "target", "claimed_by", "entities")
TAGS = ("events", "stances")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is None selects nothing out; a tombstone passes only where nothing is asked for.

    An article's record is wanted when one of its tags is. `party` is an id, or a part of a name in any case;
    `publisher` the same of a source; `min_confidence` 0 to 1.
    """

    event_type: str | None = None
    country: str | None = None
    polarity: str | None = None
    status: str | None = None
    party: str | None = None
    publisher: str | None = None
    min_confidence: float | None = None

    def takes(self, value: bytes | None) -> bool:
        """Return whether the record is wanted."""
        if self == EVERYTHING:
            return True
        try:
            record = json.loads(value) if value is not None else None
        except ValueError:
            return False
        return isinstance(record, dict) and self._wants(record)

    def _wants(self, record: Node) -> bool:
        return (
            any(self._is_of_kind(node) for node in (record, *_listed(record, TAGS)))
            and (self.country is None or _names_country(record, self.country))
            and (self.party is None or any(_is_called(node, self.party) for node in _listed(record, PARTIES)))
            and (self.publisher is None or any(_holds(told, self.publisher) for told in _publishers(record)))
        )

    def _is_of_kind(self, node: Node) -> bool:
        asked = {"type": self.event_type, "polarity": self.polarity, "status": self.status}
        if any(wanted is not None and node.get(name) != wanted for name, wanted in asked.items()):
            return False
        sure = node.get("confidence")
        return self.min_confidence is None or (isinstance(sure, int | float) and sure >= self.min_confidence)


EVERYTHING = Selection()


def _listed(record: Node, names: tuple[str, ...]) -> Iterator[Node]:
    for name in names:
        found = record.get(name)
        yield from (node for node in (found if isinstance(found, list) else [found]) if isinstance(node, dict))


def _is_called(node: Node, wanted: str) -> bool:
    return node.get("id") == wanted or _holds(node.get("name"), wanted)


def _publishers(record: Node) -> Iterator[JsonValue]:
    yield record.get("publisher")
    yield from (node.get("publisher") for node in _listed(record, ("article", "sources")))


def _holds(text: JsonValue, wanted: str) -> bool:
    return isinstance(text, str) and wanted.casefold() in text.casefold()


def _names_country(node: JsonValue, country: str) -> bool:
    if isinstance(node, dict):
        return node.get("country") == country or any(_names_country(part, country) for part in node.values())
    return isinstance(node, list) and any(_names_country(part, country) for part in node)
