"""Minimal valid records for tests; every argument changes one thing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from stancewire.core.ids import sha256_hex
from stancewire.core.messages import Message
from stancewire.core.tag_ids import UNNUMBERED, article_key, with_event_id, with_stance_id
from stancewire.enrich.manifest import Manifest
from stancewire_schemas import (
    AcceptedArticleV1,
    EnrichedArticleV1,
    EventMentionV1,
    Extent,
    RawArticleV1,
    TextSpan,
)
from stancewire_schemas.enriched_article import (
    ArticleRefV1,
    CueV1,
    EntityMentionV1,
    EntityV1,
    EventInTextV1,
    EventTagV1,
    PipelineV1,
    StanceTagV1,
)

STORY = "0123456789abcdef" * 2
DAY = datetime(2025, 3, 4, 9, tzinfo=UTC)
TEXT = "Norland struck Sudland on Monday. Norland's president condemned Sudland."


def make_raw_article(**changes: Any) -> RawArticleV1:
    """Return a raw article."""
    return RawArticleV1(**{"id": "a-1", "text": TEXT, "publisher": "The Gazette", "published_at": DAY, **changes})


def make_message(value: bytes | dict[str, Any] | None, topic: str = "article.raw.v1", **changes: Any) -> Message:
    """Return a message on partition 0; a dict becomes its JSON."""
    body = json.dumps(value).encode() if isinstance(value, dict) else value
    return Message(**{"topic": topic, "partition": 0, "offset": 0, "key": b"a-1", "value": body, **changes})


def make_accepted(**changes: Any) -> AcceptedArticleV1:
    """Return an accepted article with the id and hash of its text; `article` None makes an erasure."""
    article = changes.pop("article", make_raw_article())
    return AcceptedArticleV1(
        **{
            "id": article.id if article else "a-1",
            "version": 1,
            "story_id": STORY,
            "content_sha256": sha256_hex(article.text.encode()) if article else None,
            "language": "en" if article else None,
            "article": article,
            **changes,
        }
    )


def span(text: str, words: str) -> TextSpan:
    """Return the first place where the words stand in the text."""
    start = text.index(words)
    return TextSpan(start=start, end=start + len(words), text=words)


def make_entity(ref: str, name: str, text: str = TEXT, **changes: Any) -> EntityV1:
    """Return an entity with one mention."""
    place = span(text, name)
    return EntityV1(
        **{
            "ref": ref,
            "id": f"sw:country/{name.casefold()}",
            "name": name,
            "type": "country",
            "country": None,
            "sector": None,
            "role": None,
            "link_confidence": 0.9,
            "mentions": (EntityMentionV1(**place.model_dump(), form="name"),),
            **changes,
        }
    )


def make_event(trigger: str = "struck", text: str = TEXT, **changes: Any) -> EventTagV1:
    """Return an event told in the sentence that holds the trigger; its id is not yet made."""
    place = span(text, trigger)
    start = max(text.rfind(". ", 0, place.start) + 2, 0) if ". " in text[: place.start] else 0
    end = text.find(".", place.end) + 1 or len(text)
    return EventTagV1(
        **{
            "id": UNNUMBERED,
            "type": "ASSAULT",
            "mode": None,
            "contexts": (),
            "cameo": "190",
            "goldstein": -9.0,
            "status": "asserted",
            "date": None,
            "magnitudes": (),
            "confidence": 0.8,
            "claimed_by": None,
            "actors": ("e1",),
            "recipients": ("e2",),
            "place": None,
            "mentions": (EventInTextV1(sentence=Extent(start=start, end=end), trigger=place),),
            **changes,
        }
    )


def make_stance(cue: str = "condemned", text: str = TEXT, **changes: Any) -> StanceTagV1:
    """Return a stance of e1 against e2; its id is not yet made."""
    place = span(text, cue)
    return StanceTagV1(
        **{
            "id": UNNUMBERED,
            "polarity": "against",
            "basis": "stated",
            "proposition": None,
            "negated": False,
            "hedged": False,
            "evidence": TextSpan(start=0, end=len(text), text=text),
            "cue": CueV1(**place.model_dump(), rule="condemn"),
            "confidence": 0.7,
            "holder": "e1",
            "target": "e2",
            "quote": None,
            **changes,
        }
    )


def make_enriched(accepted: AcceptedArticleV1 | None = None, **changes: Any) -> EnrichedArticleV1:
    """Return the record of an accepted article: two countries, one event, one stance, with real ids."""
    accepted = accepted or make_accepted()
    article = accepted.article
    assert article is not None
    key = article_key(accepted.id, accepted.content_sha256)
    fields: dict[str, Any] = {
        "article": ArticleRefV1(
            id=accepted.id,
            url=article.url,
            publisher=article.publisher,
            title=article.title,
            language=accepted.language,
            published_at=article.published_at,
            content_sha256=accepted.content_sha256 or "",
            story_id=accepted.story_id,
            version=accepted.version,
        ),
        "places": (),
        "quotes": (),
        "pipeline": PipelineV1(version="0", fingerprint="f00d", truncated=False, notes=()),
        **{name: make(article.text) for name, make in TOLD.items() if name not in changes},
        **changes,
    }
    fields["stances"] = tuple(with_stance_id(tag, key) for tag in fields["stances"])
    fields["events"] = tuple(with_event_id(tag, key) for tag in fields["events"])
    return EnrichedArticleV1(**fields)


TOLD: dict[str, Callable[[str], tuple[Any, ...]]] = {
    "entities": lambda text: (make_entity("e1", "Norland", text), make_entity("e2", "Sudland", text)),
    "stances": lambda text: (make_stance(text=text),),
    "events": lambda text: (make_event(text=text),),
}


def make_mention(article: RawArticleV1 | None = None, **changes: Any) -> EventMentionV1:
    """Return the one event of a built article as a telling; changes go to the mention itself."""
    accepted = make_accepted(article=article or make_raw_article())
    record = make_enriched(accepted)
    assert accepted.article is not None
    return Manifest(record).mention(record.events[0], accepted.article.text, 500).model_copy(update=changes)
