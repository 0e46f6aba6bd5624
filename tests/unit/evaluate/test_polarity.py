from __future__ import annotations

from typing import Any, cast

import pytest
from builders import TEXT, make_enriched

from stancewire.enrich.coder import Coder
from stancewire.evaluate.calibration import calibration_error
from stancewire.evaluate.polarity import predict, score
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1
from stancewire_schemas.codes import Polarity


class StandIn:
    """Codes the sample text by rules only, or appraises every text alike."""

    def __init__(self, shares: dict[str, float] | None) -> None:
        self.shares = shares
        self.asked: list[tuple[int, int]] = []

    def understand(self, accepted: AcceptedArticleV1) -> EnrichedArticleV1:
        return make_enriched(accepted)

    def appraise(self, text: str, mentions: list[tuple[int, int]]) -> dict[str, float] | None:
        assert text
        self.asked = mentions
        return self.shares


def row(name: str, polarity: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(name)
    target = {"start": start, "end": start + len(name), "text": name}
    return {"id": "s", "text": TEXT, "target": target, "polarity": polarity, **more}


def predicted(shares: dict[str, float] | None, asked: dict[str, Any]) -> dict[str, Any]:
    return predict(asked, cast("Coder", StandIn(shares)))


def test_with_an_encoder_its_likeliest_label_counts() -> None:
    found = predicted({"against": 0.2, "neutral": 0.1, "favour": 0.7}, row("Sudland", "favour"))
    assert (found["polarity"], found["confidence"]) == ("favour", 0.7)


def test_all_mentions_of_the_target_are_asked_about() -> None:
    coder = StandIn({"against": 1.0, "neutral": 0.0, "favour": 0.0})
    asked = row("Sudland", "against", further_mentions=[[0, 3]])
    predict(asked, cast("Coder", coder))
    assert coder.asked == [(asked["target"]["start"], asked["target"]["end"]), (0, 3)]


def test_without_an_encoder_the_surest_stance_on_the_target_counts_and_silence_is_neutral() -> None:
    assert predicted(None, row("Sudland", "against"))["polarity"] == Polarity.AGAINST
    nobody = predicted(None, {**row("Sudland", "neutral"), "target": {"start": 0, "end": 0, "text": ""}})
    assert (nobody["polarity"], nobody["confidence"]) == (Polarity.NEUTRAL, None)


def test_an_id_that_no_article_may_have_is_no_hindrance() -> None:
    assert predicted(None, {**row("Sudland", "against"), "id": "a\nb"})["id"] == "a\nb"


def test_macro_f1_weighs_labels_alike() -> None:
    rows = [row("Sudland", label) for label in ("against", "against", "against", "neutral", "favour")]
    found = [{"polarity": "against", "confidence": 0.6} for _ in rows]
    report = score(rows, found)
    assert (report["accuracy"], report["against.f1"], report["macro_f1"]) == (0.6, 0.75, 0.25)
    assert report["confidence.0.6.accuracy"] == 0.6
    assert report["ece"] == 0.0


def test_phenomena_are_scored_on_the_rows_that_show_them() -> None:
    denied = {**row("Sudland", "neutral"), "text": "He didn't go.", "target": {"start": 0, "end": 2, "text": "He"}}
    report = score([denied, row("Sudland", "neutral")], [{"polarity": "favour", "confidence": None}] * 2)
    assert (report["negation.rows"], report["pronoun.rows"], report["named.rows"]) == (1, 1, 1)
    assert "long.rows" not in report


def test_calibration_error_is_the_mean_gap_between_confidence_and_accuracy() -> None:
    assert calibration_error([(0.95, True), (0.95, False)]) == pytest.approx(0.45)
    assert calibration_error([]) == 0.0
