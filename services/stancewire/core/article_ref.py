"""How a record names the article that it came from. Pure."""

from __future__ import annotations

from stancewire_schemas import AcceptedArticleV1
from stancewire_schemas.enriched_article import ArticleRefV1


def article_ref(accepted: AcceptedArticleV1, copy_of: str | None = None) -> ArticleRefV1:
    """Return the reference to an accepted article. Raise ValueError for an erasure, which has no text."""
    article = accepted.article
    if article is None or accepted.content_sha256 is None:
        raise ValueError("an erasure has no text to refer to")
    return ArticleRefV1(
        id=accepted.id,
        url=article.url,
        publisher=article.publisher,
        title=article.title,
        language=accepted.language,
        published_at=article.published_at,
        content_sha256=accepted.content_sha256,
        story_id=accepted.story_id,
        version=accepted.version,
        copy_of=copy_of,
    )
