"""What ingest hands to enrich, and what it remembers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stancewire_schemas.base import ContentHash, Record
from stancewire_schemas.raw_article import ArticleId, RawArticleV1

StoryId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""Signature of a story: the same for copies of one text and for all versions of one article id."""

Version = Annotated[int, Field(ge=1)]
"""1 for the first text under an id, one more for each changed text."""


class AcceptedArticleV1(Record):
    """An article that passed the checks, or the request to erase one (`article` is null then)."""

    id: ArticleId
    """The article's id."""
    version: Version
    """Which text under this id."""
    story_id: StoryId
    """The key of the topic: copies and versions meet in one partition."""
    content_sha256: ContentHash | None
    """Hash of the text's UTF-8 bytes; null for an erasure."""
    language: str | None
    """Detected language, BCP 47; null when too short to tell, or for an erasure."""
    article: RawArticleV1 | None
    """The article as received; null asks for erasure of all that came from this id."""


class ArticleIndexV1(Record):
    """What ingest remembers of an article id; compacted, so the newest version stays."""

    id: ArticleId
    """The article's id, the key of the topic."""
    version: Version
    """Of the newest text."""
    story_id: StoryId
    """Of the first version; later versions keep it, so that they stay in one partition."""
    content_sha256: ContentHash | None
    """Of the newest text; null after an erasure, which blocks a replay of the same id until new text comes."""
    offset: Annotated[int, Field(ge=-1)] = -1
    """Of the raw message that this version came from; -1 when not known. With `superseded` it tells a redelivered
    message from a return to an earlier text."""
    superseded: tuple[ContentHash | None, ...] = ()
    """Hashes of earlier versions, oldest first, the last 16; null stands for an erasure."""
