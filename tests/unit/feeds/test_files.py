from __future__ import annotations

import base64
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from stancewire.feeds.files import BadLine, Defaults, FeedMessage, erasure, read_broken, read_feed, read_raw
from stancewire_schemas import RawArticleV1

GOOD = b'{"id": "a1", "text": "Talks ended.", "unknown": 1}'


def write(folder: Path, content: bytes, name: str = "feed.jsonl") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_a_line_is_sent_as_it_stands_under_its_id(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD + b"\r\n")
    assert list(read_feed(path)) == [FeedMessage(b"a1", GOOD, f"{path}:1")]


def test_a_bad_line_is_told_with_file_and_line_and_the_rest_comes(tmp_path: Path) -> None:
    path = write(tmp_path, b"\n" + b'{"id": "a2"}\n' + b"not json\n" + b'{"id": "a3", "text": 3}\n' + GOOD)
    bad_field, no_json, bad_type, good = read_feed(path)
    assert bad_field == BadLine(f"{path}:2", "text: Field required")
    assert isinstance(no_json, BadLine)
    assert no_json.source == f"{path}:3"
    assert no_json.error.startswith("Invalid JSON")
    assert isinstance(bad_type, BadLine)
    assert bad_type.error == "text: Input should be a valid string"
    assert isinstance(good, FeedMessage)
    assert good.source == f"{path}:5"


def test_an_error_never_repeats_the_text(tmp_path: Path) -> None:
    path = write(tmp_path, b'{"id": "", "text": "SECRET", "url": 5}')
    (bad,) = read_feed(path)
    assert isinstance(bad, BadLine)
    assert "SECRET" not in bad.error


def test_defaults_fill_gaps_and_only_gaps(tmp_path: Path) -> None:
    lines = b'{"id": "a1", "text": "x", "publisher": "Own"}\n{"id": "a2", "text": "y"}\n'
    defaults = Defaults(datetime(2025, 9, 21, tzinfo=UTC), "Given")
    first, second = (
        RawArticleV1.from_bytes(message.value or b"")
        for message in read_feed(write(tmp_path, lines), defaults=defaults)
        if isinstance(message, FeedMessage)
    )
    assert (first.publisher, second.publisher) == ("Own", "Given")
    assert first.published_at == second.published_at == datetime(2025, 9, 21, tzinfo=UTC)


def test_a_text_file_is_one_article_named_like_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "Café talks\nended.\n".encode(), "story 7.txt")
    (message,) = read_feed(path)
    assert isinstance(message, FeedMessage)
    article = RawArticleV1.from_bytes(message.value or b"")
    assert (message.key, article.id, article.text) == (b"story 7", "story 7", "Café talks\nended.\n")


def test_a_text_file_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, b"Caf\xe9 talks", "old.txt")
    assert list(read_feed(path)) == [BadLine(path, "not UTF-8: byte 3")]


def test_the_format_given_wins_over_the_name(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, "feed.txt")
    assert list(read_feed(path, "jsonl")) == [FeedMessage(b"a1", GOOD, f"{path}:1")]


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(GOOD + b"\n"))))
    assert list(read_feed("-")) == [FeedMessage(b"a1", GOOD, "stdin:1")]


def test_standard_input_that_is_no_json_is_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(b"Talks ended.\n"))))
    (message,) = read_feed("-")
    assert isinstance(message, FeedMessage)
    assert RawArticleV1.from_bytes(message.value or b"").text == "Talks ended.\n"


def test_raw_lines_are_never_parsed_but_keep_an_id_where_there_is_one(tmp_path: Path) -> None:
    path = write(tmp_path, b'{"id": "a2"}\n\xff\xfe\n[1]\n{"id": 5}\n')
    assert list(read_raw(path)) == [
        FeedMessage(b"a2", b'{"id": "a2"}', f"{path}:1"),
        FeedMessage(f"{path}:2".encode(), b"\xff\xfe", f"{path}:2"),
        FeedMessage(f"{path}:3".encode(), b"[1]", f"{path}:3"),
        FeedMessage(f"{path}:4".encode(), b'{"id": 5}', f"{path}:4"),
    ]


def test_an_erasure_is_a_null_value_under_the_id() -> None:
    assert erasure("a1") == FeedMessage(b"a1", None, "erase a1")


def test_broken_messages_come_out_byte_for_byte(tmp_path: Path) -> None:
    row = {"name": "not UTF-8", "reason": "bad_encoding", "value_b64": base64.b64encode(b"\xff{").decode()}
    path = write(tmp_path, json.dumps(row).encode() + b'\n{"name": "no value"}\n{"name": "x", "value_b64": "%"}\n')
    broken, no_value, no_base64 = read_broken(path)
    assert broken == FeedMessage(b"not UTF-8", b"\xff{", f"{path}:1")
    assert isinstance(no_value, BadLine)
    assert isinstance(no_base64, BadLine)
