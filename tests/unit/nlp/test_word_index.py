"""Tokens by their words, each form asked about once."""

from __future__ import annotations

import pytest

from stancewire.nlp.tree import Doc
from stancewire.nlp.word_index import forms_of, tokens_among, tokens_where

WORDS = ["Troops", "left", "and", "Troops", "came"]


@pytest.fixture
def doc() -> Doc:
    return Doc(" ".join(WORDS), [(word, " ") for word in WORDS])


def test_tokens_come_in_order_and_each_form_is_asked_once(doc: Doc) -> None:
    asked: list[str] = []

    def tells(word: str) -> bool:
        asked.append(word)
        return word[0].isupper()

    assert [token.i for token in tokens_where(doc, tells)] == [0, 3]
    assert sorted(asked) == sorted(set(WORDS))


def test_tokens_are_found_by_small_letters_whatever_their_form(doc: Doc) -> None:
    assert [token.i for token in tokens_among(doc, {"troops", "came", "absent"})] == [0, 3, 4]


def test_forms_are_told_once(doc: Doc) -> None:
    assert sorted(forms_of(doc)) == sorted(set(WORDS))


def test_an_empty_text_has_none() -> None:
    doc = Doc("")
    assert not list(tokens_where(doc, lambda _: True))
    assert not forms_of(doc)
