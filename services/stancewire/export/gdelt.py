"""`gdelt-tsv`: the 61 columns of GDELT 2.0's event table, one row for each actor with each recipient, no header.

Countries are ISO 3166 alpha-3 also where GDELT writes FIPS; columns that this coder cannot know stay empty.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Final

from stancewire.export.columns import Column, Pair, cells, pairs
from stancewire.export.told import Told
from stancewire.nlp import ontology
from stancewire_schemas.codes import EventType
from stancewire_schemas.event import EventSiteV1
from stancewire_schemas.stance import PartyV1

_QUADS: Final = {
    "verbal_cooperation": 1, "material_cooperation": 2, "verbal_conflict": 3, "material_conflict": 4,
}  # fmt: skip
_GEO_TYPES: Final = {"country": 1, "city": 4, "region": 5}
_UNKNOWN: Final = ""
Side = Callable[[Pair], PartyV1 | None]


def lines(events: Iterable[Told]) -> Iterable[str]:
    """Yield one line a pair, in the order of the events."""
    for told in events:
        for pair in pairs(told):
            yield "\t".join(cells(COLUMNS, pair))


def number_of(pair: Pair) -> int:
    """Return GDELT's whole number for a row: 60 bits of the hash of event and pair, the same in every run."""
    digest = hashlib.sha256(f"{pair.told.id}/{pair.number}".encode()).hexdigest()
    return int(digest[:15], 16)


def _day(pair: Pair) -> str:
    return (pair.told.day or "").replace("-", "")


def _fraction(pair: Pair) -> str:
    day = pair.told.day
    if day is None:
        return ""
    year, month, date = (int(part) for part in day.split("-"))
    # GDELT's own formula, which gives every month 30 days.
    return f"{year + ((month - 1) * 30 + date) / 365:.4f}"


def _added(pair: Pair) -> str:
    published = min((s.published for s in pair.told.sources if s.published), default="")
    return "".join(character for character in published[:19] if character.isdigit())


def _code(party: PartyV1 | None) -> str:
    return "" if party is None else f"{party.country or ''}{party.sector or ''}"


def _actor(number: int, side: Side) -> tuple[Column, ...]:
    def of(name: str) -> Callable[[Pair], str | None]:
        def value(pair: Pair) -> str | None:
            party = side(pair)
            return None if party is None else getattr(party, name)

        return value

    empty = ("KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return (
        Column(f"Actor{number}Code", lambda pair: _code(side(pair))),
        Column(f"Actor{number}Name", lambda pair: (of("name")(pair) or "").upper()),
        Column(f"Actor{number}CountryCode", of("country")),
        *(Column(f"Actor{number}{name}", _nothing) for name in empty),
        Column(f"Actor{number}Type1Code", of("sector")),
        Column(f"Actor{number}Type2Code", _nothing),
        Column(f"Actor{number}Type3Code", _nothing),
    )


def _geo(prefix: str, site: Callable[[Pair], EventSiteV1 | None]) -> tuple[Column, ...]:
    def of(name: str) -> Callable[[Pair], object]:
        return lambda pair: getattr(site(pair), name, None)

    return (
        Column(f"{prefix}Geo_Type", lambda pair: _GEO_TYPES.get(getattr(site(pair), "kind", ""), 0)),
        Column(f"{prefix}Geo_FullName", of("name")),
        Column(f"{prefix}Geo_CountryCode", of("country")),
        Column(f"{prefix}Geo_ADM1Code", _nothing),
        Column(f"{prefix}Geo_ADM2Code", _nothing),
        Column(f"{prefix}Geo_Lat", of("lat")),
        Column(f"{prefix}Geo_Long", of("lon")),
        Column(f"{prefix}Geo_FeatureID", of("geonames_id")),
    )


def _nothing(_: Pair) -> str:
    return _UNKNOWN


def _nowhere(_: Pair) -> None:
    return None


COLUMNS: Final[tuple[Column, ...]] = (
    Column("GlobalEventID", number_of),
    Column("Day", _day),
    Column("MonthYear", lambda pair: _day(pair)[:6]),
    Column("Year", lambda pair: _day(pair)[:4]),
    Column("FractionDate", _fraction),
    *_actor(1, lambda pair: pair.actor),
    *_actor(2, lambda pair: pair.recipient),
    Column("IsRootEvent", _nothing),
    Column("EventCode", lambda pair: pair.told.body.cameo),
    Column("EventBaseCode", lambda pair: pair.told.body.cameo[:3]),
    Column("EventRootCode", lambda pair: pair.told.body.cameo[:2]),
    Column("QuadClass", lambda pair: _QUADS[ontology.quad(EventType(pair.told.body.type))]),
    Column("GoldsteinScale", lambda pair: pair.told.body.goldstein),
    Column("NumMentions", lambda pair: pair.told.tellings),
    Column("NumSources", lambda pair: len({source.publisher for source in pair.told.sources})),
    Column("NumArticles", lambda pair: len({source.article_id for source in pair.told.sources})),
    Column("AvgTone", _nothing),
    *_geo("Actor1", _nowhere),
    *_geo("Actor2", _nowhere),
    *_geo("Action", lambda pair: pair.told.body.place),
    Column("DATEADDED", _added),
    Column("SOURCEURL", lambda pair: next((source.url for source in pair.told.sources if source.url), "")),
)
