"""Ids of stances and events, from what they say and where: coding and copying must agree on them."""

from __future__ import annotations

from typing import Final, TypeVar

from stancewire.core.ids import content_id
from stancewire_schemas.enriched_article import EventTagV1, StanceTagV1

UNNUMBERED: Final = "0" * 32
"""Holds the place of an id until `with_id` gives the real one."""

Tag = TypeVar("Tag", bound=StanceTagV1 | EventTagV1)


def article_key(article_id: str, content_sha256: str | None) -> str:
    """Return what stands for one text under one article id in the ids of its records."""
    return f"{article_id}\n{content_sha256}"


def with_id(tag: Tag, key: str) -> Tag:
    """Return the tag with its id under an article key; the tag's former id does not count."""
    made = _stance_id(tag, key) if isinstance(tag, StanceTagV1) else _event_id(tag, key)
    return tag.model_copy(update={"id": made})


def _stance_id(stance: StanceTagV1, key: str) -> str:
    about = stance.proposition
    ends = (None, None) if about is None else (about.start, about.end)
    said = (stance.holder, stance.target, *ends, stance.polarity, stance.negated)
    return content_id("stance", key, *said, stance.cue.start, stance.cue.end)


def _event_id(event: EventTagV1, key: str) -> str:
    trigger = event.mentions[0].trigger
    parties = (*event.actors, "→", *event.recipients)
    return content_id("event", key, event.type, event.mode, *parties, trigger.start, trigger.end)
