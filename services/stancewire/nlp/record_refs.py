"""The refs of a record ("e1"), numbered by first mention, and stretches of the text as records have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stancewire.nlp.document import Document, Entity, Extent, Place, Quote
from stancewire_schemas import base as wire


@dataclass(frozen=True, slots=True)
class Refs:
    """The refs of one record, by object."""

    entities: dict[Entity, str]
    places: dict[Place, str]
    quotes: dict[Quote, str]

    def entity(self, entity: Entity | None) -> str | None:
        """Return the ref of an entity, None for none."""
        return None if entity is None else self.entities[entity]

    def parties(self, entities: Iterable[Entity]) -> tuple[str, ...]:
        """Return the refs of several, each once, in order."""
        return tuple(sorted({self.entities[e] for e in entities}, key=lambda ref: int(ref[1:])))


def number(document: Document) -> Refs:
    """Return the refs of a document; entities and places without a mention have none."""
    entities = sorted((e for e in document.entities if e.mentions), key=_first_mention)
    places = sorted((p for p in document.places if p.mentions), key=lambda p: (min(p.mentions), p.name))
    quotes = sorted(document.quotes, key=lambda q: (q.start, q.end, q.cue or Extent(0, 0)))
    return Refs(
        entities={e: f"e{n}" for n, e in enumerate(entities, 1)},
        places={p: f"p{n}" for n, p in enumerate(places, 1)},
        quotes={q: f"q{n}" for n, q in enumerate(quotes, 1)},
    )


def _first_mention(entity: Entity) -> tuple[int, int, str]:
    start, end = min((m.start, m.end) for m in entity.mentions)
    return start, end, entity.name


def span(extent: Extent, text: str) -> wire.TextSpan:
    """Return the stretch with its words."""
    return wire.TextSpan(start=extent.start, end=extent.end, text=text[extent.start : extent.end])
