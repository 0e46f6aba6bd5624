"""The one object that every component reads and adds to.

All offsets count code points of `text`, end exclusive. Token indexes are those of `parse`. Entities, places and
quotes are held as objects and get their refs ("e1") only when the record is built, so components may still join
or drop them. Components never parse again and never look at the clock.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from stancewire.nlp.tree import Doc, Span, Token
from stancewire_schemas.codes import (
    DateKind,
    EntityType,
    EventStatus,
    EventType,
    Granularity,
    MagnitudeKind,
    MentionForm,
    PlaceRole,
    Polarity,
    QuoteForm,
    StanceBasis,
)

if TYPE_CHECKING:
    from stancewire.nlp.attribution import Attribution


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names an entity; `head` is the index of the token that governs it."""

    start: int
    end: int
    form: MentionForm
    head: int


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that can act. `why` says which rule made and linked it."""

    name: str
    type: EntityType
    mentions: list[Mention] = field(default_factory=list)
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    link_confidence: float = 0.0
    why: str = ""


@dataclass(slots=True, eq=False)
class Place:
    """A place on the map that the text names; `kind` is country, region, city, sea or other."""

    name: str
    kind: str
    mentions: list[Extent] = field(default_factory=list)
    geonames_id: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    confidence: float = 0.0
    wikidata_id: str | None = None
    countries: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class DateMention:
    """Words that tell a time. `first` and `last` are inclusive days; `head` is the index of its head token."""

    start: int
    end: int
    head: int
    first: date | None
    last: date | None
    granularity: Granularity | None
    kind: DateKind


@dataclass(slots=True, eq=False)
class Quote:
    """Words given to somebody. `cue_token` is the index of the cue's token, None where there is no cue."""

    start: int
    end: int
    form: QuoteForm
    holder: Entity | None
    via: tuple[Entity, ...]
    cue: Extent | None
    cue_token: int | None
    confidence: float
    rule: str = ""


@dataclass(slots=True, eq=False)
class Stance:
    """Who stands where on whom (`target`) or what (`proposition`); exactly one of the two is set."""

    holder: Entity | None
    target: Entity | None
    proposition: Extent | None
    polarity: Polarity
    basis: StanceBasis
    quote: Quote | None
    negated: bool
    hedged: bool
    evidence: Extent
    cue: Extent
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Magnitude:
    """How many or how much; see the record of the same name."""

    kind: MagnitudeKind
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventInText:
    """One place where the text tells an event; `token` is the trigger's token index."""

    sentence: Extent
    trigger: Extent
    token: int


@dataclass(slots=True, eq=False)
class Event:
    """Who did what to whom. One object a telling until the in-article merge joins tellings."""

    type: EventType
    mode: str | None
    cameo: str
    goldstein: float
    status: EventStatus
    actors: list[Entity]
    recipients: list[Entity]
    mentions: list[EventInText]
    confidence: float
    contexts: set[str] = field(default_factory=set)
    claimed_by: Entity | None = None
    date: DateMention | None = None
    place: Place | None = None
    place_role: PlaceRole | None = None
    magnitudes: list[Magnitude] = field(default_factory=list)
    rule: str = ""


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
        widest_first = sorted(
            ((mention, entity) for entity in self.entities for mention in entity.mentions),
            key=lambda pair: (pair[0].start - pair[0].end, pair[0].start),
        )
        starts = self.parse.starts
        for mention, entity in widest_first:
            self._by_head.setdefault(mention.head, entity)
            first, last = bisect_right(starts, mention.start) - 1, bisect_left(starts, mention.end)
            self._by_token.update(dict.fromkeys(range(first, last), entity))
