"""From one event's record to its rows. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from stancewire.sink.tables import CONTEXTS, COUNTRIES, EVENTS, MAGNITUDES, PARTIES, SOURCES
from stancewire_schemas import EventV1
from stancewire_schemas.event import EventSiteV1, EventSourceV1
from stancewire_schemas.stance import PartyV1

Value = str | int | float | bool | date | datetime | None
Row = tuple[Value, ...]
"""Values in the order of the table's columns."""


def rows_of_event(event: EventV1) -> dict[str, list[Row]]:
    """Return an event's rows by table; the same record gives the same rows."""
    return {
        EVENTS.name: [_event(event)],
        PARTIES.name: [*_parties(event, "actor", event.actors), *_parties(event, "recipient", event.recipients)],
        COUNTRIES.name: [(event.event_id, country) for country in _countries(event.place)],
        CONTEXTS.name: [(event.event_id, context) for context in sorted(set(event.contexts))],
        MAGNITUDES.name: [
            (event.event_id, number, told.kind, told.value, told.low, told.high, told.unit, told.text)
            for number, told in enumerate(event.magnitudes)
        ],
        SOURCES.name: [_source(event.event_id, source) for source in event.sources],
    }


def _event(event: EventV1) -> Row:
    date_told, place, claimed = event.date, event.place, event.claimed_by
    published = [moment for source in event.sources if (moment := utc(source.published_at)) is not None]
    return (
        event.event_id,
        event.revision,
        event.type,
        event.mode,
        event.cameo,
        event.goldstein,
        event.status,
        day(date_told.start) if date_told else None,
        day(date_told.end) if date_told else None,
        date_told.granularity if date_told else None,
        date_told.basis.text if date_told else None,
        *((place.name, place.kind, place.role, place.country) if place else (None,) * 4),
        *((place.geonames_id, place.wikidata_id, place.lat, place.lon) if place else (None,) * 4),
        *((claimed.id, claimed.name) if claimed else (None, None)),
        event.confidence,
        utc(event.first_seen),
        max(published, default=None),
        len({source.article_id for source in event.sources}),
        len({source.publisher for source in event.sources if source.publisher}),
        event.fingerprint,
    )


def _countries(place: EventSiteV1 | None) -> tuple[str, ...]:
    if place is None:
        return ()
    return place.countries or ((place.country,) if place.country else ())


def _parties(event: EventV1, side: str, parties: tuple[PartyV1, ...]) -> Iterator[Row]:
    for number, party in enumerate(parties):
        yield (event.event_id, side, number, *party_values(party), party.link_confidence)


def _source(event_id: str, source: EventSourceV1) -> Row:
    evidence = source.evidence[0] if source.evidence else None
    place = source.telling.place
    return (
        event_id,
        source.mention_id,
        source.article_id,
        source.version,
        source.publisher,
        utc(source.published_at),
        source.telling.type,
        source.telling.status,
        place.name if place else None,
        source.telling.confidence,
        *((evidence.text, evidence.start, evidence.end) if evidence else (None,) * 3),
        source.triggers[0].text if source.triggers else None,
    )


def party_values(party: PartyV1 | None) -> Row:
    """Return id, name, type, country, sector and role; nulls for nobody."""
    if party is None:
        return (None,) * 6
    return party.id, party.name, party.type, party.country, party.sector, party.role


def day(told: str | None) -> date | None:
    """Return an ISO day as a date; None for one that no calendar has."""
    try:
        return None if told is None else date.fromisoformat(told)
    except ValueError:
        return None


def utc(moment: datetime | None) -> datetime | None:
    """Return a moment in UTC without a zone, as the tables hold it."""
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)
