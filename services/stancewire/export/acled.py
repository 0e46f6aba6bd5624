"""`acled-csv`: the 31 columns of ACLED's event file, one row an event, with a header.

Only what ACLED counts is written: violence, demonstrations and strategic developments that are told as fact.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import cache
from typing import Final

from stancewire.export.columns import Column, Pair, cells, total
from stancewire.export.told import Told
from stancewire.nlp import ontology
from stancewire_schemas.codes import EntityType, EventStatus, EventType, Sector
from stancewire_schemas.stance import PartyV1

_STATE: Final = frozenset({Sector.MILITARY, Sector.POLICE, Sector.GOVERNMENT, Sector.SPY, Sector.JUDICIARY})
_GEO_PRECISION: Final = {"city": 1, "region": 2, "country": 3}
_TIME_PRECISION: Final = {"day": 1, "week": 2}
_TIMELESS: Final = 3
_CIVILIANS: Final = "Civilians"


def lines(events: Iterable[Told]) -> Iterable[str]:
    """Yield the header, then one line for each event that ACLED counts."""
    yield _line(column.name for column in COLUMNS)
    for told in events:
        if kind_of(told) is not None:
            yield _line(cells(COLUMNS, _row(told)))


def kind_of(told: Told) -> tuple[str, str, str] | None:
    """Return ACLED's disorder, event and sub-event type, or None for what ACLED does not count."""
    if told.body.status != EventStatus.ASSERTED:
        return None
    known, kind = _kinds(), told.body.type
    return known.get((kind, told.body.mode or "-")) or known.get((kind, "-"))


@cache
def _kinds() -> dict[tuple[str, str], tuple[str, str, str]]:
    table = ontology.rows("ontology/acled.tsv")
    return {(kind, mode): (disorder, event, sub) for kind, mode, disorder, event, sub in table}


def _line(values: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(list(values))
    return out.getvalue()


def _row(told: Told) -> Pair:
    return Pair(told, next(iter(told.body.actors), None), next(iter(told.body.recipients), None), 0)


def _kind(index: int, pair: Pair) -> str:
    kind = kind_of(pair.told)
    return "" if kind is None else kind[index]


def _others(parties: tuple[PartyV1, ...]) -> str:
    return "; ".join(party.name for party in parties[1:])


def _group(pair: Pair, party: PartyV1 | None, *, acts: bool) -> str:
    """Return ACLED's group of a party: what it is, and for those who demonstrate what they do."""
    if acts and pair.told.body.type == EventType.PROTEST:
        return "Rioters" if pair.told.body.mode == "riot" else "Protesters"
    if party is None:
        return ""
    if party.type in {EntityType.GOVERNMENT, EntityType.COUNTRY} or party.sector in _STATE:
        return "State forces"
    if party.type == EntityType.ARMED_GROUP or party.sector == Sector.REBEL:
        return "Rebel group"
    return "Political militia" if party.sector == Sector.UNIDENTIFIED_ARMED else _CIVILIANS


def _interaction(pair: Pair) -> str:
    first, second = _group(pair, pair.actor, acts=True), _group(pair, pair.recipient, acts=False)
    return "-".join(name for name in (first, second) if name)


def _targets_civilians(pair: Pair) -> str:
    hit = pair.told.body.type == EventType.ASSAULT and _group(pair, pair.recipient, acts=False) == _CIVILIANS
    return "Civilian targeting" if hit else ""


def _time_precision(pair: Pair) -> int:
    own = pair.told.body.date
    return _TIME_PRECISION.get(str(own.granularity), _TIMELESS) if own and pair.told.is_dated else _TIMELESS


def _place(name: str, pair: Pair) -> object:
    return getattr(pair.told.body.place, name, None)


def _sources(pair: Pair) -> str:
    return "; ".join(dict.fromkeys(source.publisher or source.article_id for source in pair.told.sources))


def _notes(pair: Pair) -> str:
    return next((source.evidence for source in pair.told.sources if source.evidence), "")


def _nothing(_: Pair) -> str:
    return ""


COLUMNS: Final[tuple[Column, ...]] = (
    Column("event_id_cnty", lambda pair: f"{_place('country', pair) or ''}{pair.told.id}"),
    Column("event_date", lambda pair: pair.told.day),
    Column("year", lambda pair: (pair.told.day or "")[:4]),
    Column("time_precision", _time_precision),
    Column("disorder_type", lambda pair: _kind(0, pair)),
    Column("event_type", lambda pair: _kind(1, pair)),
    Column("sub_event_type", lambda pair: _kind(2, pair)),
    Column("actor1", lambda pair: pair.actor.name if pair.actor else ""),
    Column("assoc_actor_1", lambda pair: _others(pair.told.body.actors)),
    Column("inter1", lambda pair: _group(pair, pair.actor, acts=True)),
    Column("actor2", lambda pair: pair.recipient.name if pair.recipient else ""),
    Column("assoc_actor_2", lambda pair: _others(pair.told.body.recipients)),
    Column("inter2", lambda pair: _group(pair, pair.recipient, acts=False)),
    Column("interaction", _interaction),
    Column("civilian_targeting", _targets_civilians),
    Column("iso", _nothing),
    Column("region", _nothing),
    Column("country", lambda pair: _place("country", pair)),
    Column("admin1", _nothing),
    Column("admin2", _nothing),
    Column("admin3", _nothing),
    Column("location", lambda pair: _place("name", pair)),
    Column("latitude", lambda pair: _place("lat", pair)),
    Column("longitude", lambda pair: _place("lon", pair)),
    Column("geo_precision", lambda pair: _GEO_PRECISION.get(str(_place("kind", pair)), "")),
    Column("source", _sources),
    Column("source_scale", _nothing),
    Column("notes", _notes),
    Column("fatalities", lambda pair: total(pair.told, "killed") or 0),
    Column("tags", lambda pair: "; ".join(pair.told.body.contexts)),
    Column("timestamp", _nothing),
)
