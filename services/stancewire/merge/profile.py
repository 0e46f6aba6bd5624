"""What matching looks at: one telling, or one event with all its tellings, seen the same way. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from stancewire.core.content_words import has_words
from stancewire.core.taken_over import taken_over
from stancewire.merge.anchors import Found, anchors
from stancewire.merge.counts import Count, counts_of
from stancewire.merge.days import Days
from stancewire.merge.parts import Beside, Filed
from stancewire.merge.side import Side, side
from stancewire.merge.sites import Site, site_of
from stancewire.merge.wording import Wording, wording
from stancewire_schemas import EventMentionV1, EventV1
from stancewire_schemas.codes import EventStatus
from stancewire_schemas.event import EventBodyV1, EventSourceV1

_SKETCHES: Final = 5
_WEEK: Final = 7
_LONGEST_DAYS: Final = 60
_BODY: Final = tuple(EventBodyV1.model_fields)
_TOLD_AS_FACT: Final = frozenset({EventStatus.ASSERTED.value, EventStatus.HISTORICAL.value})


class Profile(NamedTuple):
    """One view of an event. `days` is what the text tells, `published` when it was told.

    What it is filed under and what is told beside it may be packed.
    """

    type: str
    mode: str | None
    status: str
    stems: frozenset[str]
    sentences: frozenset[int]
    texts: frozenset[tuple[str, int]]
    filed: Filed | bytes
    beside: Beside | bytes
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


def profile_of_first(telling: Profile, event: EventV1) -> Profile:
    """Return the profile of an event that has but this one telling."""
    # The summary puts several parties and numbers into an order of its own, and leaves all else as it was told.
    told = event.sources[0].telling
    several = max(len(told.actors), len(told.recipients), len(told.magnitudes)) > 1
    return profile_of(event) if several else telling


def source_of(mention: EventMentionV1) -> EventSourceV1:
    """Return a mention as it stands inside an event."""
    told = mention.__dict__
    article = mention.article
    fields = {
        "article_id": article.id,
        "version": article.version,
        "publisher": article.publisher,
        "published_at": article.published_at,
        "mention_id": mention.id,
        "telling": taken_over(EventBodyV1, {name: told[name] for name in _BODY}),
        "evidence": mention.evidence,
        "triggers": mention.triggers,
        "sketch": mention.sketch,
        "fingerprint": mention.fingerprint,
    }
    return taken_over(EventSourceV1, fields)


def _profile(body: EventBodyV1, sources: tuple[EventSourceV1, ...]) -> Profile:
    told = [source.published_at.toordinal() for source in sources if source.published_at]
    days, published = _days(body), Days(min(told), max(told)) if told else None
    stems, sentences, names, words = _joined([wording(source) for source in sources])
    actors, recipients = tuple(map(side, body.actors)), tuple(map(side, body.recipients))
    kind, place = (body.type, status_group(body.status)), site_of(body.place)
    sketches = tuple([source.sketch for source in sources[-_SKETCHES:] if has_words(source.sketch)])
    return Profile(
        type=body.type,
        mode=body.mode,
        status=kind[1],
        stems=stems,
        sentences=sentences,
        texts=frozenset([(source.article_id, source.version) for source in sources]),
        filed=Filed(
            _weeks(days, published), anchors(kind, Found(actors + recipients, sentences, names, place, stems))
        ),
        beside=Beside(names, words, sketches),
        actors=actors,
        recipients=recipients,
        counts=counts_of(body.magnitudes),
        place=place,
        days=days,
        published=published,
    )


def _joined(wordings: list[Wording]) -> Wording:
    return wordings[0] if len(wordings) == 1 else Wording._make(map(_union, zip(*wordings, strict=True)))


def _union(words: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*words)


def _days(body: EventBodyV1) -> Days | None:
    if body.date is None or body.date.start is None:
        return None
    first = date.fromisoformat(body.date.start).toordinal()
    last = date.fromisoformat(body.date.end).toordinal() if body.date.end else first + _WEEK
    return Days(first, max(first, last))


def _weeks(*told: Days | None) -> tuple[int, ...]:
    """Return the weeks of an event; -1 alone for one without any time."""
    spans = [days for days in told if days and days.last - days.first <= _LONGEST_DAYS]
    found = {week for days in spans for week in range(days.first // _WEEK, days.last // _WEEK + 1)}
    return tuple(sorted(found)) or (-1,)
