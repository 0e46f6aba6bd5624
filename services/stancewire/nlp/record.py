"""From the document to the record: refs, rounding, order, ids. Nothing is understood here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from stancewire import __version__
from stancewire.core.article_ref import article_ref
from stancewire.core.ids import content_id
from stancewire.core.tag_ids import UNNUMBERED, article_key, with_event_id, with_stance_id
from stancewire.nlp.document import DateMention, Document, Entity, Event, Extent, Place, Quote, Stance
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1
from stancewire_schemas import base as wire
from stancewire_schemas import enriched_article as tag


@dataclass(frozen=True, slots=True)
class _Refs:
    """The refs of this record, by object."""

    entities: dict[Entity, str]
    places: dict[Place, str]
    quotes: dict[Quote, str]

    def entity(self, entity: Entity | None) -> str | None:
        return None if entity is None else self.entities[entity]

    def parties(self, entities: Iterable[Entity]) -> tuple[str, ...]:
        return tuple(sorted({self.entities[e] for e in entities}, key=lambda ref: int(ref[1:])))


def build_record(accepted: AcceptedArticleV1, document: Document, fingerprint: str) -> EnrichedArticleV1:
    """Return the record of a document; the same document gives the same bytes.

    Entities and places without a mention are left out, and so is what refers to them only.
    """
    refs = _number(document)
    key = article_key(accepted.id, accepted.content_sha256)
    return EnrichedArticleV1(
        article=article_ref(accepted),
        entities=tuple(_entity(e, ref, document.text) for e, ref in refs.entities.items()),
        places=tuple(_place(p, ref, document.text) for p, ref in refs.places.items()),
        quotes=tuple(_quote(q, ref, refs, document.text) for q, ref in refs.quotes.items()),
        stances=_unique(with_stance_id(_stance(s, refs, document.text), key) for s in _in_order(document.stances)),
        events=_unique(with_event_id(_event(e, refs, document.text), key) for e in _told(document.events)),
        pipeline=tag.PipelineV1(
            version=__version__,
            fingerprint=fingerprint,
            truncated=document.truncated,
            notes=tuple(document.notes),
        ),
    )


def _number(document: Document) -> _Refs:
    entities = sorted((e for e in document.entities if e.mentions), key=_first_mention)
    places = sorted((p for p in document.places if p.mentions), key=lambda p: (min(p.mentions), p.name))
    quotes = sorted(document.quotes, key=lambda q: (q.start, q.end, q.cue or Extent(0, 0)))
    return _Refs(
        entities={e: f"e{n}" for n, e in enumerate(entities, 1)},
        places={p: f"p{n}" for n, p in enumerate(places, 1)},
        quotes={q: f"q{n}" for n, q in enumerate(quotes, 1)},
    )


def _first_mention(entity: Entity) -> tuple[int, int, str]:
    start, end = min((m.start, m.end) for m in entity.mentions)
    return start, end, entity.name


def _in_order(stances: Iterable[Stance]) -> list[Stance]:
    return sorted(stances, key=lambda s: (s.evidence, s.cue, s.rule, s.polarity))


def _told(events: Iterable[Event]) -> list[Event]:
    return sorted(
        (e for e in events if e.mentions), key=lambda e: (min(m.trigger for m in e.mentions), e.type, e.cameo)
    )


Tag = TypeVar("Tag", tag.StanceTagV1, tag.EventTagV1)


def _unique(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    # Two rules may read the same words in the same way; the record says it once.
    return tuple({t.id: t for t in tags}.values())


def _span(extent: Extent, text: str) -> wire.TextSpan:
    return wire.TextSpan(start=extent.start, end=extent.end, text=text[extent.start : extent.end])


def _entity(entity: Entity, ref: str, text: str) -> tag.EntityV1:
    mentions = sorted({(m.start, m.end, m.form.value) for m in entity.mentions})
    return tag.EntityV1(
        ref=ref,
        id=entity.id or own_id(entity),
        name=entity.name,
        type=entity.type,
        country=entity.country,
        sector=entity.sector,
        role=entity.role,
        link_confidence=round(entity.link_confidence, 3),
        mentions=tuple(tag.EntityMentionV1(start=s, end=e, text=text[s:e], form=f) for s, e, f in mentions),
    )


def own_id(entity: Entity) -> str:
    """Return the stable id of an entity that no knowledge base entry names: the same name, the same id."""
    kind = entity.type.value
    return f"sw:{kind}/{content_id(kind, entity.name.casefold(), entity.country)[:16]}"


def _place(place: Place, ref: str, text: str) -> tag.PlaceV1:
    return tag.PlaceV1(
        ref=ref,
        name=place.name,
        geonames_id=place.geonames_id,
        wikidata_id=place.wikidata_id,
        countries=place.countries,
        country=place.country,
        lat=None if place.lat is None else round(place.lat, 4),
        lon=None if place.lon is None else round(place.lon, 4),
        kind=place.kind,
        confidence=round(place.confidence, 3),
        mentions=tuple(_span(m, text) for m in sorted(set(place.mentions))),
    )


def _quote(quote: Quote, ref: str, refs: _Refs, text: str) -> tag.QuoteV1:
    return tag.QuoteV1(
        ref=ref,
        holder=refs.entity(quote.holder),
        via=tuple(refs.entities[e] for e in quote.via),
        form=quote.form,
        start=quote.start,
        end=quote.end,
        text=text[quote.start : quote.end],
        cue=None if quote.cue is None else _span(quote.cue, text),
        confidence=round(quote.confidence, 3),
    )


def _stance(stance: Stance, refs: _Refs, text: str) -> tag.StanceTagV1:
    holder, target = refs.entity(stance.holder), refs.entity(stance.target)
    about = stance.proposition
    return tag.StanceTagV1(
        id=UNNUMBERED,
        holder=holder,
        target=target,
        polarity=stance.polarity,
        basis=stance.basis,
        proposition=None if about is None else _span(about, text),
        quote=None if stance.quote is None else refs.quotes[stance.quote],
        negated=stance.negated,
        hedged=stance.hedged,
        evidence=_span(stance.evidence, text),
        cue=tag.CueV1(
            start=stance.cue.start,
            end=stance.cue.end,
            text=text[stance.cue.start : stance.cue.end],
            rule=stance.rule,
        ),
        confidence=round(stance.confidence, 3),
    )


def _sentence(extent: Extent, text: str) -> wire.Extent:
    """Return the sentence without the white space that the parse counts to it."""
    return wire.Extent(start=extent.start, end=extent.start + len(text[extent.start : extent.end].rstrip()))


def _event(event: Event, refs: _Refs, text: str) -> tag.EventTagV1:
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
            tag.EventInTextV1(sentence=_sentence(told.sentence, text), trigger=_span(told.trigger, text))
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
        basis=_span(Extent(mention.start, mention.end), text),
    )


def _event_place(event: Event, refs: _Refs) -> tag.EventPlaceV1 | None:
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
