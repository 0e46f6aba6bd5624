"""The input: one news article as a feed sends it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, JsonValue

from stancewire_schemas.base import Record, UtcTime


def _printable(article_id: str) -> str:
    # Control and formatting characters make two ids that look the same differ, and break logs.
    if not article_id.strip() or not article_id.isprintable():
        raise ValueError("must hold printable characters only, and at least one that is not a space")
    if len(article_id.encode()) > 256:
        raise ValueError("must not exceed 256 bytes")
    return article_id


ArticleId = Annotated[str, Field(min_length=1, max_length=256), AfterValidator(_printable)]
"""The feed's own id of an article: 1 to 256 bytes of UTF-8, printable."""

JsonMap = dict[str, JsonValue]


class RawArticleV1(Record):
    """An article as received. Types are strict, unknown fields are ignored; a null message asks for erasure."""

    model_config = ConfigDict(strict=True)

    id: ArticleId
    """Stays the same over versions of one article; a new text under a known id is a new version."""
    text: str
    """Plain text, paragraphs parted by newlines. Every offset in every record counts its code points."""
    url: Annotated[str, Field(max_length=4096)] | None = None
    """Where the article can be read."""
    publisher: Annotated[str, Field(max_length=256)] | None = None
    """Who published it, as a reader would name it."""
    title: Annotated[str, Field(max_length=2048)] | None = None
    """The headline. It is carried along, not coded."""
    published_at: UtcTime | None = None
    """When it was published, ISO 8601; relative dates in the text are read from here."""
    language: Annotated[str, Field(max_length=35)] | None = None
    """BCP 47 tag as the feed claims it; the service looks for itself."""
    authors: tuple[str, ...] = ()
    """Names in the byline."""
    licence: Annotated[str, Field(max_length=256)] | None = None
    """Under what terms the text was received."""
    metadata: JsonMap = Field(default_factory=dict)
    """Whatever else the feed sends; carried to the accepted article, never interpreted."""
