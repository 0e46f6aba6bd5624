"""What the formats write: one event, whichever record it came in, with the articles that tell it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from stancewire.enrich.manifest import Manifest
from stancewire.errors import UserError
from stancewire_schemas import EnrichedArticleV1, EventMentionV1, EventV1
from stancewire_schemas.event import EventBodyV1


@dataclass(frozen=True, slots=True)
class Source:
    """One article that tells the event; `published` is an ISO 8601 time, `evidence` its first sentence."""

    article_id: str
    publisher: str | None
    published: str | None
    url: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event to be written. `day` is its own first day, else that of its first report, else None."""

    id: str
    revision: int
    body: EventBodyV1
    sources: tuple[Source, ...]
    tellings: int

    @property
    def day(self) -> str | None:
        """The event's first day as ISO 8601; where the text dates nothing, the day of the first report."""
        own = self.body.date.start if self.body.date else None
        reported = min((source.published[:10] for source in self.sources if source.published), default=None)
        return own or reported

    @property
    def is_dated(self) -> bool:
        """Tell whether the day is the event's own rather than its report's."""
        return self.body.date is not None and self.body.date.start is not None


def told_in(lines: Iterable[tuple[str, str]]) -> Iterator[Told]:
    """Yield the events of JSON lines with their places: EventV1, EventMentionV1 or EnrichedArticleV1, also mixed.

    Of an event with several revisions the last stands, in the place of the first. Raise UserError that names the
    place of any other line.
    """
    last: dict[str, Told] = {}
    for place, line in lines:
        for told in _of_line(place, line) if line.strip() else ():
            known = last.get(told.id)
            if known is None or told.revision >= known.revision:
                last[told.id] = told
    yield from last.values()


def _of_line(place: str, line: str) -> list[Told]:
    try:
        row = json.loads(line)
        return _READERS[_kind(row)](line)
    except (ValueError, KeyError, ValidationError):
        raise UserError(f"{place} is no event and no coded article", exit_code=1) from None


def _kind(row: object) -> str:
    fields = row if isinstance(row, dict) else {}
    return next((name for name in ("event_id", "entities", "evidence") if name in fields), "")


def _of_event(event: EventV1) -> Told:
    sources = tuple(
        Source(
            source.article_id,
            source.publisher,
            source.published_at.isoformat() if source.published_at else None,
            None,
            source.evidence[0].text if source.evidence else None,
        )
        for source in event.sources
    )
    return Told(event.event_id, event.revision, event, sources, len(event.mention_ids))


def _of_article(record: EnrichedArticleV1) -> list[Told]:
    manifest = Manifest(record)
    return [told for tag in record.events for told in _of_mention(manifest.bare(tag))]


def _of_mention(mention: EventMentionV1) -> list[Told]:
    if mention.withdrawn:
        return []
    article = mention.article
    source = Source(
        article.id,
        article.publisher,
        article.published_at.isoformat() if article.published_at else None,
        article.url,
        mention.evidence[0].text if mention.evidence else None,
    )
    return [Told(mention.id, 1, mention, (source,), 1)]


_READERS: Final[dict[str, Callable[[str], list[Told]]]] = {
    "event_id": lambda line: [_of_event(EventV1.model_validate_json(line))],
    "entities": lambda line: _of_article(EnrichedArticleV1.model_validate_json(line)),
    "evidence": lambda line: _of_mention(EventMentionV1.model_validate_json(line)),
}
"""How to read a line, by a field that only its record has."""
