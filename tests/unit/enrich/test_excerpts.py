from __future__ import annotations

import pytest
from builders import TEXT, make_enriched, make_stance, span

from stancewire.enrich.excerpts import with_short_spans
from stancewire_schemas.enriched_article import QuoteV1


@pytest.mark.parametrize("limit", [1, 5, 20, 500])
def test_no_span_is_longer_than_the_limit_and_each_is_a_slice(limit: int) -> None:
    words = span(TEXT, "struck Sudland on Monday")
    quote = QuoteV1(
        ref="q1", holder="e1", via=(), form="direct", cue=None, confidence=1, **words.model_dump(mode="json")
    )
    stance = make_stance(target=None, proposition=span(TEXT, "Norland's president condemned Sudland."))
    short = with_short_spans(make_enriched(quotes=(quote,), stances=(stance,)), limit)
    about = short.stances[0].proposition
    assert about is not None
    for piece in (short.quotes[0], short.stances[0].evidence, about):
        assert 0 < len(piece.text) <= limit
        assert TEXT[piece.start : piece.end] == piece.text


def test_cut_evidence_still_holds_its_cue() -> None:
    (stance,) = with_short_spans(make_enriched(), 20).stances
    assert stance.cue.text in stance.evidence.text
