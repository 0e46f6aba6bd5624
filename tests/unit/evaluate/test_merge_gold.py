"""The project's own story clusters: look-alike stories a few days apart, five to ten tellings each."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.enrich.coder import load_coder
from stancewire.evaluate.gold import read_rows
from stancewire.evaluate.tasks import predictions, tasks

GOLD = Path(__file__).parents[2] / "gold" / "merge"


@pytest.mark.model
@pytest.mark.parametrize("part", ["heldout", "second_heldout"])
def test_held_out_stories_are_merged_as_well_as_the_documentation_says(part: str) -> None:
    task = tasks()["merge"]
    rows = read_rows(GOLD / f"{part}.jsonl", task.needed)
    report = task.score(rows, predictions(task, rows, load_coder("accurate"), lambda: None))
    assert report["b3.f1"] >= 0.8
    assert report["key.recall"] >= 0.95
    assert report["events.mixing"] <= 2


def test_every_mark_of_the_own_stories_slices_to_its_words() -> None:
    for name in ("dev", "heldout", "second_dev", "second_heldout", "strikes"):
        rows = read_rows(GOLD / f"{name}.jsonl", ("id", "text", "mentions"))
        for row in rows:
            for mark in row["mentions"]:
                assert row["text"][mark["start"] : mark["end"]] == mark["text"], row["id"]
