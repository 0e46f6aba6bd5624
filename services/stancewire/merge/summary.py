"""One event from all its tellings. Pure, and the order in which tellings came does not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from stancewire.core.taken_over import taken_over
from stancewire.merge.parties import SAME, alike
from stancewire.merge.side import Side, side
from stancewire_schemas import EventV1, Record
from stancewire_schemas.codes import DateKind, EventStatus, Granularity, PlaceRole
from stancewire_schemas.enriched_article import DateSpanV1, MagnitudeV1
from stancewire_schemas.event import EventBodyV1, EventSiteV1, EventSourceV1
from stancewire_schemas.stance import PartyV1

_FINE: Final = (Granularity.DAY, Granularity.WEEK, Granularity.RANGE, Granularity.MONTH, Granularity.QUARTER)
_KINDS: Final = (DateKind.ABSOLUTE, DateKind.RELATIVE, DateKind.CHAINED, DateKind.UNRESOLVED)
_SITES: Final = ("city", "other", "region", "sea", "country")
_ASSERTED: Final = EventStatus.ASSERTED.value
_UNDATED: Final = datetime.min.replace(tzinfo=UTC)
Told = TypeVar("Told", bound=Record)
_DOUBT_LEFT: Final = 0.85
"""What each further publisher leaves of the doubt."""


def summarise(event_id: str, revision: int, sources: Iterable[EventSourceV1]) -> EventV1:
    """Return the event that these tellings make. At least one is needed; raise IndexError without."""
    ordered = tuple(sorted(sources, key=order_of))
    body = _body_of_one(ordered[0].telling) if len(ordered) == 1 else _body_of_many(ordered)
    own = {
        "event_id": event_id,
        "revision": revision,
        "first_seen": min([s.published_at for s in ordered if s.published_at], default=None),
        "sources": ordered,
        "mention_ids": tuple(sorted([s.mention_id for s in ordered])),
        "fingerprint": ordered[-1].fingerprint,
    }
    return taken_over(EventV1, body | own)


def _body_of_one(told: EventBodyV1) -> dict[str, Any]:
    """Return what many of one telling would give."""
    body = told.__dict__ | {"confidence": round(told.confidence, 3)}
    if told.magnitudes:
        body["magnitudes"] = _magnitudes([told])
    if len(told.contexts) > 1:
        body["contexts"] = tuple(sorted(set(told.contexts)))
    if len(told.actors) > 1 or len(told.recipients) > 1:
        body |= {"actors": _side([told.actors]), "recipients": _side([told.recipients])}
    return body


def _body_of_many(ordered: tuple[EventSourceV1, ...]) -> dict[str, Any]:
    tellings = [s.telling for s in ordered]
    best = min(ordered, key=lambda s: (-s.telling.confidence, s.mention_id)).telling
    leading = _leading(tellings, best)
    return {
        "type": leading.type,
        "mode": leading.mode,
        "contexts": tuple(sorted({c for t in tellings for c in t.contexts})),
        "cameo": leading.cameo,
        "goldstein": leading.goldstein,
        "status": _status(tellings, best),
        "date": _date(tellings),
        "magnitudes": _magnitudes(tellings),
        "confidence": _confidence(ordered, best.confidence),
        "claimed_by": None if any(t.claimed_by is None for t in tellings) else best.claimed_by,
        "actors": _side([t.actors for t in tellings]),
        "recipients": _side([t.recipients for t in tellings]),
        "place": _place(tellings),
    }


def order_of(source: EventSourceV1) -> tuple[datetime, str, int, str]:
    """Return the place of a source among others: by publication, article, version, telling; undated ones first."""
    return source.published_at or _UNDATED, source.article_id, source.version, source.mention_id


def _most(values: Iterable[Any]) -> list[Any]:
    """Return the values with the highest count, in the order in which they first came."""
    counts = Counter(values)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _leading(tellings: list[EventBodyV1], best: EventBodyV1) -> EventBodyV1:
    own = (best.type, best.mode, best.cameo, best.goldstein)
    kinds = _most([(t.type, t.mode, t.cameo, t.goldstein) for t in tellings])
    if kinds == [own]:
        return best
    chosen = own if own in kinds else min(kinds, key=str)
    return next(t for t in tellings if (t.type, t.mode, t.cameo, t.goldstein) == chosen)


def _status(tellings: list[EventBodyV1], best: EventBodyV1) -> str:
    return _ASSERTED if _ASSERTED in [t.status for t in tellings] else best.status


def _side(told: Sequence[tuple[PartyV1, ...]]) -> tuple[PartyV1, ...]:
    """Return the parties of one side, those told most often first; a lone dissent among many is left out."""
    naming = [parties for parties in told if parties]
    if all(parties == naming[0] for parties in naming) and max(map(len, naming), default=0) <= 1:
        return naming[0] if naming else ()
    groups: list[tuple[Side, list[PartyV1]]] = []
    for party in sorted((p for parties in naming for p in parties), key=_rank):
        own = side(party)
        home = next((group for first, group in groups if first.id == own.id or alike(first, own) >= SAME), None)
        if home is None:
            groups.append((own, [party]))
        else:
            home.append(party)
    kept = [group for _, group in groups if len(group) * 4 >= len(naming)]
    return tuple(g[0] for g in sorted(kept, key=lambda g: (-len(g), _rank(g[0]))))


def _rank(party: PartyV1) -> tuple[float, int, str, str]:
    # The surest and fullest name stands for its group.
    return -party.link_confidence, -len(party.name), party.id, party.role or ""


def _date(tellings: list[EventBodyV1]) -> DateSpanV1 | None:
    told = [t.date for t in tellings if t.date]
    if len(told) <= 1:
        return told[0] if told else None
    days = _most((d.start, d.end) for d in told if d.start)
    return _first([d for d in told if (d.start, d.end) in days or not days], _date_rank)


def _first(values: list[Told], rank: Callable[[Told], Any]) -> Told | None:
    """Return what ranks first; of several the one whose record is the least."""
    if len(values) <= 1:
        return values[0] if values else None
    # Records take longer to write than all the rest, and decide seldom.
    ranks = [rank(value) for value in values]
    first = min(ranks)
    firsts = [value for value, own in zip(values, ranks, strict=True) if own == first]
    return firsts[0] if all(value == firsts[0] for value in firsts) else min(firsts, key=Record.to_bytes)


def _date_rank(told: DateSpanV1) -> tuple[int, int]:
    grain = _FINE.index(Granularity(told.granularity)) if told.granularity in _FINE else len(_FINE)
    kind = _KINDS.index(DateKind(told.kind)) if told.kind in _KINDS else len(_KINDS)
    return grain, kind


def _place(tellings: list[EventBodyV1]) -> EventSiteV1 | None:
    return _first([t.place for t in tellings if t.place], _site_rank)


def _site_rank(site: EventSiteV1) -> tuple[bool, int, float]:
    kind = _SITES.index(site.kind) if site.kind in _SITES else len(_SITES)
    return site.role == PlaceRole.DATELINE, kind, -site.confidence


def _magnitudes(tellings: list[EventBodyV1]) -> tuple[MagnitudeV1, ...]:
    """Return the numbers of each kind as told last: tolls are corrected while a story runs."""
    latest: dict[str, tuple[MagnitudeV1, ...]] = {}
    for telling in (t for t in tellings if t.magnitudes):
        for kind in sorted({m.kind for m in telling.magnitudes}):
            latest[kind] = tuple(m for m in telling.magnitudes if m.kind == kind)
    return tuple(m for kind in sorted(latest) for m in latest[kind])


def _confidence(sources: tuple[EventSourceV1, ...], best: float) -> float:
    publishers = {s.publisher for s in sources}
    return round(1 - (1 - best) * _DOUBT_LEFT ** (len(publishers) - 1), 3)
