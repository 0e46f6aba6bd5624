"""What `stancewire export` writes can be read back, and says what the event says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from builders import make_enriched, make_event, make_mention, make_raw_article

from stancewire.cli import run
from stancewire.errors import UserError
from stancewire.export import acled, gdelt, plover
from stancewire_schemas import EventMentionV1, TextSpan
from stancewire_schemas.enriched_article import DateSpanV1, MagnitudeV1
from stancewire_schemas.event import EventSiteV1

CODEBOOK = Path(__file__).parents[3] / "docs" / "codebook.md"
DATE = DateSpanV1(
    start="2025-03-03",
    end="2025-03-03",
    granularity="day",
    kind="resolved",
    basis=TextSpan(start=0, end=1, text="N"),
)
KILLED = MagnitudeV1(start=0, end=1, text="N", kind="killed", value=7, low=7, high=7, unit=None)
SITE = EventSiteV1(
    name="Port\tNor", geonames_id=42, country="NOR", lat=1.5, lon=-2.25, kind="city", role="site", confidence=0.9
)
Export = Callable[..., bytes]


def telling(**changes: Any) -> EventMentionV1:
    full = {"date": DATE, "magnitudes": (KILLED,), "place": SITE, "contexts": ("military",), "mode": "drone"}
    return make_mention(make_raw_article(url="https://example.org/a"), **{**full, **changes})


@pytest.fixture
def export(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Export:
    def run_it(form: str, *records: Any) -> bytes:
        path = tmp_path / "events.jsonl"
        path.write_bytes(b"".join((r if isinstance(r, bytes) else r.to_bytes()) + b"\n" for r in records))
        with pytest.raises(SystemExit) as ended:
            run(["export", str(path), "--format", form])
        assert ended.value.code == 0
        return capsysbinary.readouterr().out

    return run_it


def test_plover_json_gives_back_sides_date_place_and_numbers(export: Export) -> None:
    mention = telling()
    (row,) = map(json.loads, export("plover-json", mention).splitlines())
    assert list(row) == list(plover.FIELDS)
    assert (row["event_id"], row["event_type"], row["event_mode"]) == (mention.id, "ASSAULT", "drone")
    assert [party["name"] for party in (*row["actor"], *row["recipient"])] == ["Norland", "Sudland"]
    assert (row["event_date"], row["dead"], row["injured"]) == ("2025-03-03", 7, None)
    assert EventSiteV1(**row["event_loc"]) == SITE
    assert row["sources"][0]["url"] == "https://example.org/a"


def test_gdelt_rows_have_its_61_columns_and_one_row_a_pair(export: Export) -> None:
    mention = telling()
    two = mention.model_copy(update={"recipients": (*mention.recipients, *mention.actors)})
    rows = [line.split("\t") for line in export("gdelt-tsv", two).decode().splitlines()]
    names = [column.name for column in gdelt.COLUMNS]
    assert len(names) == 61
    first, second = (dict(zip(names, row, strict=True)) for row in rows)
    assert (first["Actor1Name"], first["Actor2Name"], second["Actor2Name"]) == ("NORLAND", "SUDLAND", "NORLAND")
    assert (first["Day"], first["EventRootCode"], first["QuadClass"]) == ("20250303", "19", "4")
    assert (first["ActionGeo_FullName"], first["ActionGeo_Lat"]) == ("Port Nor", "1.5")
    assert first["GlobalEventID"] != second["GlobalEventID"]


def test_acled_rows_have_its_columns_and_say_what_the_event_says(export: Export) -> None:
    (row,) = csv.DictReader(io.StringIO(export("acled-csv", telling()).decode()))
    assert list(row) == [column.name for column in acled.COLUMNS]
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (row["event_date"], row["time_precision"], row["fatalities"]) == ("2025-03-03", "1", "7")
    assert (row["actor1"], row["actor2"], row["geo_precision"]) == ("Norland", "Sudland", "1")


def test_parquet_gives_back_what_plover_json_holds(export: Export) -> None:
    mention = telling()
    (row,) = map(json.loads, export("plover-json", mention).splitlines())
    table = pyarrow.parquet.read_table(io.BytesIO(export("parquet", mention)))
    assert table.column_names == list(plover.FIELDS)
    assert table.to_pylist() == [row]


def test_parquet_of_no_event_has_the_columns_too(export: Export) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(export("parquet")))
    assert (table.num_rows, table.column_names) == (0, list(plover.FIELDS))


@pytest.mark.parametrize("form", ["gdelt-tsv", "acled-csv"])
@pytest.mark.parametrize("status", ["negated", "hypothetical", "future", "historical"])
def test_what_is_not_told_as_fact_is_in_no_form_that_could_not_say_so(
    export: Export, form: str, status: str
) -> None:
    assert export(form, telling(status=status)) == export(form)


def test_a_coded_article_gives_its_events(export: Export) -> None:
    record = make_enriched(events=(make_event(), make_event("condemned", type="ACCUSE", cameo="111")))
    rows = [json.loads(line) for line in export("plover-json", record).splitlines()]
    assert [row["event_type"] for row in rows] == ["ASSAULT", "ACCUSE"]
    assert [row["event_id"] for row in rows] == [tag.id for tag in record.events]


def test_an_event_without_its_own_date_has_that_of_its_first_report(export: Export) -> None:
    (row,) = map(json.loads, export("plover-json", telling(date=None)).splitlines())
    assert (row["event_date"], row["date"]) == ("2025-03-04", None)
    (row,) = csv.DictReader(io.StringIO(export("acled-csv", telling(date=None)).decode()))
    assert (row["event_date"], row["time_precision"]) == ("2025-03-04", "3")


def test_a_withdrawn_telling_is_not_written(export: Export) -> None:
    assert export("plover-json", telling(withdrawn=True)) == b""


@pytest.mark.parametrize("line", [b"no JSON", b"[]", b'{"id": "a"}'])
def test_a_line_that_is_no_event_is_named(export: Export, line: bytes) -> None:
    with pytest.raises(UserError, match=r"events\.jsonl:2 is no event"):
        export("plover-json", telling(), line)


class SilentReader:
    """A broker that went away: it owes messages and none comes."""

    def caught_up(self) -> bool:
        return False

    def poll(self, timeout_s: float) -> list[object]:
        assert timeout_s > 0
        return []


def test_a_broker_that_falls_silent_ends_the_export_with_exit_3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stancewire.console.reader.open_reader", lambda *_, **__: nullcontext(SilentReader()))
    monkeypatch.setattr("stancewire.cli.export.PATIENCE_S", 0.01)
    with pytest.raises(UserError, match=r"has not answered for 0\.01 s") as silent:
        run(["export", "--topic", "--format", "plover-json"])
    assert silent.value.exit_code == 3


def test_the_codebook_explains_every_column() -> None:
    text = CODEBOOK.read_text(encoding="utf-8")
    names = [*plover.FIELDS, *(column.name for column in (*gdelt.COLUMNS, *acled.COLUMNS))]
    assert [name for name in names if f"`{name}`" not in text] == []
