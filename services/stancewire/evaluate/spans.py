"""Whether a span that was found names what the gold span names."""

from __future__ import annotations

from collections.abc import Iterable

from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import overlap
from stancewire_schemas.enriched_article import EntityV1

Span = tuple[int, int]


def spans_of(entity: EntityV1 | None) -> list[Span]:
    """Return where an entity is named, in order; nothing for nobody."""
    return [(mention.start, mention.end) for mention in entity.mentions] if entity else []


def span_of(named: Row) -> Span:
    """Return start and end of a gold span."""
    return int(named["start"]), int(named["end"])


def names(spans: Iterable[Span], gold: Span) -> bool:
    """Tell whether one of the spans shares a fifth of the gold span, or is its right end.

    "Okafor" is the right end of "Prime Minister Lena Okafor".
    """
    return any(overlap((start, end), gold) >= 0.2 or (end == gold[1] and start >= gold[0]) for start, end in spans)
