"""What matching looks at: one telling, or one event with all its tellings, seen the same way. Pure."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from stancewire.core.content_words import hashes_of
from stancewire.merge.counts import Count, counts_of
from stancewire.merge.days import Days
from stancewire.merge.parties import Side, side
from stancewire.merge.sites import Site, site_of
from stancewire.merge.wording import wording
from stancewire_schemas import EventMentionV1, EventV1
from stancewire_schemas.codes import EventStatus
from stancewire_schemas.event import EventBodyV1, EventSourceV1

_SKETCHES: Final = 5
_WEEK: Final = 7
_LONGEST_DAYS: Final = 60
_TOLD_AS_FACT: Final = frozenset({EventStatus.ASSERTED.value, EventStatus.HISTORICAL.value})


class Profile(NamedTuple):
    """One view of an event. `days` is what the text tells, `published` when it was told."""

    type: str
    mode: str | None
    status: str
    stems: frozenset[str]
    sentences: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    sketches: tuple[str, ...]
    texts: frozenset[tuple[str, int]]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    counts: tuple[Count, ...]
    place: Site | None
    days: Days | None
    published: Days | None


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
    # Both are parts of a record that was checked when it was read.
    telling = EventBodyV1.model_construct(**{name: getattr(mention, name) for name in EventBodyV1.model_fields})
    return EventSourceV1.model_construct(
        article_id=mention.article.id,
        version=mention.article.version,
        publisher=mention.article.publisher,
        published_at=mention.article.published_at,
        mention_id=mention.id,
        telling=telling,
        evidence=mention.evidence,
        triggers=mention.triggers,
        sketch=mention.sketch,
        fingerprint=mention.fingerprint,
    )


def _profile(body: EventBodyV1, sources: tuple[EventSourceV1, ...]) -> Profile:
    told = [source.published_at.date().toordinal() for source in sources if source.published_at]
    wordings = [wording(source) for source in sources]
    return Profile(
        type=body.type,
        mode=body.mode,
        status=status_group(body.status),
        actors=tuple(map(side, body.actors)),
        recipients=tuple(map(side, body.recipients)),
        place=site_of(body.place),
        days=_days(body),
        published=Days(min(told), max(told)) if told else None,
        stems=frozenset().union(*(w.stems for w in wordings)),
        sentences=frozenset().union(*(w.sentences for w in wordings)),
        names=frozenset().union(*(w.names for w in wordings)),
        words=frozenset().union(*(w.words for w in wordings)),
        sketches=tuple(source.sketch for source in sources[-_SKETCHES:] if hashes_of(source.sketch)[0]),
        counts=counts_of(body.magnitudes),
        texts=frozenset((source.article_id, source.version) for source in sources),
    )


def _days(body: EventBodyV1) -> Days | None:
    if body.date is None or body.date.start is None:
        return None
    first = date.fromisoformat(body.date.start).toordinal()
    last = date.fromisoformat(body.date.end).toordinal() if body.date.end else first + _WEEK
    return Days(first, max(first, last))


def weeks(profile: Profile) -> tuple[int, ...]:
    """Return the weeks under which a profile is filed; -1 alone for one without any time."""
    spans = [s for s in (profile.days, profile.published) if s and s.last - s.first <= _LONGEST_DAYS]
    found = {week for s in spans for week in range(s.first // _WEEK, s.last // _WEEK + 1)}
    return tuple(sorted(found)) or (-1,)
