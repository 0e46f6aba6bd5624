"""From the article's record, the manifest, to the records that stand alone: stances and event mentions."""

from __future__ import annotations

from collections.abc import Iterable

from stancewire.core.content_words import sketch
from stancewire.core.text import cut
from stancewire_schemas import EnrichedArticleV1, EventMentionV1, StanceV1, TextSpan
from stancewire_schemas.enriched_article import CueV1, EntityV1, EventInTextV1, EventTagV1, PlaceV1, StanceTagV1
from stancewire_schemas.event import EventSiteV1
from stancewire_schemas.stance import PartyV1

_TOLD = ("id", "type", "mode", "contexts", "cameo", "goldstein", "status", "date", "magnitudes", "confidence")


class Manifest:
    """One article's record, unfolded on demand; the same record gives the same unfolded records."""

    def __init__(self, record: EnrichedArticleV1) -> None:
        self.record = record
        self._parties = {e.ref: _party(e) for e in record.entities}
        self._places = {p.ref: p for p in record.places}
        self._quotes = {q.ref: q for q in record.quotes}

    def stance(self, tag: StanceTagV1, *, withdrawn: bool = False) -> StanceV1:
        """Return a stance that stands alone; a withdrawn one keeps its id and sides and loses the words."""
        quote = self._quotes.get(tag.quote or "")
        return StanceV1(
            id=tag.id,
            polarity=tag.polarity,
            basis=tag.basis,
            proposition=_blank(tag.proposition) if withdrawn else tag.proposition,
            negated=tag.negated,
            hedged=tag.hedged,
            evidence=_blanked(tag.evidence) if withdrawn else tag.evidence,
            cue=CueV1(**_blanked(tag.cue).model_dump(), rule=tag.cue.rule) if withdrawn else tag.cue,
            confidence=tag.confidence,
            article=self.record.article,
            holder=self._party(tag.holder),
            target=self._party(tag.target),
            quote_form=quote.form if quote else None,
            withdrawn=withdrawn,
            fingerprint=self.record.pipeline.fingerprint,
        )

    def mention(self, tag: EventTagV1, text: str, limit: int) -> EventMentionV1:
        """Return an event telling that stands alone, with its sentences cut to `limit` code points."""
        evidence = sorted({_excerpt(t, text, limit) for t in tag.mentions})
        triggers = tuple(t.trigger for t in tag.mentions)
        spans = tuple(TextSpan(start=s, end=e, text=text[s:e]) for s, e in evidence)
        return self._mention(tag, spans, triggers, sketch(text))

    def bare(self, tag: EventTagV1) -> EventMentionV1:
        """Return an event telling that stands alone, without sentences: the record does not hold the text."""
        return self._mention(tag, (), tuple(t.trigger for t in tag.mentions))

    def withdrawal(self, tag: EventTagV1) -> EventMentionV1:
        """Return the word that an article no longer tells an event; without words of the article."""
        bare = tag.model_copy(update={"date": None, "magnitudes": ()})
        return self._mention(bare, (), ()).model_copy(update={"withdrawn": True})

    def _mention(
        self, tag: EventTagV1, evidence: tuple[TextSpan, ...], triggers: tuple[TextSpan, ...], sketched: str = ""
    ) -> EventMentionV1:
        place = self._places.get(tag.place.ref) if tag.place else None
        return EventMentionV1(
            **{name: getattr(tag, name) for name in _TOLD},
            claimed_by=self._party(tag.claimed_by),
            actors=self._all(tag.actors),
            recipients=self._all(tag.recipients),
            place=None if place is None or tag.place is None else _site(place, tag.place.role),
            article=self.record.article,
            evidence=evidence,
            triggers=triggers,
            sketch=sketched,
            fingerprint=self.record.pipeline.fingerprint,
        )

    def _party(self, ref: str | None) -> PartyV1 | None:
        return None if ref is None else self._parties[ref]

    def _all(self, refs: Iterable[str]) -> tuple[PartyV1, ...]:
        return tuple(self._parties[ref] for ref in refs)


def _party(entity: EntityV1) -> PartyV1:
    return PartyV1(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        country=entity.country,
        sector=entity.sector,
        role=entity.role,
        link_confidence=entity.link_confidence,
    )


def _site(place: PlaceV1, role: str) -> EventSiteV1:
    return EventSiteV1(
        name=place.name,
        geonames_id=place.geonames_id,
        country=place.country,
        wikidata_id=place.wikidata_id,
        countries=place.countries,
        lat=place.lat,
        lon=place.lon,
        kind=place.kind,
        role=role,
        confidence=place.confidence,
    )


def _excerpt(telling: EventInTextV1, text: str, limit: int) -> tuple[int, int]:
    """Return the sentence without the spaces and newlines at its ends, cut to the limit around its trigger."""
    sentence = text[telling.sentence.start : telling.sentence.end]
    start = telling.sentence.start + len(sentence) - len(sentence.lstrip())
    end = telling.sentence.start + len(sentence.rstrip())
    return cut(start, end, (telling.trigger.start, telling.trigger.end), limit)


def _blank(span: TextSpan | None) -> TextSpan | None:
    return None if span is None else _blanked(span)


def _blanked(span: TextSpan) -> TextSpan:
    return TextSpan(start=span.start, end=span.start, text="")
