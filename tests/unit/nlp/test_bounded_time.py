"""Texts made to be slow cost no more than their length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from builders import make_accepted, make_raw_article

from stancewire.benchmarks.texts import long_sentence
from stancewire.enrich.coder import Coder, load_coder
from stancewire.nlp.parser import Parser
from stancewire_schemas import EnrichedArticleV1

pytestmark = pytest.mark.model

UNITS: dict[str, str] = {
    "words without a full stop": "word ",
    "names and verbs without a full stop": "Norland's minister said that France attacked Paris and ",
    "quotation marks": '"',
    "quotes that are opened and never closed": '" he said ',
    "brackets": "(",
    "full stops": ".",
    "one letter": "a",
    "digits": "1",
    "newlines": "\n",
    "commas": "a, ",
    "dates": "on Monday 3 March 2020 ",
    "number words": "one hundred and ",
    "pronouns": "He said she said. ",
    "speakers before lines": "The minister said:\n",
    "demands": "Russia must agree to a truce, they said. ",
    "counted groups": "Chad and Togo met. The two countries agreed to it. ",
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder("accurate", sentence_tokens=400)


def cost_s(coder: Coder, text: str) -> float:
    value = make_accepted(article=make_raw_article(text=text)).to_bytes()
    started = time.process_time()
    coder.code(value)
    return time.process_time() - started


@pytest.mark.parametrize("name", UNITS)
def test_four_times_the_text_costs_about_four_times_as_much(coder: Coder, name: str) -> None:
    text = UNITS[name] * (2_500 // len(UNITS[name]))
    cost_s(coder, text)
    short, long = cost_s(coder, text), cost_s(coder, text * 4)
    assert long < 8 * short + 0.5, f"{short:.2f} s, and {long:.2f} s for four times as much"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: "word " * 100_000, id="100,000 tokens without a full stop"),
        pytest.param(lambda: "x" * 1_000_000, id="a million equal characters"),
        pytest.param(lambda: "(" * 1_000_000, id="a million opening brackets"),
    ],
)
@pytest.mark.timeout(400)
def test_the_largest_texts_are_cut_and_finish(make: Callable[[], str]) -> None:
    small = load_coder("accurate", text_chars=5_000)
    value = make_accepted(article=make_raw_article(text=make())).to_bytes()
    started = time.process_time()
    record = EnrichedArticleV1.from_bytes(small.code(value))
    assert record.pipeline.truncated
    assert time.process_time() - started < 60


@pytest.mark.parametrize(
    "text",
    ["(" * 3_001, "a" * 1_234 + " b " + '"' * 777 + "  end", "  " + "x" * 500 + "\n\n" + "y" * 501, "é" * 2_000],
)
def test_a_long_run_keeps_every_character_in_its_place(parser: Parser, text: str) -> None:
    doc = parser.parse(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize("tokens", [100, 300, 800])
def test_sentences_that_run_together_are_coded_whatever_the_parser_makes_of_them(coder: Coder, tokens: int) -> None:
    # In one of these a verb inside a quote has its subject outside.
    for seed in (1, 2):
        article = long_sentence(tokens, 2_000, seed)
        assert EnrichedArticleV1.from_bytes(coder.code(article.to_bytes())).article.id == article.id
