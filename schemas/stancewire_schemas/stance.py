"""One stance, readable alone."""

from __future__ import annotations

from stancewire_schemas.base import Confidence, CountryCode, Record
from stancewire_schemas.codes import EntityTypeCode, QuoteFormCode, SectorCode
from stancewire_schemas.enriched_article import ArticleRefV1, StanceV1Fields


class PartyV1(Record):
    """An entity made self-contained, as it stood at the publication date."""

    id: str
    """`wd:` and the Wikidata item where checked, else `sw:` and our own."""
    name: str
    """The fullest name known."""
    type: EntityTypeCode
    """What kind of actor."""
    country: CountryCode | None
    """The country it belongs to or acts for."""
    sector: SectorCode | None
    """What it does."""
    role: str | None
    """Title at the publication date."""
    link_confidence: Confidence
    """How sure the id is."""


class StanceV1(StanceV1Fields):
    """Who stands where on whom or what, says one article."""

    article: ArticleRefV1
    """The source."""
    holder: PartyV1 | None
    """Whose stand; null for the publication's own voice."""
    target: PartyV1 | None
    """Towards whom, where it is an entity."""
    quote_form: QuoteFormCode | None
    """Form of the quote it was read from; null where there was none."""
    withdrawn: bool = False
    """The article no longer says so: a new version left it out, or it was erased."""
    fingerprint: str
    """Of the pipeline that made it."""
