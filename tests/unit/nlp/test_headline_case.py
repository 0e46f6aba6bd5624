"""A headline in title case is read as a sentence; everything else stays as it stands."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.headline_case import in_sentence_case
from stancewire.nlp.parser import Parser

_BODY = "\n\nThe governments of Chad and Sudan said on Monday that the Rapid Support Forces had left."


def _headline(text: str) -> str:
    return in_sentence_case(text + _BODY).removesuffix(_BODY)


def test_ordinary_words_become_small_and_names_stay() -> None:
    assert (
        _headline("Chad and Sudan Sign Landmark Trade Agreement") == "Chad and Sudan sign landmark trade agreement"
    )


def test_a_name_that_the_body_writes_large_stays_though_its_words_are_ordinary() -> None:
    assert _headline("Rapid Support Forces Leave Captured Town").startswith("Rapid Support Forces leave")


def test_a_direction_before_a_name_stays() -> None:
    assert _headline("Police Deployed Ahead of New York Protests").endswith("of New York protests")


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Sudan sign a trade agreement in Geneva" + _BODY,
        "Chad And Sudan Sign Landmark Trade Agreement",
        "Chad Expels Envoy" + _BODY,
        "CHAD AND SUDAN SIGN AGREEMENT" + _BODY,
        "",
    ],
)
def test_sentences_lone_lines_and_capitals_are_left_alone(text: str) -> None:
    assert in_sentence_case(text) == text


@pytest.mark.model
def test_what_a_headline_in_title_case_tells_is_coded(parser: Parser) -> None:
    text = "Chad Expels Dozens of Diplomats Following Accusations\n\nThe weather was fine."
    assert told(parser, text) == ["SANCTION expel: Chad > diplomats asserted"]
