"""Passing over frames and prepositions whose words a sentence lacks changes no event."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from event_reading import told

from stancewire.benchmarks.texts import short_articles
from stancewire.nlp.frame import Frame
from stancewire.nlp.parser import Parser
from stancewire.nlp.sentence_words import Vocabulary, lemmas_of, words_of
from stancewire.nlp.tree import Doc, Token

pytestmark = pytest.mark.model
SIDES = "The talks were held between Chad. And Sudan sent envoys."


class Anything(frozenset[str]):
    """All words."""

    def __contains__(self, word: object) -> bool:
        return True


def texts() -> Iterator[str]:
    yield from (article.text for article in islice(short_articles(60), 0, None, 6))


def test_events_are_those_that_every_frame_and_preposition_would_give(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = [told(parser, text) for text in texts()]
    monkeypatch.setattr(Frame, "may_fit", lambda *_: True)
    monkeypatch.setattr(Vocabulary, "around", lambda *_: Anything())
    assert [told(parser, text) for text in texts()] == quick
    assert sum(map(len, quick)) > 20


def test_words_are_lemmas_and_forms_in_small_letters(parser: Parser) -> None:
    sentence = list(parser.parse("Rebels attacked the Town.").sents[0])
    assert {"attack", "town"} <= lemmas_of(sentence)
    assert "attacked" not in lemmas_of(sentence)
    assert {"attack", "attacked", "rebels", "town"} <= words_of(sentence)


def test_between_looks_beyond_its_sentence(parser: Parser) -> None:
    parse = parser.parse(SIDES)
    first, second = (list(sentence) for sentence in parse.sents)
    vocabulary = Vocabulary(parse)
    assert "sudan" in vocabulary.around(first)
    assert "chad" not in vocabulary.around(second)


def test_where_a_word_hangs_on_another_sentence_all_words_are_in_reach() -> None:
    doc = Doc(
        "One came. Two left.", [("One", " "), ("came", ""), (".", " "), ("Two", " "), ("left", ""), (".", "")]
    )
    doc.tokens[3].is_sent_start = True
    doc.set_sentences()
    doc.set_heads([1, 1, 1, 1, 4, 4])
    first: list[Token] = list(doc.sents[0])
    assert "two" in Vocabulary(doc).around(first)


def test_no_sentence_has_no_words() -> None:
    assert not words_of([])
