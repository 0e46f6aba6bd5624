"""Ids of stances and events, from what they say and where: coding and copying must agree on them."""

from __future__ import annotations

from typing import Final

from stancewire.core.ids import content_id
from stancewire_schemas.enriched_article import EventTagV1, StanceTagV1

UNNUMBERED: Final = "0" * 32
"""Holds the place of an id until the real one is made."""


def article_key(article_id: str, content_sha256: str | None) -> str:
    """Return what stands for one text under one article id in the ids of its records."""
    return f"{article_id}\n{content_sha256}"


def with_stance_id(stance: StanceTagV1, key: str) -> StanceTagV1:
    """Return the stance with its id under an article key; its former id does not count."""
    about = stance.proposition
    ends = (None, None) if about is None else (about.start, about.end)
    said = (stance.holder, stance.target, *ends, stance.polarity, stance.negated)
    return stance.model_copy(update={"id": content_id("stance", key, *said, stance.cue.start, stance.cue.end)})


def with_event_id(event: EventTagV1, key: str) -> EventTagV1:
    """Return the event with its id under an article key; its former id does not count."""
    trigger = event.mentions[0].trigger
    parties = (*event.actors, "→", *event.recipients)
    made = content_id("event", key, event.type, event.mode, *parties, trigger.start, trigger.end)
    return event.model_copy(update={"id": made})
