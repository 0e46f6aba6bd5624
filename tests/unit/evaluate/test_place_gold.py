"""The project's own sentences on places, half of them held out from the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stancewire.enrich.coder import Coder, load_coder
from stancewire.evaluate import places

pytestmark = pytest.mark.model
FOLDER = Path(__file__).parents[2] / "gold" / "places"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder("accurate")


def rows(part: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("part", "entry", "country"), [("dev", 0.9, 0.9), ("heldout", 0.85, 0.9)])
def test_places_get_their_entries_and_actors_get_none(
    coder: Coder, part: str, entry: float, country: float
) -> None:
    gold = rows(part)
    report = places.score(gold, [places.predict(row, coder) for row in gold])
    assert report["geonameid.accuracy"] >= entry
    assert report["country_code3.accuracy"] >= country
    assert report["actor.accuracy"] == 1.0


def test_every_expected_word_stands_in_its_sentence() -> None:
    for row in rows("dev") + rows("heldout"):
        assert all(expected["text"] in row["text"] for expected in row["expect"]), row["id"]
        assert all(words in row["text"] for words in row["absent"]), row["id"]
