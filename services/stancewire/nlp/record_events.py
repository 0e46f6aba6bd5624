"""The events of a record."""

from __future__ import annotations

from collections.abc import Iterable

from stancewire.core.tag_ids import UNNUMBERED
from stancewire.nlp.document import DateMention, Event, Extent
from stancewire.nlp.record_refs import Refs, span
from stancewire_schemas import base as wire
from stancewire_schemas import enriched_article as tag


def told_events(events: Iterable[Event]) -> list[Event]:
    """Return the events that the text tells, by their first trigger."""
    return sorted(
        (e for e in events if e.mentions), key=lambda e: (min(m.trigger for m in e.mentions), e.type, e.cameo)
    )


def _sentence(extent: Extent, text: str) -> wire.Extent:
    """Return the sentence without the white space that the parse counts to it."""
    return wire.Extent(start=extent.start, end=extent.start + len(text[extent.start : extent.end].rstrip()))


def event_tag(event: Event, refs: Refs, text: str) -> tag.EventTagV1:
    """Return an event as the record has it, its id still to be set."""
    actors, recipients = refs.parties(event.actors), refs.parties(event.recipients)
    mentions = sorted(event.mentions, key=lambda m: (m.trigger, m.sentence))
    return tag.EventTagV1(
        id=UNNUMBERED,
        type=event.type,
        mode=event.mode,
        contexts=tuple(sorted(event.contexts)),
        cameo=event.cameo,
        goldstein=round(event.goldstein, 1),
        status=event.status,
        claimed_by=refs.entity(event.claimed_by),
        actors=actors,
        recipients=recipients,
        date=None if event.date is None else _date(event.date, text),
        place=_event_place(event, refs),
        magnitudes=_magnitudes(event, text),
        mentions=tuple(
            tag.EventInTextV1(sentence=_sentence(told.sentence, text), trigger=span(told.trigger, text))
            for told in mentions
        ),
        confidence=round(event.confidence, 3),
    )


def _date(mention: DateMention, text: str) -> tag.DateSpanV1:
    return tag.DateSpanV1(
        start=None if mention.first is None else mention.first.isoformat(),
        end=None if mention.last is None else mention.last.isoformat(),
        granularity=mention.granularity,
        kind=mention.kind,
        basis=span(Extent(mention.start, mention.end), text),
    )


def _event_place(event: Event, refs: Refs) -> tag.EventPlaceV1 | None:
    if event.place is None or event.place_role is None or event.place not in refs.places:
        return None
    return tag.EventPlaceV1(ref=refs.places[event.place], role=event.place_role)


def _magnitudes(event: Event, text: str) -> tuple[tag.MagnitudeV1, ...]:
    return tuple(
        tag.MagnitudeV1(
            kind=m.kind,
            value=m.value,
            low=m.low,
            high=m.high,
            unit=m.unit,
            start=m.start,
            end=m.end,
            text=text[m.start : m.end],
        )
        for m in sorted(event.magnitudes, key=lambda m: (m.start, m.end, m.kind))
    )
