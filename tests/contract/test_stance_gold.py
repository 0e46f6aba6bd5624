"""The stance gold files of the project: spans that slice, known labels, and halves that anybody can make again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from stancewire_schemas.codes import Polarity, QuoteForm

FOLDER = Path(__file__).parents[1] / "gold" / "stance"
NAMES = ("sentences", "articles", "quotes")
# Read error by error on the day in their name, after a first run.
READ = tuple(f"{name}.read-2026-11-26" for name in ("reports", "neutral", "politics", "procedure"))
FORMS = {form.value for form in QuoteForm} | {"none"}
POLARITIES = {polarity.value for polarity in Polarity}


def rows(name: str, half: str) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{name}.{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def every_row() -> list[dict[str, Any]]:
    halves = [row for name in NAMES for half in ("dev", "heldout") for row in rows(name, half)]
    others = [FOLDER / f"{name}.jsonl" for name in ("confidence", "speech.dev", "speech.unread", *READ)]
    return [*halves, *(json.loads(line) for path in others for line in path.read_text("utf-8").splitlines())]


def named(row: dict[str, Any]) -> list[dict[str, Any]]:
    spans = [part for quote in row.get("quotes", ()) for part in (quote, quote["holder"], quote["cue"])]
    spans += [part for stance in row["stances"] for part in (stance["holder"], stance["target"], stance["cue"])]
    return [span for span in spans if span is not None and span["start"] is not None]


def test_there_are_enough_sentences_and_articles() -> None:
    assert sum(len(rows("sentences", half)) for half in ("dev", "heldout")) >= 300
    assert sum(len(rows("articles", half)) for half in ("dev", "heldout")) >= 20


def test_each_half_holds_more_than_eighty_stances_of_direct_quotes() -> None:
    for half in ("dev", "heldout"):
        forms = [stance["quote_type"] for row in rows("quotes", half) for stance in row["stances"]]
        assert forms.count("direct") > 80, half


@pytest.mark.parametrize("name", NAMES)
def test_the_hash_of_its_id_tells_the_half_of_a_row(name: str) -> None:
    for half, odd in (("dev", 0), ("heldout", 1)):
        for row in rows(name, half):
            assert int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 == odd, row["id"]


def test_every_span_slices_to_its_words() -> None:
    for row in every_row():
        for span in named(row):
            assert row["text"][span["start"] : span["end"]] == span["text"], row["id"]


def test_labels_are_those_of_the_records() -> None:
    for row in every_row():
        assert {quote["form"] for quote in row.get("quotes", ())} <= FORMS - {"none"}, row["id"]
        assert {stance["quote_type"] for stance in row["stances"]} <= FORMS, row["id"]
        assert {stance["polarity"] for stance in row["stances"]} <= POLARITIES, row["id"]


def test_many_rows_have_no_stance_at_all() -> None:
    assert sum(not row["stances"] for row in every_row()) >= 110
