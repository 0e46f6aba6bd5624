"""A copy of a known text takes over what was understood there: no text is coded twice."""

from __future__ import annotations

from stancewire.core.tag_ids import article_key, with_event_id, with_stance_id
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1, RawArticleV1
from stancewire_schemas.enriched_article import ArticleRefV1


def article_ref(accepted: AcceptedArticleV1, article: RawArticleV1, copy_of: str | None) -> ArticleRefV1:
    """Return the reference to an accepted article. Raise ValueError for an erasure, which has no text."""
    if accepted.content_sha256 is None:
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


def copied(accepted: AcceptedArticleV1, article: RawArticleV1, twin: EnrichedArticleV1) -> EnrichedArticleV1:
    """Return the record of an article whose text and day are those of `twin`, with ids of its own.

    The same as coding it, but for `copy_of`.
    """
    key = article_key(accepted.id, accepted.content_sha256)
    return twin.model_copy(
        update={
            "article": article_ref(accepted, article, twin.article.copy_of or twin.article.id),
            "stances": tuple(with_stance_id(stance, key) for stance in twin.stances),
            "events": tuple(with_event_id(event, key) for event in twin.events),
        }
    )
