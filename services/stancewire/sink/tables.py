"""THE TABLES AS A TABLE: columns, types, keys and what they mean. Data only; docs/sink.md says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TABLES_VERSION: Final = 1
"""Grows when a database that an older sink made can no longer be written to."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `type` is a name that DuckDB and PostgreSQL share."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. The first column of its key is the id of the record that its rows were made from."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    asked_by: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        """Return the column by which a record's rows are found."""
        return self.key[0]


def _columns(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


def _party(side: str, whose: str) -> tuple[Column, ...]:
    return _columns(
        (f"{side}_id", "TEXT", f"{whose}: `wd:` and the Wikidata item, else an id of our own"),
        (f"{side}_name", "TEXT", "the fullest name known"),
        (f"{side}_type", "TEXT", "person, organisation, government, armed_group, country, …"),
        (f"{side}_country", "TEXT", "ISO 3166 alpha-3"),
        (f"{side}_sector", "TEXT", "PLOVER sector"),
        (f"{side}_role", "TEXT", "title on the day of publication"),
    )


EVENTS: Final = Table(
    "events",
    "one row an event, in its highest revision",
    ("event_id",),
    (
        *_columns(
            ("event_id", "TEXT", "never changes"),
            ("revision", "INTEGER", "grows with every change"),
            ("type", "TEXT", "PLOVER type, such as PROTEST"),
            ("mode", "TEXT", "PLOVER mode, such as aerial"),
            ("cameo", "TEXT", "nearest CAMEO code"),
            ("goldstein", "DOUBLE PRECISION", "-10 conflict to 10 cooperation"),
            ("status", "TEXT", "only `asserted` is told as done"),
            ("date_start", "DATE", "first day, null where the text gives none"),
            ("date_end", "DATE", "last day, null where open"),
            ("date_granularity", "TEXT", "day, week, month, …"),
            ("date_words", "TEXT", "the words that say when"),
            ("place_name", "TEXT", "name in the gazetteer"),
            ("place_kind", "TEXT", "country, region, city, sea or other"),
            ("place_role", "TEXT", "site, origin, destination, transit or dateline"),
            ("place_country", "TEXT", "ISO 3166 alpha-3"),
            ("geonames_id", "BIGINT", "GeoNames id"),
            ("place_wikidata_id", "TEXT", "Wikidata id of a region or sea without a GeoNames id"),
            ("lat", "DOUBLE PRECISION", "degrees north"),
            ("lon", "DOUBLE PRECISION", "degrees east"),
            ("claimed_by_id", "TEXT", "who says so, null where a source does in its own voice"),
            ("claimed_by_name", "TEXT", "its name"),
            ("confidence", "DOUBLE PRECISION", "0 to 1"),
            ("first_seen", "TIMESTAMP", "earliest publication, UTC"),
            ("last_seen", "TIMESTAMP", "latest publication, UTC"),
            ("articles", "INTEGER", "articles that tell it"),
            ("publishers", "INTEGER", "publishers that tell it"),
            ("fingerprint", "TEXT", "of the pipeline that made the latest telling"),
        ),
    ),
    asked_by=("date_start", "type", "place_country"),
)
PARTIES: Final = Table(
    "event_parties",
    "who did it and to whom: one row a party",
    ("event_id", "side", "position"),
    _columns(
        ("event_id", "TEXT", "→ events"),
        ("side", "TEXT", "actor or recipient"),
        ("position", "INTEGER", "from 0, in the order of the record"),
        ("party_id", "TEXT", "`wd:` and the Wikidata item, else an id of our own"),
        ("name", "TEXT", "the fullest name known"),
        ("type", "TEXT", "person, organisation, government, armed_group, country, …"),
        ("country", "TEXT", "ISO 3166 alpha-3"),
        ("sector", "TEXT", "PLOVER sector"),
        ("role", "TEXT", "title on the day of publication"),
        ("link_confidence", "DOUBLE PRECISION", "how sure the id is, 0 to 1"),
    ),
    asked_by=("party_id",),
)
COUNTRIES: Final = Table(
    "event_countries",
    "the countries that an event's place lies in: one row a country",
    ("event_id", "country"),
    _columns(
        ("event_id", "TEXT", "→ events"),
        ("country", "TEXT", "ISO 3166 alpha-3; several for a place that borders run through"),
    ),
    asked_by=("country",),
)
CONTEXTS: Final = Table(
    "event_contexts",
    "what an event is about: one row a context",
    ("event_id", "context"),
    _columns(
        ("event_id", "TEXT", "→ events"),
        ("context", "TEXT", "PLOVER context, such as elections"),
    ),
)
MAGNITUDES: Final = Table(
    "event_magnitudes",
    "how many or how much: one row a number told",
    ("event_id", "position"),
    _columns(
        ("event_id", "TEXT", "→ events"),
        ("position", "INTEGER", "from 0, in the order of the record"),
        ("kind", "TEXT", "killed, injured, arrested, displaced, money, …"),
        ("value", "DOUBLE PRECISION", "null for words without a number, such as dozens"),
        ("low", "DOUBLE PRECISION", "lower bound"),
        ("high", "DOUBLE PRECISION", "upper bound, null where open"),
        ("unit", "TEXT", "ISO 4217 for money"),
        ("words", "TEXT", "the words that say so"),
    ),
)
SOURCES: Final = Table(
    "event_sources",
    "who tells it: one row a telling",
    ("event_id", "mention_id"),
    _columns(
        ("event_id", "TEXT", "→ events"),
        ("mention_id", "TEXT", "id of the telling on the mention topic"),
        ("article_id", "TEXT", "the feed's id of the article"),
        ("version", "INTEGER", "which text under that id"),
        ("publisher", "TEXT", "who published it"),
        ("published_at", "TIMESTAMP", "UTC"),
        ("type", "TEXT", "what this article says it was"),
        ("status", "TEXT", "whether this article tells it as done"),
        ("place_name", "TEXT", "where, says this article"),
        ("confidence", "DOUBLE PRECISION", "0 to 1"),
        ("evidence", "TEXT", "its first sentence that tells it"),
        ("evidence_start", "INTEGER", "code points from the start of the article's text"),
        ("evidence_end", "INTEGER", "exclusive"),
        ("trigger", "TEXT", "the word that tells it"),
    ),
    asked_by=("article_id",),
)
STANCES: Final = Table(
    "stances",
    "one row a stance that its article still takes",
    ("stance_id",),
    (
        *_columns(("stance_id", "TEXT", "hash of what it says and where")),
        *_party("holder", "whose stand, null for the publication's own voice"),
        *_party("target", "towards whom, where it is an entity"),
        *_columns(
            ("proposition", "TEXT", "the claim, where it is about one"),
            ("polarity", "TEXT", "favour, against, neutral or mixed"),
            ("basis", "TEXT", "stated, act or narrator"),
            ("negated", "BOOLEAN", "the cue stands under a negation"),
            ("hedged", "BOOLEAN", "the cue is softened"),
            ("quote_form", "TEXT", "direct, indirect or mixed; null where there is no quote"),
            ("evidence", "TEXT", "the words that show it"),
            ("evidence_start", "INTEGER", "code points from the start of the article's text"),
            ("evidence_end", "INTEGER", "exclusive"),
            ("cue", "TEXT", "the word that carries it"),
            ("rule", "TEXT", "the rule that read it"),
            ("confidence", "DOUBLE PRECISION", "0 to 1"),
            ("article_id", "TEXT", "the feed's id of the article"),
            ("version", "INTEGER", "which text under that id"),
            ("publisher", "TEXT", "who published it"),
            ("title", "TEXT", "the headline"),
            ("url", "TEXT", "where it can be read"),
            ("language", "TEXT", "BCP 47"),
            ("published_at", "TIMESTAMP", "UTC"),
            ("story_id", "TEXT", "shared by copies and versions of one story"),
            ("copy_of", "TEXT", "article whose text this one repeats; null for a first telling"),
            ("fingerprint", "TEXT", "of the pipeline that made it"),
        ),
    ),
    asked_by=("holder_id", "target_id", "article_id"),
)

EVENT_TABLES: Final = (EVENTS, PARTIES, COUNTRIES, CONTEXTS, MAGNITUDES, SOURCES)
STANCE_TABLES: Final = (STANCES,)
TABLES: Final = (*EVENT_TABLES, *STANCE_TABLES)
