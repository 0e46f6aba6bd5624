"""What the components find in an article: entities, places, dates, quotes, stances, events.

All offsets count code points of the article's text, end exclusive. Token indexes are those of the parse.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

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
