"""`plover-json`: one PLOVER 2.0 record a line, with lists of actors and recipients."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from stancewire.export.columns import total
from stancewire.export.told import Told
from stancewire.nlp import ontology
from stancewire_schemas.codes import EventType
from stancewire_schemas.stance import PartyV1


def lines(events: Iterable[Told]) -> Iterable[str]:
    """Yield one JSON object a line, in the order of the events."""
    for told in events:
        yield json.dumps({name: value(told) for name, value in FIELDS.items()}, ensure_ascii=False)


def _party(party: PartyV1) -> dict[str, Any]:
    return party.model_dump(mode="json", include={"id", "name", "type", "country", "sector", "role"})


def _parties(parties: Iterable[PartyV1]) -> list[dict[str, Any]]:
    return [_party(party) for party in parties]


def _sources(told: Told) -> list[dict[str, Any]]:
    names = ("article_id", "publisher", "published", "url", "evidence")
    return [{name: getattr(source, name) for name in names} for source in told.sources]


def _dumped(name: str) -> Callable[[Told], Any]:
    return lambda told: told.body.model_dump(mode="json", include={name})[name]


FIELDS: Final[dict[str, Callable[[Told], Any]]] = {
    "event_id": lambda told: told.id,
    "revision": lambda told: told.revision,
    "event_date": lambda told: told.day,
    "date": _dumped("date"),
    "event_type": lambda told: told.body.type,
    "event_mode": lambda told: told.body.mode,
    "context": lambda told: list(told.body.contexts),
    "actor": lambda told: _parties(told.body.actors),
    "recipient": lambda told: _parties(told.body.recipients),
    "status": lambda told: told.body.status,
    "claimed_by": lambda told: _party(told.body.claimed_by) if told.body.claimed_by else None,
    "event_loc": _dumped("place"),
    "dead": lambda told: total(told, "killed"),
    "injured": lambda told: total(told, "injured"),
    "magnitudes": _dumped("magnitudes"),
    "cameo": lambda told: told.body.cameo,
    "quad": lambda told: ontology.quad(EventType(told.body.type)),
    "goldstein": lambda told: told.body.goldstein,
    "confidence": lambda told: told.body.confidence,
    "sources": _sources,
}
"""The fields in their order, each with how it is read off an event."""
