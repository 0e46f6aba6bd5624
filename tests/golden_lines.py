"""A record as short lines that a reviewer can read beside the article."""

from __future__ import annotations

from collections.abc import Iterator

from stancewire_schemas import EnrichedArticleV1
from stancewire_schemas.enriched_article import DateSpanV1, EntityV1, EventTagV1, QuoteV1, StanceTagV1


def lines_of(record: EnrichedArticleV1) -> str:
    """Return one line a tag: entities, places, quotes, stances, events, in the order of the record."""
    return "".join(f"{line}\n" for line in _Lines(record).all())


class _Lines:
    def __init__(self, record: EnrichedArticleV1) -> None:
        self._record = record
        self._names = {entity.ref: entity.name for entity in record.entities}
        self._places = {place.ref: place.name for place in record.places}

    def all(self) -> Iterator[str]:
        record = self._record
        yield from map(self._entity, record.entities)
        yield from (f"place   {p.name} | {p.kind} {p.country} {p.geonames_id}" for p in record.places)
        yield from map(self._quote, record.quotes)
        yield from map(self._stance, record.stances)
        yield from map(self._event, record.events)

    def _entity(self, entity: EntityV1) -> str:
        words = ", ".join(mention.text for mention in entity.mentions)
        about = " ".join(str(part) for part in (entity.type, entity.country, entity.sector))
        role = f" | {entity.role}" if entity.role else ""
        return f"entity  {entity.name} | {entity.id} | {about}{role} | {words}"

    def _quote(self, quote: QuoteV1) -> str:
        return f"quote   {self._name(quote.holder)} | {quote.form} | {quote.text}"

    def _stance(self, stance: StanceTagV1) -> str:
        towards = (
            self._name(stance.target) if stance.target else f"“{stance.proposition and stance.proposition.text}”"
        )
        marks = "".join(f" {name}" for name in ("negated", "hedged") if getattr(stance, name))
        return (
            f"stance  {self._name(stance.holder)} → {towards} | {stance.polarity} {stance.basis}{marks}"
            f" | {stance.cue.text}"
        )

    def _event(self, event: EventTagV1) -> str:
        who, whom = (", ".join(map(self._name, side)) for side in (event.actors, event.recipients))
        numbers = ", ".join(f"{m.kind} {m.text}" for m in event.magnitudes)
        parts = [
            f"{event.type} {event.mode or '-'} {event.cameo} {event.status}",
            f"{who or '-'} → {whom or '-'}",
            _day(event.date),
            f"{self._places[event.place.ref]} ({event.place.role})" if event.place else "",
            f"says {self._name(event.claimed_by)}" if event.claimed_by else "",
            numbers,
            ", ".join(mention.trigger.text for mention in event.mentions),
        ]
        return "event   " + " | ".join(part for part in parts if part)

    def _name(self, ref: str | None) -> str:
        return "its own voice" if ref is None else self._names[ref]


def _day(date: DateSpanV1 | None) -> str:
    if date is None:
        return ""
    return date.start or "" if date.start == date.end else f"{date.start or ''}…{date.end or ''}"
