"""Every entry of the lexicons codes its own example: one batch, the real parser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from stance_reading import lexicon, understand

from stancewire.nlp.document import Document
from stancewire.nlp.evaluations import EvaluationWords
from stancewire.nlp.parser import Parser
from stancewire.nlp.sources import source_nouns

pytestmark = pytest.mark.model

BATCH = 500


def entries() -> list[tuple[str, str]]:
    words = [e for name in ("evaluations.tsv", "loaded_words.tsv") for e in EvaluationWords.load(name).entries]
    cues = [(cue.id, cue.example) for cue in lexicon().entries]
    return cues + [(word.id, word.example) for word in words]


def uncoded(parser: Parser, examples: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the ids of the examples whose rule neither a quote nor a stance names."""
    for first in range(0, len(examples), BATCH):
        part = examples[first : first + BATCH]
        document = understand(parser, "\n\n".join(example for _, example in part)).document
        marks, start = sorted(rules(document)), 0
        for name, example in part:
            end = start + len(example)
            if not any(start <= at <= end and rule == name for at, rule in marks):
                yield name
            start = end + 2


def rules(document: Document) -> Iterator[tuple[int, str]]:
    for quote in document.quotes:
        yield quote.start, quote.rule
        if quote.holder is not None and quote.cue_token is not None:
            # A direct quote has the rule by which its cue was found, and the cue itself beside it.
            yield from ((quote.start, match.cue.id) for match in lexicon().matches(document.parse[quote.cue_token]))
    for stance in document.stances:
        yield from ((stance.evidence.start, rule) for rule in stance.rule.split("+"))


def test_every_cue_and_every_judging_word_codes_its_example(parser: Parser) -> None:
    assert list(uncoded(parser, entries())) == []


def test_every_source_noun_speaks_in_its_example(parser: Parser) -> None:
    nouns = list(source_nouns().values())
    document = understand(parser, "\n\n".join(noun.example for noun in nouns)).document
    starts = {document.text.count("\n\n", 0, quote.start) for quote in document.quotes if quote.holder}
    assert [noun.noun for number, noun in enumerate(nouns) if number not in starts] == []


def test_ids_are_unique_and_sorted() -> None:
    ids = [name for name, _ in entries()]
    assert len(ids) == len(set(ids))
    assert list(source_nouns()) == sorted(source_nouns())
