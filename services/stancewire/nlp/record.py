"""From the document to the record: refs, rounding, order, ids. Nothing is understood here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from stancewire import __version__
from stancewire.core.article_ref import article_ref
from stancewire.core.ids import content_id
from stancewire.core.tag_ids import UNNUMBERED, article_key, with_event_id, with_stance_id
from stancewire.nlp.document import Document, Entity, Place, Quote, Stance
from stancewire.nlp.record_events import event_tag, told_events
from stancewire.nlp.record_refs import Refs, number, span
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1
from stancewire_schemas import enriched_article as tag


def build_record(accepted: AcceptedArticleV1, document: Document, fingerprint: str) -> EnrichedArticleV1:
    """Return the record of a document; the same document gives the same bytes.

    Entities and places without a mention are left out, and so is what refers to them only.
    """
    refs = number(document)
    key = article_key(accepted.id, accepted.content_sha256)
    return EnrichedArticleV1(
        article=article_ref(accepted),
        entities=tuple(_entity(e, ref, document.text) for e, ref in refs.entities.items()),
        places=tuple(_place(p, ref, document.text) for p, ref in refs.places.items()),
        quotes=tuple(_quote(q, ref, refs, document.text) for q, ref in refs.quotes.items()),
        stances=_unique(with_stance_id(_stance(s, refs, document.text), key) for s in _in_order(document.stances)),
        events=_unique(with_event_id(event_tag(e, refs, document.text), key) for e in told_events(document.events)),
        pipeline=tag.PipelineV1(
            version=__version__,
            fingerprint=fingerprint,
            truncated=document.truncated,
            notes=tuple(document.notes),
        ),
    )


def _in_order(stances: Iterable[Stance]) -> list[Stance]:
    return sorted(stances, key=lambda s: (s.evidence, s.cue, s.rule, s.polarity))


Tag = TypeVar("Tag", tag.StanceTagV1, tag.EventTagV1)


def _unique(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    # Two rules may read the same words in the same way; the record says it once.
    return tuple({t.id: t for t in tags}.values())


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
        mentions=tuple(span(m, text) for m in sorted(set(place.mentions))),
    )


def _quote(quote: Quote, ref: str, refs: Refs, text: str) -> tag.QuoteV1:
    return tag.QuoteV1(
        ref=ref,
        holder=refs.entity(quote.holder),
        via=tuple(refs.entities[e] for e in quote.via),
        form=quote.form,
        start=quote.start,
        end=quote.end,
        text=text[quote.start : quote.end],
        cue=None if quote.cue is None else span(quote.cue, text),
        confidence=round(quote.confidence, 3),
    )


def _stance(stance: Stance, refs: Refs, text: str) -> tag.StanceTagV1:
    holder, target = refs.entity(stance.holder), refs.entity(stance.target)
    about = stance.proposition
    return tag.StanceTagV1(
        id=UNNUMBERED,
        holder=holder,
        target=target,
        polarity=stance.polarity,
        basis=stance.basis,
        proposition=None if about is None else span(about, text),
        quote=None if stance.quote is None else refs.quotes[stance.quote],
        negated=stance.negated,
        hedged=stance.hedged,
        evidence=span(stance.evidence, text),
        cue=tag.CueV1(
            start=stance.cue.start,
            end=stance.cue.end,
            text=text[stance.cue.start : stance.cue.end],
            rule=stance.rule,
        ),
        confidence=round(stance.confidence, 3),
    )
