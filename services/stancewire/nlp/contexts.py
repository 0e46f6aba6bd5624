"""Contexts: what an event is about (elections, trade, migration …), from the words of its own clause."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from spacy.tokens import Token

from stancewire.errors import UserError
from stancewire.nlp.document import Document
from stancewire.nlp.trigger_tree import TriggerTree

_FILE: Final = "contexts.tsv"
_MAX_CLIMB: Final = 40


class ContextEntry(NamedTuple):
    """A word or phrase, as lower-case lemmas, and the context that it shows; the example holds the phrase."""

    words: tuple[str, ...]
    context: str
    example: str


@lru_cache(maxsize=1)
def load_contexts() -> tuple[ContextEntry, ...]:
    """Return the lexicon in the file's order. Raise UserError for a line that does not have three columns."""
    entries = []
    text = files("stancewire").joinpath("data", _FILE).read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 3:
            raise UserError(f"{_FILE}:{number}: {len(fields)} columns where 3 belong")
        entries.append(ContextEntry(tuple(fields[0].split(" ")), fields[1], fields[2]))
    return tuple(entries)


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, tuple[ContextEntry, ...]]:
    index: dict[str, list[ContextEntry]] = {}
    for entry in load_contexts():
        index.setdefault(entry.words[0], []).append(entry)
    return {word: tuple(entries) for word, entries in index.items()}


def find_contexts(document: Document, tree: TriggerTree) -> None:
    """Add to each event the contexts that the words of its clause show. Sentences without events are not read."""
    for sentence in document.sentences:
        if not any(i in tree.events for i in range(sentence.start, sentence.end)):
            continue
        lemmas = [token.lemma_.lower() for token in sentence]
        for offset, context in _hits(lemmas):
            for trigger in _owner(document.parse[sentence.start + offset], tree):
                for event in tree.events[trigger]:
                    event.contexts.add(context)


def contexts_in(lemmas: list[str]) -> list[str]:
    """Return the contexts that a row of lower-case lemmas shows, in order."""
    return [context for _, context in _hits(lemmas)]


def _hits(lemmas: list[str]) -> list[tuple[int, str]]:
    index = _by_first_word()
    return [
        (position, entry.context)
        for position, lemma in enumerate(lemmas)
        for entry in index.get(lemma, ())
        if tuple(lemmas[position : position + len(entry.words)]) == entry.words
    ]


def _owner(token: Token, tree: TriggerTree) -> tuple[int, ...]:
    """Return the trigger that the word belongs to: itself or the nearest above, across no other clause."""
    if token.i in tree.events:
        return (token.i,)
    if token.pos_ == "VERB":
        return tree.below(token) or (tree.governing(token) if token.dep_ in {"xcomp", "acl", "advcl"} else ())
    return tree.governing(token)
