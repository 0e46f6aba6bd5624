"""One telling of an event, and the event that many tellings make."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stancewire_schemas.accepted_article import Version
from stancewire_schemas.base import Confidence, CountryCode, Record, TextSpan, UtcTime, WikidataId
from stancewire_schemas.codes import PlaceRoleCode
from stancewire_schemas.enriched_article import ArticleRefV1, EventFieldsV1, RecordId
from stancewire_schemas.stance import PartyV1

Sketch = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]*={0,2}$", max_length=172)]


class EventSiteV1(Record):
    """Where, self-contained."""

    name: str
    """Name in the gazetteer."""
    geonames_id: int | None
    """GeoNames id; null where not sure enough."""
    country: CountryCode | None
    """The country that it lies in."""
    wikidata_id: WikidataId | None = None
    """Wikidata id of a region or sea that no GeoNames id stands for; null where none is sure."""
    countries: tuple[CountryCode, ...] = ()
    """All countries that it lies in, sorted; empty for seas and where none is known."""
    lat: Annotated[float, Field(ge=-90, le=90)] | None
    """Degrees north."""
    lon: Annotated[float, Field(ge=-180, le=180)] | None
    """Degrees east."""
    kind: str
    """country, region, city, sea or other."""
    role: PlaceRoleCode
    """Site, origin, destination, transit or dateline."""
    confidence: Confidence
    """How sure the gazetteer entry is."""


class EventBodyV1(EventFieldsV1):
    """An event with its parties and place self-contained."""

    claimed_by: PartyV1 | None
    """Who says so, where no source says it in its own voice."""
    actors: tuple[PartyV1, ...]
    """Who did it."""
    recipients: tuple[PartyV1, ...]
    """To whom."""
    place: EventSiteV1 | None
    """Where."""


class EventMentionV1(EventBodyV1):
    """An event as one article tells it."""

    id: RecordId
    """The same id as in the article's record."""
    article: ArticleRefV1
    """The source."""
    evidence: tuple[TextSpan, ...]
    """The sentences that tell it, cut to the configured length; sorted."""
    triggers: tuple[TextSpan, ...]
    """The words that tell it, one for each sentence."""
    sketch: Sketch = ""
    """Hashes of the article's first content words, 64 at most, 16 bits each, base64: stories are compared by it."""
    withdrawn: bool = False
    """The article no longer says so: a new version left it out, or it was erased."""
    fingerprint: str
    """Of the pipeline that made it."""


class EventSourceV1(Record):
    """One article's telling inside a merged event."""

    article_id: str
    """The feed's id."""
    version: Version
    """Which text under that id."""
    publisher: str | None
    """Who published it."""
    published_at: UtcTime | None
    """When."""
    mention_id: RecordId
    """The telling's own id on the mention topic."""
    telling: EventBodyV1
    """What this article says of the event; the event's own fields are made from all tellings."""
    evidence: tuple[TextSpan, ...]
    """The sentences that tell it; offsets in that article's text."""
    triggers: tuple[TextSpan, ...]
    """The words that tell it."""
    sketch: Sketch = ""
    """Of the article, as in its telling."""
    fingerprint: str
    """Of the pipeline that made it."""


class EventV1(EventBodyV1):
    """One event, whoever told it. A higher revision replaces a lower; a tombstone ends it."""

    event_id: RecordId
    """Id of the mention that founded it; never changes."""
    revision: Annotated[int, Field(ge=1)]
    """Grows with every change."""
    first_seen: UtcTime | None
    """Earliest publication time among the sources; null where none has one."""
    sources: tuple[EventSourceV1, ...]
    """Sorted by publication time, then article id, then telling."""
    mention_ids: tuple[RecordId, ...]
    """Sorted; the tellings that support it."""
    fingerprint: str
    """Of the pipeline that made the latest telling."""
