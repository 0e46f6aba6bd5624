"""The project's own expressions of time, half of them held out from the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stancewire.enrich.coder import Coder, load_coder
from stancewire.evaluate import dates

FOLDER = Path(__file__).parents[2] / "gold" / "dates"
ROW: dict[str, Any] = {
    "id": "d",
    "text": "He left on Monday.",
    "published": "2025-09-17",
    "expect": [{"text": "Monday", "first": "2025-09-15", "last": "2025-09-15"}],
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder("accurate")


def rows(part: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.model
@pytest.mark.parametrize("part", ["dev", "heldout"])
def test_nine_expressions_in_ten_get_their_days_and_none_the_publication_day_in_silence(
    coder: Coder, part: str
) -> None:
    gold = rows(part)
    report = dates.score(gold, [dates.predict(row, coder) for row in gold])
    assert report["expressions.accuracy"] >= 0.9
    assert report["expressions.silent"] == 0.0


def test_an_expression_counts_only_with_both_days_right() -> None:
    found = {"start": 11, "end": 17, "first": "2025-09-15", "last": "2025-09-15"}
    assert dates.score([ROW], [{"dates": [found]}])["expressions.accuracy"] == 1.0
    assert dates.score([ROW], [{"dates": [{**found, "last": None}]}])["expressions.accuracy"] == 0.0
    assert dates.score([ROW], [{"dates": []}])["expressions.accuracy"] == 0.0


def test_the_publication_day_given_for_another_is_told() -> None:
    found = {"start": 11, "end": 17, "first": "2025-09-17", "last": "2025-09-17"}
    assert dates.score([ROW], [{"dates": [found]}])["expressions.silent"] == 1.0
