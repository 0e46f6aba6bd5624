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
from stancewire.merge.parts import Beside, Filed, beside
from stancewire.merge.side import Side, side
from stancewire.merge.sites import Site, site_of
from stancewire.merge.wording import Wording, numbers_in, wording
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

    What is told beside it may be packed. What it is filed under is not kept on disk: None then.
    """

    type: str
    mode: str | None
    status: str
    stems: frozenset[str]
    sentences: frozenset[int]
    texts: frozenset[tuple[str, int]]
    filed: Filed | None
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
    return _profile(event, _told_by(event.sources), event.sources)


def profile_of_both(event: EventV1, one: Profile, other: Profile) -> Profile:
    """Return the profile of an event that has the tellings of two profiles and no other."""
    return _profile(event, _told_together(one, other), event.sources)


def profile_of_source(source: EventSourceV1) -> Profile:
    """Return the profile of one telling."""
    return _profile(source.telling, _told_by((source,)), (source,))


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


class _Told(NamedTuple):
    """What all tellings of an event say together, whatever its summary says."""

    wording: Wording
    texts: frozenset[tuple[str, int]]
    published: Days | None


def _told_by(sources: tuple[EventSourceV1, ...]) -> _Told:
    issues = [source.published_at.toordinal() for source in sources if source.published_at]
    texts = frozenset([(source.article_id, source.version) for source in sources])
    return _Told(_joined([wording(s) for s in sources]), texts, Days(min(issues), max(issues)) if issues else None)


def _told_together(one: Profile, other: Profile) -> _Told:
    own, others = beside(one.beside), beside(other.beside)
    words = Wording(
        one.stems | other.stems, one.sentences | other.sentences, own.names | others.names, own.words | others.words
    )
    first, last = one.published or other.published, other.published or one.published
    issues = Days(min(first.first, last.first), max(first.last, last.last)) if first and last else None
    return _Told(words, one.texts | other.texts, issues)


def _profile(body: EventBodyV1, told: _Told, sources: tuple[EventSourceV1, ...]) -> Profile:
    (stems, sentences, names, words), texts, published = told
    sketches = tuple([source.sketch for source in sources[-_SKETCHES:] if has_words(source.sketch)])
    profile = Profile(
        body.type,
        body.mode,
        status_group(body.status),
        stems,
        sentences,
        texts,
        None,
        Beside(names, words, sketches, numbers_in(words)),
        tuple(map(side, body.actors)),
        tuple(map(side, body.recipients)),
        counts_of(body.magnitudes),
        site_of(body.place),
        _days(body),
        published,
    )
    return profile._replace(filed=filed(profile))


def filed(profile: Profile) -> Filed:
    """Return what an event is found under."""
    if profile.filed is not None:
        return profile.filed
    parties, names = profile.actors + profile.recipients, beside(profile.beside).names
    under = Found(parties, profile.sentences, names, profile.place, profile.stems)
    return Filed(_weeks(profile.days, profile.published), anchors((profile.type, profile.status), under))


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
