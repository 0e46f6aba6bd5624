"""An article's record on the text of a copy: what the copy lacks is left out, the rest moves along. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from stancewire.core.passages import Shift
from stancewire_schemas import EnrichedArticleV1, Extent, TextSpan
from stancewire_schemas.enriched_article import EntityV1, EventInTextV1, EventTagV1, PlaceV1, QuoteV1, StanceTagV1

Span = TypeVar("Span", bound=TextSpan)


class Broken(Exception):
    """The copy's words are not those of the known text after all: it must be coded itself."""


class Moved:
    """Moves one record. Raise Broken where a moved span would not slice to its words."""

    def __init__(self, record: EnrichedArticleV1, shift: Shift, text: str) -> None:
        self._record, self._shift, self._text = record, shift, text

    def record(self) -> EnrichedArticleV1:
        """Return the record with all lists moved; references stay as they were."""
        quotes = tuple(filter(None, map(self._quote, self._record.quotes)))
        stances = tuple(filter(None, (self._stance(s, {q.ref for q in quotes}) for s in self._record.stances)))
        events = tuple(filter(None, map(self._event, self._record.events)))
        used = _used(quotes, stances, events)
        return self._record.model_copy(
            update={
                "entities": tuple(filter(None, (self._entity(e, used) for e in self._record.entities))),
                "places": tuple(filter(None, (self._place(p, used) for p in self._record.places))),
                "quotes": quotes,
                "stances": stances,
                "events": events,
            }
        )

    def _span(self, span: Span) -> Span | None:
        found = self._shift.of(span.start, span.end)
        if found is None:
            return None
        start, end = found
        if self._text[start:end] != span.text:
            raise Broken
        return span.model_copy(update={"start": start, "end": end})

    def _spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(found for span in spans if (found := self._span(span)) is not None)

    def _entity(self, entity: EntityV1, used: set[str]) -> EntityV1 | None:
        mentions = self._spans(entity.mentions)
        return entity.model_copy(update={"mentions": mentions}) if mentions or entity.ref in used else None

    def _place(self, place: PlaceV1, used: set[str]) -> PlaceV1 | None:
        mentions = self._spans(place.mentions)
        return place.model_copy(update={"mentions": mentions}) if mentions or place.ref in used else None

    def _quote(self, quote: QuoteV1) -> QuoteV1 | None:
        said = self._span(TextSpan(start=quote.start, end=quote.end, text=quote.text))
        if said is None:
            return None
        cue = self._span(quote.cue) if quote.cue else None
        return quote.model_copy(update={"start": said.start, "end": said.end, "cue": cue})

    def _stance(self, stance: StanceTagV1, quotes: set[str]) -> StanceTagV1 | None:
        cue, evidence = self._span(stance.cue), self._span(stance.evidence)
        about = self._span(stance.proposition) if stance.proposition else None
        if cue is None or evidence is None or (about is None and stance.proposition is not None):
            return None
        quote = stance.quote if stance.quote in quotes else None
        return stance.model_copy(update={"cue": cue, "evidence": evidence, "proposition": about, "quote": quote})

    def _event(self, event: EventTagV1) -> EventTagV1 | None:
        mentions = tuple(filter(None, map(self._telling, event.mentions)))
        if not mentions:
            return None
        basis = self._span(event.date.basis) if event.date else None
        date = event.date.model_copy(update={"basis": basis}) if event.date and basis else None
        magnitudes = self._spans(event.magnitudes)
        return event.model_copy(update={"mentions": mentions, "date": date, "magnitudes": magnitudes})

    def _telling(self, telling: EventInTextV1) -> EventInTextV1 | None:
        trigger = self._span(telling.trigger)
        sentence = self._shift.of(telling.sentence.start, telling.sentence.end)
        if trigger is None or sentence is None:
            return None
        return EventInTextV1(sentence=Extent(start=sentence[0], end=sentence[1]), trigger=trigger)


def _used(
    quotes: tuple[QuoteV1, ...], stances: tuple[StanceTagV1, ...], events: tuple[EventTagV1, ...]
) -> set[str]:
    """Return every entity and place that what is kept refers to."""
    refs = {ref for quote in quotes for ref in (quote.holder, *quote.via)}
    refs |= {ref for stance in stances for ref in (stance.holder, stance.target)}
    for event in events:
        refs |= {*event.actors, *event.recipients, event.claimed_by, event.place.ref if event.place else None}
    return {ref for ref in refs if ref is not None}
