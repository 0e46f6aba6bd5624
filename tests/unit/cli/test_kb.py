"""The command that asks the knowledge base and checks files for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from stancewire.cli import run
from stancewire.errors import UserError

ENTRY: dict[str, Any] = {"id": "sw:person/ilva-torr", "name": "Ilva Torr", "type": "person", "country": "EST"}


def code_of(arguments: list[str]) -> int:
    with pytest.raises((SystemExit, UserError)) as ended:
        run(arguments)
    told = ended.value
    return told.exit_code if isinstance(told, UserError) else int(cast("SystemExit", told).code or 0)


def test_a_name_is_looked_up_with_the_role_of_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["kb", "lookup", "Angela Merkel", "--date", "2019-05-01", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["id"], row["role"]) == ("sw:person/angela-merkel", "Chancellor of Germany")


def test_without_a_date_no_role_is_claimed(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["kb", "lookup", "Angela Merkel"]) == 0
    shown = capsys.readouterr().out
    assert "that day" not in shown
    assert "Chancellor of Germany: 2005-11-22 to 2021-12-08" in shown


def test_metonyms_demonyms_and_surnames_are_found_too(capsys: pytest.CaptureFixture[str]) -> None:
    for word, identifier in (("the Kremlin", "sw:gov/RUS"), ("Venezuelans", "wd:Q717"), ("Zelenskiy", "zelenskiy")):
        assert code_of(["kb", "lookup", word]) == 0
        assert identifier in capsys.readouterr().out


def test_an_unknown_name_ends_with_one() -> None:
    with pytest.raises(UserError, match="Nobody Atall") as ended:
        run(["kb", "lookup", "Nobody Atall"])
    assert ended.value.exit_code == 1


def test_the_own_files_have_no_ministry_held_by_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["kb", "check"]) == 0
    assert "nothing is wrong" in capsys.readouterr().err


def test_every_bad_line_of_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.jsonl"
    bad = [ENTRY, ENTRY, {**ENTRY, "id": "nothing"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in bad) + "{\n", encoding="utf-8")
    assert code_of(["kb", "check", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.removeprefix(f"{path}:")[0] for line in lines] == ["2", "3", "4"]


def test_a_good_file_passes_and_a_missing_one_is_bad_usage(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(ENTRY) + "\n\n", encoding="utf-8")
    assert code_of(["kb", "check", str(path)]) == 0
    assert code_of(["kb", "check", str(tmp_path / "none.jsonl")]) == 2


def test_a_user_s_file_is_merged_before_looking_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(ENTRY) + "\n", encoding="utf-8")
    monkeypatch.setenv("STANCEWIRE_KB_FILES", json.dumps([str(path)]))
    assert code_of(["kb", "lookup", "Ilva Torr"]) == 0
    assert "sw:person/ilva-torr" in capsys.readouterr().out


def test_stats_count_entries_by_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["kb", "stats", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["country"] >= 240
    assert counts["posts"] >= counts["posts with first day"] > 2000
    assert code_of(["kb", "stats"]) == 0
    assert "armed_group" in capsys.readouterr().out
