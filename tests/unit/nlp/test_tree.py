"""The tree of plain objects answers as the parser's own tokens would."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import product
from typing import Any

import pytest

from stancewire.nlp.parser import Parser
from stancewire.nlp.tree import Doc, Span, Token

pytestmark = pytest.mark.model

VALUES = (
    "i", "idx", "text", "lower_", "tag_", "dep_", "ent_type_", "whitespace_", "text_with_ws", "is_space",
    "is_alpha", "is_digit", "is_lower", "is_upper", "is_title", "is_punct", "is_quote", "like_num", "shape_",
)  # fmt: skip
TOKENS = ("head", "left_edge", "right_edge")
SEQUENCES = ("lefts", "rights", "children", "subtree", "ancestors", "conjuncts")


@pytest.fixture(scope="module")
def pair(parser: Parser) -> tuple[Any, Doc]:
    lines = (files("stancewire.data") / "samples" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    text = "\n\n".join(json.loads(line)["text"] for line in lines[:12])
    doc = parser.language(text)
    return doc, parser._tree(doc)  # noqa: SLF001  # both sides of the same parse


@pytest.mark.parametrize("name", VALUES)
def test_a_token_tells_the_same(pair: tuple[Any, Doc], name: str) -> None:
    theirs, ours = pair
    assert [getattr(token, name) for token in ours] == [getattr(token, name) for token in theirs]


@pytest.mark.parametrize("name", TOKENS)
def test_a_token_leads_to_the_same(pair: tuple[Any, Doc], name: str) -> None:
    theirs, ours = pair
    assert [getattr(token, name).i for token in ours] == [getattr(token, name).i for token in theirs]


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_token_leads_to_the_same_ones_in_the_same_order(pair: tuple[Any, Doc], name: str) -> None:
    theirs, ours = pair

    def places(token: Any) -> list[int]:
        # spaCy keeps what is coordinated in the order in which it was found, and a subtree as its branches lie.
        return sorted(t.i for t in getattr(token, name))

    assert list(map(places, ours)) == list(map(places, theirs))


def test_names_and_sentences_are_the_same(pair: tuple[Any, Doc]) -> None:
    theirs, ours = pair
    assert [(s.start, s.end, s.label_, s.text) for s in ours.ents] == [
        (s.start, s.end, s.label_, s.text) for s in theirs.ents
    ]
    assert [(s.start, s.end, s.text_with_ws) for s in ours.sents] == [
        (s.start, s.end, s.text_with_ws) for s in theirs.sents
    ]
    assert [t.sent.start for t in ours] == [t.sent.start for t in theirs]
    assert [t.ent_iob_ for t in ours] == [t.ent_iob_ for t in theirs]


def test_spans_have_the_same_text_and_root(pair: tuple[Any, Doc]) -> None:
    theirs, ours = pair
    for start, length in product(range(0, len(ours) - 9, 7), (1, 2, 5, 9)):
        own, other = ours[start : start + length], theirs[start : start + length]
        assert (own.text, own.start_char, own.end_char) == (other.text, other.start_char, other.end_char)
        assert own.root.i == other.root.i


@pytest.mark.parametrize("mode", ["strict", "contract", "expand"])
def test_a_stretch_of_text_gives_the_same_span(pair: tuple[Any, Doc], mode: Any) -> None:
    theirs, ours = pair
    for start, length in product(range(0, 400, 3), (1, 4, 11, 30)):
        own = ours.char_span(start, start + length, alignment_mode=mode)
        other = theirs.char_span(start, start + length, alignment_mode=mode)
        told = None if other is None or other.start >= other.end else (other.start, other.end)
        assert (None if own is None or not len(own) else (own.start, own.end)) == told, (start, length)


def test_nothing_lies_beyond_the_ends(pair: tuple[Any, Doc]) -> None:
    ours = pair[1]
    assert ours.char_span(len(ours.text), len(ours.text) + 3) is None
    assert len(ours[len(ours) : len(ours) + 5]) == 0
    with pytest.raises(IndexError):
        ours[0].nbor(-1)
    with pytest.raises(IndexError):
        ours[len(ours) - 1].nbor()


def test_new_names_replace_all_others(parser: Parser) -> None:
    ours = parser.parse("Ada Lovelace met Charles Babbage in London.")
    ours.set_ents([Span(ours, 3, 5, "ORG")])
    assert [(t.text, t.ent_type_, t.ent_iob_) for t in ours if t.ent_type_] == [
        ("Charles", "ORG", "B"),
        ("Babbage", "ORG", "I"),
    ]


def test_spans_of_one_place_are_equal_and_tokens_are_themselves(parser: Parser) -> None:
    ours = parser.parse("Kenya and Uganda agreed.")
    assert {ours[0:2], ours[0:2]} == {Span(ours, 0, 2)}
    assert ours[0:2] != Span(ours, 0, 2, "GPE")
    assert isinstance(ours[0], Token)
    assert ours[0] is next(iter(ours))
    assert ours[1:4][-1] is ours[3]
    assert ours[1:4][1:].text == "Uganda agreed"
