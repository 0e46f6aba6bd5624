from __future__ import annotations

import gzip
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.errors import UserError
from stancewire.feeds.findings import Finding
from stancewire.feeds.url_list import leads_in
from stancewire.feeds.web.article import Lead

URL = "https://wire.example/a"
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def write(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def leads(path: Path) -> list[Lead]:
    return [lead for lead in leads_in(path) if isinstance(lead, Lead)]


def test_columns_go_by_their_names_in_any_order(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "Title,published,URL,publisher,language,other\n"
        f'"Talks, ended",2026-03-10T12:00:00Z,{URL},Wire,en,x\n'
        f",soon,{URL}2\n",
    )
    full, bare = leads(path)
    assert full == Lead(URL, title="Talks, ended", publisher="Wire", published_at=NOON, language="en")
    assert bare == Lead(f"{URL}2")


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_commas_tabs_and_semicolons_part_columns(tmp_path: Path, delimiter: str) -> None:
    path = write(
        tmp_path,
        "\ufeff" + delimiter.join(["source_url", "date"]) + "\r\n" + delimiter.join([URL, "20260310120000"]),
    )
    assert leads(path) == [Lead(URL, published_at=NOON)]


def test_a_plain_list_of_addresses_needs_no_names(tmp_path: Path) -> None:
    assert leads(write(tmp_path, f"{URL}\n\n{URL}2\n")) == [Lead(URL), Lead(f"{URL}2")]


@pytest.mark.parametrize(
    ("width", "cells"),
    [
        (16, {2: "20260310120000", 3: "1", 4: "wire.example", 5: URL}),
        (27, {1: "20260310120000", 2: "1", 3: "wire.example", 4: URL}),
        (58, {56: "20260310", 57: URL}),
        (61, {59: "20260310120000", 60: URL}),
    ],
)
def test_tables_of_gdelt_are_known_by_their_width(tmp_path: Path, width: int, cells: dict[int, str]) -> None:
    row = "\t".join(cells.get(column, 'x"') for column in range(width))
    first, second = leads(write(tmp_path, f"{row}\n{row}\n", "gdelt.CSV"))
    assert (first.url, second.url) == (URL, URL)
    assert first.published_at is not None
    assert first.published_at.date() == NOON.date()
    assert first.publisher == ("wire.example" if width < 30 else None)


def test_packed_lists_are_read_as_they_are(tmp_path: Path) -> None:
    text = f"url\n{URL}\n".encode()
    packed = tmp_path / "list.csv.gz"
    packed.write_bytes(gzip.compress(text))
    archive = tmp_path / "mentions.CSV.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("mentions.CSV", text)
    assert leads(packed) == leads(archive) == [Lead(URL)]
    for broken in (packed, archive):
        broken.write_bytes(broken.read_bytes()[:-12])
        with pytest.raises(UserError, match=broken.name):
            leads(broken)


def test_a_row_that_leads_nowhere_is_told_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, f"url,title\n{URL},A\nBBC Monitoring,B\n\nC\n{URL}2,D\n")
    told = [found.source for found in leads_in(path) if isinstance(found, Finding)]
    assert (told, len(leads(path))) == ([f"{path}:3", f"{path}:5"], 2)


def test_gdelt_mentions_that_are_not_of_the_web_lead_nowhere(tmp_path: Path) -> None:
    row = "\t".join("2" if column == 3 else "x" for column in range(16))
    (found,) = leads_in(write(tmp_path, row + "\n"))
    assert isinstance(found, Finding)


@pytest.mark.parametrize("text", ["a,b,c\nd,e,f\n", "nothing\n"])
def test_a_table_without_an_address_is_refused_whole(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError, match="no column is named url"):
        list(leads_in(write(tmp_path, text)))


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(UserError, match=r"nowhere\.csv: No such file"):
        list(leads_in(Path("nowhere.csv")))


@given(raw=st.binary(max_size=300))
@settings(max_examples=80, deadline=None)
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("lists") / "list.csv"
    for body in (raw, b"url,title\n" + raw):
        path.write_bytes(body)
        try:
            assert all(isinstance(found, Lead | Finding) for found in leads_in(path))
        except UserError as told:
            assert "no column is named url" in str(told)  # noqa: PT017  # most bytes are no list, which is no defect
