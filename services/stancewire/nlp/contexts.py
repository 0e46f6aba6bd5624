"""Contexts: what an event is about (elections, trade, migration …), from the words of its own clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from stancewire.errors import UserError
from stancewire.nlp.document import Document
from stancewire.nlp.tree import Token
from stancewire.nlp.trigger_tree import TriggerTree

_FILE: Final = "contexts.tsv"


class ContextEntry(NamedTuple):
    """A word or phrase, as lower-case lemmas or forms, and the context that it shows; the example holds it.

    A `kind` of verb or noun says which use of a single word counts: a storm is a disaster, to storm is not.
    """

    words: tuple[str, ...]
    kind: str
    context: str
    example: str


@lru_cache(maxsize=1)
def load_contexts() -> tuple[ContextEntry, ...]:
    """Return the lexicon in the file's order. Raise UserError for a line that does not have four columns."""
    entries = []
    text = files("stancewire").joinpath("data", _FILE).read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 4:
            raise UserError(f"{_FILE}:{number}: {len(fields)} columns where 4 belong")
        entries.append(ContextEntry(tuple(fields[0].split(" ")), *fields[1:]))
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
        for offset, context in _hits(list(sentence)):
            for trigger in _owner(document.parse[sentence.start + offset], tree):
                for event in tree.events[trigger]:
                    event.contexts.add(context)


def contexts_in(tokens: Sequence[Token]) -> list[str]:
    """Return the contexts that a row of tokens shows, in order."""
    return [context for _, context in _hits(tokens)]


def _hits(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Match each entry word against lemma and form alike: the lemma of "mass" or "media" is not to be trusted."""
    index = _by_first_word()
    forms = [(token.lower_, token.lemma_.lower()) for token in tokens]
    return [
        (position, entry.context)
        for position, (form, lemma) in enumerate(forms)
        for entry in (*index.get(form, ()), *(index.get(lemma, ()) if lemma != form else ()))
        if _matches(entry, forms, position) and _of_kind(entry, tokens[position])
    ]


def _of_kind(entry: ContextEntry, token: Token) -> bool:
    if entry.kind == "phrase" or entry.words[0].endswith(("ing", "ed")):
        return True
    return (entry.kind == "verb") == (token.pos_ == "VERB")


def _matches(entry: ContextEntry, forms: list[tuple[str, str]], start: int) -> bool:
    row = forms[start : start + len(entry.words)]
    return len(row) == len(entry.words) and all(word in pair for word, pair in zip(entry.words, row, strict=True))


def _owner(token: Token, tree: TriggerTree) -> tuple[int, ...]:
    """Return the trigger that the word belongs to: itself or the nearest above, across no other clause."""
    if token.i in tree.events:
        return (token.i,)
    if token.pos_ == "VERB":
        return tree.below(token) or (tree.governing(token) if token.dep_ in {"xcomp", "acl", "advcl"} else ())
    return tree.governing(token)
