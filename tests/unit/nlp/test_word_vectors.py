"""What is looked up of words is what the model would work out, whatever was read before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from thinc.api import Model

from stancewire.nlp.parser import Parser
from stancewire.nlp.word_vectors import KnownWords

pytestmark = pytest.mark.model

TEXT = "Kenya's president, William Ruto, condemned the attack in Goma on Tuesday and promised 200 xqzzy troops."
OTHERS = ("The attack was condemned.", "Ruto's 300 troops in Kenya.", "Nothing new, he promised on Monday in Goma.")


def embeddings(parser: Parser) -> list[Model[Any, Any]]:
    """The models that are looked up for."""
    nodes = [node for _, pipe in parser.language.pipeline for node in pipe.model.walk()]  # type: ignore[attr-defined]
    return [node.layers[0] for node in nodes if node.name == "known_words"]


def vectors(embedding: Model[Any, Any], parser: Parser, *texts: str, keep: int = 1_000) -> Any:
    """What is looked up for the last of the texts, by one that knows nothing before the first."""
    known = KnownWords(embedding, parser.language.vocab.vectors, keep)
    asked: Model[Any, Any] = Model("asked", known, layers=[embedding])
    return [asked.predict([parser.language.make_doc(text)])[0] for text in texts][-1]


def test_both_models_that_embed_words_look_them_up(parser: Parser) -> None:
    assert len(embeddings(parser)) == 2


def test_vectors_are_those_of_the_model_but_for_rounding(parser: Parser) -> None:
    for embedding in embeddings(parser):
        (told,) = embedding.predict([parser.language.make_doc(TEXT)])
        np.testing.assert_allclose(vectors(embedding, parser, TEXT), told, atol=1e-5)


def test_no_bit_of_a_vector_depends_on_what_was_read_before(parser: Parser) -> None:
    for embedding in embeddings(parser):
        alone = vectors(embedding, parser, TEXT)
        for others in (OTHERS[:1], OTHERS[1:], OTHERS, OTHERS[::-1]):
            assert np.array_equal(vectors(embedding, parser, *others, TEXT), alone)


def test_a_full_table_begins_anew_and_one_that_is_too_small_is_done_without(parser: Parser) -> None:
    for embedding in embeddings(parser):
        alone = vectors(embedding, parser, TEXT)
        for keep in (1, 25, 40):
            assert np.array_equal(vectors(embedding, parser, *OTHERS, TEXT, keep=keep), alone)


def test_a_text_without_words_has_no_vectors(parser: Parser) -> None:
    for embedding in embeddings(parser):
        assert vectors(embedding, parser, TEXT, "").shape == (0, 96)
