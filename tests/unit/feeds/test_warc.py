from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from feed_desk import Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback_site import page
from warc_files import packed_archive, stored_response, story_record, warc_record

from stancewire.errors import Unreachable, UserError
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.stored_response import read_response
from stancewire.feeds.warc import Archive

NOW = datetime(2026, 4, 1, tzinfo=UTC)


def story(number: int) -> bytes:
    return story_record(f"https://wire.example/{number}")


def archive(folder: Path, records: Iterable[bytes], *, packed: bool = True) -> Archive:
    if packed:
        return Archive.at(packed_archive(folder, records))
    path = folder / "a.warc"
    path.write_bytes(b"".join(records))
    return Archive.at(path)


def deliver_each(desk: Desk, stored: Archive) -> None:
    for finding in stored.findings(NOW, desk.state.place_in(stored.name)):
        desk.courier.deliver([finding])


@pytest.mark.parametrize("packed", [True, False])
def test_stored_pages_become_articles_and_all_else_is_passed_over(tmp_path: Path, desk: Desk, packed: bool) -> None:
    records = [
        warc_record("", b"software: x\r\n", "warcinfo", "application/warc-fields"),
        story(1),
        warc_record(
            "https://wire.example/1", b"GET /1 HTTP/1.1\r\n\r\n", "request", "application/http;msgtype=request"
        ),
        warc_record("https://wire.example/gone", stored_response(b"", "404 Not Found")),
        warc_record("https://wire.example/moved", stored_response(b"", "301 Moved", Location="/1")),
        warc_record("https://wire.example/a.png", stored_response(b"\x89PNG", Content_Type="image/png")),
        warc_record("dns:wire.example", b"1.2.3.4", media="text/dns"),
        warc_record("https://wire.example/login", stored_response(page(body="<p>Please log in.</p>"))),
        warc_record("https://wire.example/bad", b"no http at all"),
        warc_record("https://wire.example/big", stored_response(b"x" * 5_000_001)),
        story(2),
    ]
    deliver_each(desk, archive(tmp_path, records, packed=packed))
    assert desk.outcomes() == sorted([Outcome.SENT, Outcome.SENT, Outcome.EMPTY, Outcome.EMPTY, Outcome.FAILED])
    assert [one.url for one in desk.broker.articles()] == ["https://wire.example/1", "https://wire.example/2"]
    assert desk.broker.articles()[0].published_at is None


@pytest.mark.parametrize("after", range(5))
def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path: Path, desk: Desk, after: int) -> None:
    stored = archive(tmp_path, map(story, range(5)))
    desk.broker.away_after = after
    with pytest.raises(Unreachable):
        deliver_each(desk, stored)
    desk.broker.away_after = None
    seen = list(stored.findings(NOW, desk.state.place_in(stored.name)))
    deliver_each(desk, stored)
    assert [one.url for one in desk.broker.articles()] == [f"https://wire.example/{number}" for number in range(5)]
    assert len(seen) <= 5 - after + 2
    assert [one for one in stored.findings(NOW, desk.state.place_in(stored.name)) if one.is_counted] == []


def test_a_moved_file_is_known_and_another_of_its_name_is_not(tmp_path: Path) -> None:
    first = archive(tmp_path, [story(1)])
    moved = Archive.at(first.path.rename(tmp_path / "b.warc.gz"))
    assert moved.name == first.name
    assert archive(tmp_path, [story(2)]).name != first.name


@pytest.mark.parametrize("lost", [1, 40, 200])
def test_a_file_that_ends_early_is_told_and_read_on_when_it_is_whole(tmp_path: Path, desk: Desk, lost: int) -> None:
    whole = b"".join(map(story, range(3)))
    path = tmp_path / "a.warc"
    path.write_bytes(whole[: -4 - lost])
    deliver_each(desk, Archive.at(path))
    assert desk.outcomes() == sorted([Outcome.SENT, Outcome.SENT, Outcome.FAILED])
    path.write_bytes(whole)
    deliver_each(desk, Archive.at(path))
    assert [one.url for one in desk.broker.articles()] == [f"https://wire.example/{number}" for number in range(3)]


@given(raw=st.binary(max_size=200), cut=st.integers(0, 2_000))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, raw: bytes, cut: int) -> None:
    path = tmp_path_factory.mktemp("warc") / "a.warc"
    path.write_bytes(story(1)[:cut] + raw + story(2))
    assert all(isinstance(found, Finding) for found in Archive.at(path).findings(NOW))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file"):
        Archive.at(tmp_path / "nowhere.warc")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("gzip", bytes),
        ("br", bytes),
        ("x", bytes),
    ],
)
@pytest.mark.parametrize("chunked", [True, False])
def test_a_body_is_unpacked_as_far_as_it_is_packed(encoding: str, pack: object, chunked: bool) -> None:
    assert callable(pack)
    packed = pack(b"<p>Hi</p>" * 20)
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed) if chunked else packed
    raw = stored_response(body, Content_Encoding=encoding, Transfer_Encoding="chunked")
    assert read_response(raw, 10_000).body == b"<p>Hi</p>" * 20


def test_a_body_that_grows_without_end_is_cut() -> None:
    for pack, encoding in ((gzip.compress, "gzip"), (brotli.compress, "br")):
        raw = stored_response(pack(b"\0" * 30_000_000), Content_Encoding=encoding)
        assert len(read_response(raw, 1_000).body) == 1_000


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader_of_responses(raw: bytes) -> None:
    for message in (
        raw,
        b"HTTP/1.1 200 OK\r\n" + raw,
        stored_response(raw, Transfer_Encoding="chunked", Content_Encoding="gzip"),
    ):
        try:
            read_response(message, 1_000)
        except ValueError as told:
            assert "no HTTP response" in str(told)  # noqa: PT017  # most bytes are none, which is no defect
