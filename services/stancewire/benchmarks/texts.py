"""Articles of the length that wires really send, made of the sample stories; no two alike."""

from __future__ import annotations

from importlib.resources import files

from stancewire.core.ids import content_id, sha256_hex
from stancewire_schemas import AcceptedArticleV1, RawArticleV1

STORIES_EACH = 10  # about 800 words: the length of a full wire report


def raw_articles(count: int) -> list[RawArticleV1]:
    """Return `count` articles of about 800 words; the n-th joins ten stories from the n-th on, so each differs."""
    lines = (files("stancewire.data") / "samples" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    stories = list({s.text: s for s in map(RawArticleV1.model_validate_json, lines)}.values())
    return [_joined(stories, n) for n in range(count)]


def _joined(stories: list[RawArticleV1], number: int) -> RawArticleV1:
    first, step = number % len(stories), 1 + number // len(stories)
    chosen = [stories[(first + step * k) % len(stories)] for k in range(STORIES_EACH)]
    return RawArticleV1(
        id=f"bench-{number}",
        text="\n".join(story.text for story in chosen),
        publisher="Bench",
        published_at=chosen[0].published_at,
    )


def accepted(article: RawArticleV1) -> AcceptedArticleV1:
    """Return the article as ingest would hand it on."""
    content = sha256_hex(article.text.encode())
    return AcceptedArticleV1(
        id=article.id,
        version=1,
        story_id=content_id("bench", content),
        content_sha256=content,
        language="en",
        article=article,
    )


def words(articles: list[RawArticleV1]) -> int:
    """Return the whitespace words of all articles."""
    return sum(len(article.text.split()) for article in articles)
