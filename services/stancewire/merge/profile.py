"""What matching looks at: one telling, or one event with all its tellings, seen the same way. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from stancewire.core.content_words import Sketched, hashes_of
from stancewire.core.ids import content_id
from stancewire.merge.parties import Side, side
from stancewire.merge.wording import names_beside, words_of
from stancewire_schemas import EventMentionV1, EventV1, TextSpan
from stancewire_schemas.codes import EventStatus, PlaceRole
from stancewire_schemas.event import EventBodyV1, EventSiteV1, EventSourceV1

_STEM: Final = 5
_SKETCHES: Final = 5
_WEEK: Final = 7
_LONGEST_DAYS: Final = 60
_TOLD_AS_FACT: Final = frozenset({EventStatus.ASSERTED.value, EventStatus.HISTORICAL.value})


@dataclass(frozen=True, slots=True)
class Days:
    """Inclusive days as ordinals."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One view of an event. `days` is what the text tells, `published` when it was told."""

    type: str
    mode: str | None
    status: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: EventSiteV1 | None
    days: Days | None
    published: Days | None
    stems: frozenset[str]
    sentences: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    sketches: tuple[Sketched, ...]
    counts: tuple[tuple[str, float, float], ...]
    texts: frozenset[tuple[str, int]]


def status_group(status: str) -> str:
    """Return under which status tellings may meet: what is told as past fact is one group, each other its own."""
    return "fact" if status in _TOLD_AS_FACT else status


def profile_of(event: EventV1) -> Profile:
    """Return the profile of an event with all its tellings."""
    return _profile(event, event.sources)


def profile_of_source(source: EventSourceV1) -> Profile:
    """Return the profile of one telling."""
    return _profile(source.telling, (source,))


def source_of(mention: EventMentionV1) -> EventSourceV1:
    """Return a mention as it stands inside an event."""
    return EventSourceV1(
        article_id=mention.article.id,
        version=mention.article.version,
        publisher=mention.article.publisher,
        published_at=mention.article.published_at,
        mention_id=mention.id,
        telling=EventBodyV1(**{name: getattr(mention, name) for name in EventBodyV1.model_fields}),
        evidence=mention.evidence,
        triggers=mention.triggers,
        sketch=mention.sketch,
        fingerprint=mention.fingerprint,
    )


def _profile(body: EventBodyV1, sources: tuple[EventSourceV1, ...]) -> Profile:
    told = [source.published_at.date().toordinal() for source in sources if source.published_at]
    place = body.place
    return Profile(
        type=body.type,
        mode=body.mode,
        status=status_group(body.status),
        actors=tuple(map(side, body.actors)),
        recipients=tuple(map(side, body.recipients)),
        # Where the reporter sat says little of where it happened.
        place=None if place is None or place.role == PlaceRole.DATELINE else place,
        days=_days(body),
        published=Days(min(told), max(told)) if told else None,
        stems=frozenset(stem(t.text) for source in sources for t in source.triggers),
        sentences=frozenset(s for source in sources for s in _sentences(source)),
        names=frozenset(name for source in sources for name in names_beside(source)),
        words=frozenset(word for source in sources for word in words_of(source)),
        sketches=tuple(hashes_of(source.sketch) for source in sources[-_SKETCHES:] if source.sketch),
        counts=tuple((m.kind, m.low or m.value or 0.0, m.high or m.value or m.low or 0.0) for m in body.magnitudes),
        texts=frozenset((source.article_id, source.version) for source in sources),
    )


def _days(body: EventBodyV1) -> Days | None:
    if body.date is None or body.date.start is None:
        return None
    first = date.fromisoformat(body.date.start).toordinal()
    last = date.fromisoformat(body.date.end).toordinal() if body.date.end else first + _WEEK
    return Days(first, max(first, last))


def stem(word: str) -> str:
    """Return enough of a trigger to see "attack" in "attacked" and "attacks"."""
    return word.casefold()[:_STEM]


def _sentences(source: EventSourceV1) -> Iterable[str]:
    words = tuple(t.text.casefold() for t in source.triggers)
    return (content_id(_spaced(span), *words) for span in source.evidence)


def _spaced(span: TextSpan) -> str:
    return " ".join(span.text.casefold().split())


def weeks(profile: Profile) -> tuple[int, ...]:
    """Return the weeks under which a profile is filed; -1 alone for one without any time."""
    spans = [s for s in (profile.days, profile.published) if s and s.last - s.first <= _LONGEST_DAYS]
    found = {week for s in spans for week in range(s.first // _WEEK, s.last // _WEEK + 1)}
    return tuple(sorted(found)) or (-1,)
