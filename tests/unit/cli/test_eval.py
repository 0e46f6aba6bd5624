from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import TEXT

from stancewire.cli import run
from stancewire.errors import UserError

pytestmark = pytest.mark.usefixtures("stand_in")

ROW = {"id": "s-1", "text": TEXT, "pub_date": "2025-03-04", "events": []}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return path


def test_measures_are_a_table_or_json(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["eval", "events", str(gold)])
    assert "no_event.accuracy" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        run(["eval", "events", str(gold), "--json"])
    assert json.loads(capsys.readouterr().out)["type.gold"] == 0


def test_predictions_are_one_line_a_row(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.jsonl"
    with pytest.raises(SystemExit):
        run(["eval", "events", str(gold), "--predictions", str(out)])
    (line,) = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == "s-1"


@pytest.mark.parametrize(
    ("task", "message"),
    [("nonsense", "no task 'nonsense'"), ("stances", "lacks stances")],
)
def test_what_cannot_be_scored_says_so(gold: Path, task: str, message: str) -> None:
    with pytest.raises(UserError, match=message) as told:
        run(["eval", task, str(gold)])
    assert told.value.exit_code == 2
