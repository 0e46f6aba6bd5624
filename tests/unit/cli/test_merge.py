from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import TEXT

from stancewire.cli import run
from stancewire_schemas import EventV1

pytestmark = pytest.mark.usefixtures("stand_in")

LATER = "Sudland said Norland struck Sudland. The premier condemned it."


@pytest.fixture
def merged(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    def run_it(*articles: tuple[str, str], final: bool = False) -> list[EventV1]:
        path = tmp_path / "news.jsonl"
        rows = ({"id": i, "text": t, "published_at": "2025-03-04T00:00:00Z"} for i, t in articles)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            run(["merge", str(path), *(["--final"] if final else [])])
        assert ended.value.code == 0
        return [EventV1.from_bytes(line.encode()) for line in capsys.readouterr().out.splitlines()]

    return run_it


def test_each_revision_is_a_line(merged: Any) -> None:
    first, second = merged(("a", TEXT), ("b", LATER))
    assert (first.revision, second.revision) == (1, 2)
    assert first.event_id == second.event_id
    assert [s.article_id for s in second.sources] == ["a", "b"]


def test_final_tells_each_event_once(merged: Any) -> None:
    (event,) = merged(("a", TEXT), ("b", LATER), final=True)
    assert (event.revision, len(event.sources)) == (2, 2)


def test_a_copy_adds_its_article_as_a_source(merged: Any) -> None:
    (event,) = merged(("a", TEXT), ("b", TEXT), final=True)
    assert [s.article_id for s in event.sources] == ["a", "b"]


def test_a_new_version_keeps_the_event(merged: Any) -> None:
    (event,) = merged(("a", TEXT), ("a", TEXT + " Talks failed."), final=True)
    assert [(s.article_id, s.version) for s in event.sources] == [("a", 2)]
