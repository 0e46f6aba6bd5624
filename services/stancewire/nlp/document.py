"""The one object that every component reads and adds to.

Entities, places and quotes are held as objects and get their refs ("e1") only when the record is built, so
components may still join or drop them. Components never parse again and never look at the clock.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from stancewire.nlp.findings import (
    DateMention,
    Entity,
    Event,
    EventInText,
    Extent,
    Magnitude,
    Mention,
    Place,
    Quote,
    Stance,
)
from stancewire.nlp.tree import Doc, Span, Token

if TYPE_CHECKING:
    from stancewire.nlp.attribution import Attribution
    from stancewire.nlp.statements import Statement

__all__ = [
    "DateMention", "Document", "Entity", "Event", "EventInText", "Extent", "Magnitude", "Mention", "Place",
    "Quote", "Stance",
]  # fmt: skip


@dataclass(slots=True)
class Document:
    """An article under work: its text, its one parse, and what the components found so far."""

    text: str
    parse: Doc
    published: datetime | None
    publisher: str | None = None
    entities: list[Entity] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    truncated: bool = False
    sources: dict[int, Entity] = field(default_factory=dict)
    source_names: dict[str, Entity] = field(default_factory=dict)
    attributions: list[Attribution] = field(default_factory=list)
    statement: Statement | None = None
    _by_head: dict[int, Entity] = field(default_factory=dict)
    _by_token: dict[int, Entity] = field(default_factory=dict)

    @property
    def sentences(self) -> list[Span]:
        """The sentences in order; none crosses a paragraph border."""
        return list(self.parse.sents)

    def extent_of(self, span: Span | Token) -> Extent:
        """Return the code points that a span or token covers."""
        if isinstance(span, Token):
            return Extent(span.idx, span.idx + len(span))
        return Extent(span.start_char, span.end_char)

    def entity_of(self, token: Token) -> Entity | None:
        """Return the entity that this token heads ("troops" in "Venezuelan troops"), or None."""
        return self._by_head.get(token.i)

    def entity_covering(self, token: Token) -> Entity | None:
        """Return the entity of the smallest mention that covers the token, or None."""
        return self._by_token.get(token.i)

    def reindex(self) -> None:
        """Make `entity_of` and `entity_covering` true again after entities or mentions changed. Idempotent."""
        self._by_head.clear()
        self._by_token.clear()
        found = [(mention, entity) for entity in self.entities for mention in entity.mentions]
        widest_first = sorted((m.start - m.end, m.start, number) for number, (m, _) in enumerate(found))
        starts = self.parse.starts
        for _, _, number in widest_first:
            mention, entity = found[number]
            self._by_head.setdefault(mention.head, entity)
            first, last = bisect_right(starts, mention.start) - 1, bisect_left(starts, mention.end)
            for index in range(first, last):
                self._by_token[index] = entity
