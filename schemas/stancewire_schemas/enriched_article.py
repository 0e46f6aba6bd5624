"""What was understood in one article, with the words that say so."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stancewire_schemas.accepted_article import StoryId, Version
from stancewire_schemas.base import (
    Confidence,
    ContentHash,
    CountryCode,
    Extent,
    Record,
    TextSpan,
    UtcTime,
    WikidataId,
)
from stancewire_schemas.codes import (
    ContextCode,
    DateKindCode,
    EntityTypeCode,
    EventStatusCode,
    EventTypeCode,
    GranularityCode,
    MagnitudeKindCode,
    MentionFormCode,
    PlaceRoleCode,
    PolarityCode,
    QuoteFormCode,
    SectorCode,
    StanceBasisCode,
)

EntityRef = Annotated[str, Field(pattern=r"^e[1-9][0-9]*$", examples=["e1"])]
PlaceRef = Annotated[str, Field(pattern=r"^p[1-9][0-9]*$", examples=["p1"])]
QuoteRef = Annotated[str, Field(pattern=r"^q[1-9][0-9]*$", examples=["q1"])]
RecordId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
IsoDay = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2025-09-20"])]


class ArticleRefV1(Record):
    """Which article a record came from. The full text is not republished."""

    id: str
    """The feed's id."""
    url: str | None
    """Where it can be read."""
    publisher: str | None
    """Who published it."""
    title: str | None
    """The headline."""
    language: str | None
    """Detected language, BCP 47."""
    published_at: UtcTime | None
    """When it was published."""
    content_sha256: ContentHash
    """Hash of the text's UTF-8 bytes: offsets refer to exactly this text."""
    story_id: StoryId
    """Shared by copies and versions of one story."""
    version: Version = 1
    """Which text under this id."""
    copy_of: str | None = None
    """Id of the article whose text this one repeats; its records were taken from there."""


class EntityMentionV1(TextSpan):
    """One place where the text names an entity."""

    form: MentionFormCode
    """Name, nominal or pronoun."""


class EntityV1(Record):
    """Somebody or something that can act, named once for the whole article."""

    ref: EntityRef
    """Valid inside this record only; numbered by first mention."""
    id: str
    """`wd:` and the Wikidata item where it was checked, else `sw:` and a stable id of our own."""
    name: str
    """The fullest name known."""
    type: EntityTypeCode
    """What kind of actor."""
    country: CountryCode | None
    """The country it belongs to or acts for."""
    sector: SectorCode | None
    """What it does."""
    role: str | None
    """Title at the publication date, such as "President of Venezuela"."""
    link_confidence: Confidence
    """How sure the id is; 0 where the id is only our own name hash."""
    mentions: tuple[EntityMentionV1, ...]
    """Sorted by start; nested mentions of other entities may overlap."""


class PlaceV1(Record):
    """A place on the map that the text names."""

    ref: PlaceRef
    """Valid inside this record only; numbered by first mention."""
    name: str
    """Name in the gazetteer, or in the text where it has none."""
    geonames_id: int | None
    """GeoNames id; null where no entry was sure enough."""
    country: CountryCode | None
    """The country that it lies in."""
    wikidata_id: WikidataId | None = None
    """Wikidata id of a region or sea that no GeoNames id stands for; null where none is sure."""
    countries: tuple[CountryCode, ...] = ()
    """All countries that it lies in, sorted; empty for seas and where none is known."""
    lat: Annotated[float, Field(ge=-90, le=90)] | None
    """Degrees north, four decimals."""
    lon: Annotated[float, Field(ge=-180, le=180)] | None
    """Degrees east, four decimals."""
    kind: str
    """country, region, city, sea or other."""
    confidence: Confidence
    """How sure the gazetteer entry is."""
    mentions: tuple[TextSpan, ...]
    """Sorted by start."""


class QuoteV1(Record):
    """Words given to somebody: told as said, paraphrased, or both."""

    ref: QuoteRef
    """Valid inside this record only; numbered by start."""
    holder: EntityRef | None
    """Who says it; null where the text does not tell."""
    via: tuple[EntityRef, ...]
    """Who reports the holder, outermost first: in "A says B denied it", A for the quote of B."""
    form: QuoteFormCode
    """Direct, indirect or mixed."""
    start: Annotated[int, Field(ge=0)]
    """Code points from the start of the article's text."""
    end: Annotated[int, Field(ge=0)]
    """Exclusive, in code points."""
    text: str
    """The content, without the outer quotation marks."""
    cue: TextSpan | None
    """The word that gives it away ("said", "according to")."""
    confidence: Confidence
    """How sure holder and extent are."""


class CueV1(TextSpan):
    """The words that carry a stance, and the rule that read them."""

    rule: str
    """Id of the lexicon entry or rule."""


class StanceV1Fields(Record):
    """One holder's stand, as both the article's record and the stance topic carry it."""

    id: RecordId
    """Hash of what the stance says and where; a repeat has the same."""
    polarity: PolarityCode
    """Favour, against, neutral or mixed."""
    basis: StanceBasisCode
    """Stated, act or narrator."""
    proposition: TextSpan | None
    """The claim that the stance is about, where it is not an entity."""
    negated: bool
    """The cue stands under a negation ("did not criticise")."""
    hedged: bool
    """The cue is softened ("appears to favour", "may support")."""
    evidence: TextSpan
    """The sentence or clause that shows it."""
    cue: CueV1
    """The words that carry it."""
    confidence: Confidence
    """How sure the whole tag is."""


class StanceTagV1(StanceV1Fields):
    """A stance inside an article's record: entities by reference."""

    holder: EntityRef | None
    """Whose stand; null for the publication's own voice."""
    target: EntityRef | None
    """Towards whom, where it is an entity."""
    quote: QuoteRef | None
    """The quote it was read from."""


class DateSpanV1(Record):
    """When, as the text tells it. Days are inclusive at both ends, in the publication's calendar."""

    start: IsoDay | None
    """First day; null where the words could not be resolved."""
    end: IsoDay | None
    """Last day; null where unresolved, or open ("since May")."""
    granularity: GranularityCode | None
    """Unit of the words; null where unresolved."""
    kind: DateKindCode
    """How it was reached."""
    basis: TextSpan
    """The words that say so."""


class EventPlaceV1(Record):
    """Where, by reference."""

    ref: PlaceRef
    """A place of this record."""
    role: PlaceRoleCode
    """Site, origin, destination, transit or dateline."""


class MagnitudeV1(TextSpan):
    """How many or how much, with the bounds that the words set."""

    kind: MagnitudeKindCode
    """What is counted."""
    value: float | None
    """The number told; null for words without one ("dozens" has bounds only)."""
    low: float | None
    """Lower bound; equals value where exact."""
    high: float | None
    """Upper bound; null where open ("at least")."""
    unit: str | None
    """ISO 4217 code for money, else null."""


class EventInTextV1(Record):
    """One place where the text tells the event."""

    sentence: Extent
    """The sentence."""
    trigger: TextSpan
    """The word that tells it."""


class EventFieldsV1(Record):
    """What an event is, without who: shared by all three event records."""

    type: EventTypeCode
    """PLOVER 2.0 type."""
    mode: str | None
    """PLOVER 2.0 mode of the type, lower case, such as "aerial" or "convict"."""
    contexts: tuple[ContextCode, ...]
    """Sorted."""
    cameo: Annotated[str, Field(pattern=r"^[0-9]{2,4}$", examples=["190"])]
    """CAMEO code of 2 to 4 digits; the first two are its root."""
    goldstein: Annotated[float, Field(ge=-10, le=10)]
    """Conflict (-10) to cooperation (+10), by type and mode, one decimal."""
    status: EventStatusCode
    """Only `asserted` is told as a fact."""
    date: DateSpanV1 | None
    """The event's own date; null where the text gives none. Never the publication date in disguise."""
    magnitudes: tuple[MagnitudeV1, ...]
    """Sorted by start."""
    confidence: Confidence
    """How sure the type and the roles are."""


class EventTagV1(EventFieldsV1):
    """An event inside an article's record: entities and places by reference."""

    id: RecordId
    """Hash of article and content; the same bytes give the same id."""
    claimed_by: EntityRef | None
    """Who says so, where the article does not say it in its own voice."""
    actors: tuple[EntityRef, ...]
    """Who did it, by first mention; several are one event."""
    recipients: tuple[EntityRef, ...]
    """To whom."""
    place: EventPlaceV1 | None
    """Where."""
    mentions: tuple[EventInTextV1, ...]
    """Sorted by trigger; at least one."""


class PassageV1(Extent):
    """A sentence of the story, by its marks alone."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    """Hash of its words, the same for copies whatever their letters' case, quotation marks and spacing."""


class PipelineV1(Record):
    """What made the record."""

    version: str
    """Of the software."""
    fingerprint: str
    """Hash of code, models and knowledge; equal fingerprints and bytes in give equal bytes out."""
    truncated: bool
    """A limit cut the article; what lies behind it was not coded."""
    notes: tuple[str, ...]
    """What a reader should know, such as why nothing was coded."""


class EnrichedArticleV1(Record):
    """All that was understood in one article; the manifest of every record that came from it."""

    article: ArticleRefV1
    """Which article."""
    entities: tuple[EntityV1, ...]
    """Sorted by first mention."""
    places: tuple[PlaceV1, ...]
    """Sorted by first mention."""
    quotes: tuple[QuoteV1, ...]
    """Sorted by start."""
    stances: tuple[StanceTagV1, ...]
    """Sorted by evidence, then cue."""
    events: tuple[EventTagV1, ...]
    """Sorted by first trigger."""
    passages: tuple[PassageV1, ...] = ()
    """The sentences between dateline and closing credits, in order: what a copy is recognised by."""
    pipeline: PipelineV1
    """What made it."""
