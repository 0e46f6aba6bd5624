"""No span of a published record is longer than configured, and each is still an exact slice of the text."""

from __future__ import annotations

from collections.abc import Iterator

from stancewire.core.text import cut
from stancewire_schemas import EnrichedArticleV1, TextSpan
from stancewire_schemas.enriched_article import QuoteV1, StanceTagV1


def with_short_spans(record: EnrichedArticleV1, limit: int) -> EnrichedArticleV1:
    """Return the record with quotes, evidence and propositions of at most `limit` code points."""
    if not any(end - start > limit for start, end in _spans(record)):
        return record
    return record.model_copy(
        update={
            "quotes": tuple(_quote(quote, limit) for quote in record.quotes),
            "stances": tuple(_stance(stance, limit) for stance in record.stances),
        }
    )


def _spans(record: EnrichedArticleV1) -> Iterator[tuple[int, int]]:
    for quote in record.quotes:
        yield quote.start, quote.end
    for stance in record.stances:
        yield stance.evidence.start, stance.evidence.end
        if stance.proposition is not None:
            yield stance.proposition.start, stance.proposition.end


def _quote(quote: QuoteV1, limit: int) -> QuoteV1:
    if quote.end - quote.start <= limit:
        return quote
    return quote.model_copy(update={"end": quote.start + limit, "text": quote.text[:limit]})


def _stance(stance: StanceTagV1, limit: int) -> StanceTagV1:
    about, focus = stance.proposition, (stance.cue.start, stance.cue.end)
    return stance.model_copy(
        update={
            "evidence": _span(stance.evidence, focus, limit),
            "proposition": None if about is None else _span(about, (about.start, about.start), limit),
        }
    )


def _span(span: TextSpan, focus: tuple[int, int], limit: int) -> TextSpan:
    start, end = cut(span.start, span.end, focus, limit)
    return TextSpan(start=start, end=end, text=span.text[start - span.start : end - span.start])
