"""`stancewire stances` out of files and out of the topic."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from builders import make_enriched, make_message

from stancewire.cli import run
from stancewire.console import reader
from stancewire.enrich.manifest import Manifest
from stancewire.errors import UserError


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    path = tmp_path / "coded.jsonl"
    path.write_bytes(make_enriched().to_bytes() + b"\n")
    return path


def called(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        run(["stances", *arguments])
    return int(ended.value.code or 0)


def test_coded_articles_become_a_table_and_a_chart(coded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called([str(coded)]) == 0
    out = capsys.readouterr().out
    assert "against" in out
    assert out.splitlines()[-1].startswith("2025-03")


def test_the_json_lines_of_one_call_are_read_by_the_next(
    coded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called([str(coded), "--json"]) == 0
    lines = capsys.readouterr().out
    assert json.loads(lines.splitlines()[0])["polarity"] == "against"
    stances = tmp_path / "stances.jsonl"
    stances.write_text(lines, encoding="utf-8")
    assert called([str(stances), "--json"]) == 0
    assert capsys.readouterr().out == lines


def test_nobody_asked_for_is_said_so(coded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called([str(coded), "--holder", "Kestrel"]) == 0
    assert capsys.readouterr().out == "no such stance\n"


def test_standard_input_is_read(
    coded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(coded.read_text(encoding="utf-8")))
    assert called(["--by", "year"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("2025 ")


def test_a_line_of_another_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(UserError, match=r"other\.jsonl:1") as ended:
        run(["stances", str(path)])
    assert ended.value.exit_code == 1


def test_an_absent_file_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file") as ended:
        run(["stances", str(tmp_path / "absent.jsonl")])
    assert ended.value.exit_code == 2


def test_the_topic_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    record = make_enriched()
    values = [Manifest(record).stance(tag).to_bytes() for tag in record.stances]

    class Topic:
        def __init__(self) -> None:
            self._batches = [[make_message(value, "stance.v1") for value in [*values, None]], []]

        def poll(self, _: float) -> list[Any]:
            return self._batches.pop(0)

        def caught_up(self) -> bool:
            return True

    @contextmanager
    def opened(_: Any, names: Sequence[str], *, from_start: bool) -> Iterator[Topic]:
        assert (list(names), from_start) == (["stance.v1"], True)
        yield Topic()

    monkeypatch.setattr(reader, "open_reader", opened)
    assert called(["--topic", "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(values)
