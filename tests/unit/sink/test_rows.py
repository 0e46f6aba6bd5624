from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from topic_records import EVENT, STANCE, end, event, message, stance

from stancewire.sink.changes import Rows, read
from stancewire.sink.tables import TABLES, Table
from stancewire.sink.views import VIEWS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "sink.md"
BY_NAME = {table.name: table for table in TABLES}


def rows(topic: str, record: tuple[bytes, bytes]) -> Rows:
    told = read(message(topic, 0, record))
    assert told is not None
    return told.rows


def named(found: Rows, table: str) -> list[dict[str, Any]]:
    return [dict(zip([c.name for c in BY_NAME[table].columns], row, strict=True)) for row in found[table]]


def test_an_event_becomes_one_row_and_those_of_its_parties_and_sources() -> None:
    found = rows("event.v1", event(1, 2))
    (row,) = named(found, "events")
    assert row["revision"] == 2
    assert row["date_start"] == date.fromisoformat(EVENT["date"]["start"])
    assert row["date_words"] == "Friday"
    assert row["first_seen"] == datetime.fromisoformat("2026-03-14T04:30:00")
    assert row["last_seen"] == datetime.fromisoformat("2026-03-14T06:00:00")
    assert (row["articles"], row["publishers"]) == (2, 2)
    assert [(p["side"], p["name"]) for p in named(found, "event_parties")] == [
        ("actor", "Tonga"),
        ("actor", "Fiji"),
    ]
    assert [s["publisher"] for s in named(found, "event_sources")] == ["Pacific Desk", "Harbour Gazette"]
    assert named(found, "event_sources")[0]["evidence"] == EVENT["sources"][0]["evidence"][0]["text"]
    assert named(found, "event_contexts") == [{"event_id": row["event_id"], "context": "resources"}]


def test_a_place_a_claim_and_numbers_have_columns() -> None:
    place = {"name": "Suva", "geonames_id": 2198148, "country": "FJI", "lat": -18.1, "lon": 178.4, "kind": "city"}
    number = {"kind": "arrested", "value": None, "low": 24, "high": None, "unit": None}
    found = rows(
        "event.v1",
        event(
            1,
            place=place | {"role": "site", "confidence": 0.9},
            magnitudes=[number | {"start": 0, "end": 6, "text": "dozens"}],
            claimed_by=EVENT["actors"][0],
            date=None,
        ),
    )
    (row,) = named(found, "events")
    assert (row["place_name"], row["place_role"], row["geonames_id"], row["lon"]) == (
        "Suva",
        "site",
        2198148,
        178.4,
    )
    assert named(found, "event_countries") == [{"event_id": row["event_id"], "country": "FJI"}]
    assert row["claimed_by_name"] == "Tonga"
    assert row["date_start"] is None
    (told,) = named(found, "event_magnitudes")
    assert (told["low"], told["value"], told["words"]) == (24, None, "dozens")


def test_a_place_that_borders_run_through_has_a_row_a_country() -> None:
    region = {
        "name": "Sahel",
        "geonames_id": None,
        "wikidata_id": "Q66065",
        "country": None,
        "lat": 15.0,
        "lon": 5.0,
    }
    told = region | {"countries": ["MLI", "NER"], "kind": "region", "role": "site", "confidence": 0.9}
    found = rows("event.v1", event(1, place=told))
    assert [row["country"] for row in named(found, "event_countries")] == ["MLI", "NER"]
    assert named(found, "events")[0]["place_wikidata_id"] == "Q66065"


def test_a_stance_becomes_one_row_with_holder_target_and_article() -> None:
    (row,) = named(rows("stance.v1", stance(1)), "stances")
    assert row["holder_name"] == STANCE["holder"]["name"]
    assert row["target_id"] == (STANCE["target"] or {}).get("id")
    assert (row["polarity"], row["cue"], row["rule"]) == (
        STANCE["polarity"],
        STANCE["cue"]["text"],
        STANCE["cue"]["rule"],
    )
    assert row["article_id"] == STANCE["article"]["id"]


def test_a_publications_own_voice_has_no_holder() -> None:
    (row,) = named(rows("stance.v1", stance(1, holder=None)), "stances")
    assert [row[f"holder_{name}"] for name in ("id", "name", "type", "country", "sector", "role")] == [None] * 6


@pytest.mark.parametrize(
    ("topic", "record"),
    [
        ("event.v1", (b"x", b"rubbish")),
        ("event.v1", (b"x", b"\xff")),
        ("event.v1", (b"\xff", None)),
        ("event.v1", (b"", None)),
        ("event.v1", event(1, revision=2**31)),
        ("stance.v1", (b"holder", None)),
        ("stance.v1", stance(1, polarity=None)),
        ("stance.v1", stance(1, version=2**40)),
    ],
)
def test_what_no_table_can_hold_is_no_record(topic: str, record: tuple[bytes, bytes | None]) -> None:
    assert read(message(topic, 0, record)) is None


def test_an_end_and_a_withdrawal_have_no_rows() -> None:
    for topic, record in (("event.v1", end(1)), ("stance.v1", stance(1, withdrawn=True))):
        told = read(message(topic, 0, record))
        assert told is not None
        assert told.claim.is_end
        assert told.rows == {}


def test_a_telling_listed_twice_is_one_row_and_a_nul_is_replaced() -> None:
    twice = [EVENT["sources"][0] | {"publisher": "A\0B"}] * 2
    (source,) = named(rows("event.v1", event(1, sources=twice)), "event_sources")
    assert source["publisher"] == "A�B"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_page_names_every_column_with_its_type_and_meaning(table: Table) -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.split(f"### {table.name}\n")[1].split("\n#")[0]
    told = re.findall(r"^\| `(\w+)` \| ([A-Z ]+) \| (.+) \|$", section, re.MULTILINE)
    assert told == [(column.name, column.type, column.meaning) for column in table.columns]
    assert f"key: `{', '.join(table.key)}`" in section


def test_the_page_names_every_view() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in VIEWS if f"`{name}`" not in page] == []
