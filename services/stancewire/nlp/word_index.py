"""Tokens by their words, read a column at a time: making every token of an article for one word costs too much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import numpy as np
from spacy.tokens import Doc, Token

_KEY: Final = "stancewire.word_index"


def tokens_where(parse: Doc, tells: Callable[[str], bool]) -> Iterator[Token]:
    """Yield the tokens, in order, of whose words a function tells true; it is asked once for each word form."""
    forms, places = _read(parse)
    told = np.fromiter((tells(form) for form in forms), dtype=bool, count=len(forms))
    for index in np.flatnonzero(told[places]) if forms else ():
        yield parse[int(index)]


def tokens_with(parse: Doc, column: str, values: Iterable[str]) -> Iterator[Token]:
    """Yield the tokens, in order, that have one of these values in a column ("POS", "DEP", "TAG")."""
    wanted = [parse.vocab.strings[value] for value in values]
    for index in np.flatnonzero(np.isin(parse.to_array(column), np.array(wanted, dtype=np.uint64))):
        yield parse[int(index)]


def tokens_among(parse: Doc, words: frozenset[str]) -> Iterator[Token]:
    """Yield the tokens, in order, whose form or lemma, in lower case, is one of these words."""
    told = np.zeros(len(parse), dtype=bool)
    for column in ("LOWER", "LEMMA"):
        forms, places = _column(parse, column)
        told |= np.fromiter((form in words for form in forms), dtype=bool, count=len(forms))[places]
    for index in np.flatnonzero(told):
        yield parse[int(index)]


def _column(parse: Doc, column: str) -> tuple[tuple[str, ...], Any]:
    """Return the values in lower case, and for each token the place of its own; read once for each parse."""
    key = f"{_KEY}.{column}"
    read: tuple[tuple[str, ...], Any] | None = parse.user_data.get(key)
    if read is None:
        values, places = np.unique(parse.to_array(column), return_inverse=True)
        strings = parse.vocab.strings
        read = parse.user_data[key] = (tuple(strings[value].lower() for value in values.tolist()), places)
    return read


def forms_and_places(parse: Doc, column: str) -> tuple[list[str], list[int]]:
    """Return the values of a column ("LOWER"), each once, and for each token the place of its own among them."""
    values, places = np.unique(parse.to_array(column), return_inverse=True)
    strings = parse.vocab.strings
    return [strings[value] for value in values.tolist()], places.tolist()


def forms_of(parse: Doc) -> tuple[str, ...]:
    """Return the word forms of a text, each once."""
    return _read(parse)[0]


def _read(parse: Doc) -> tuple[tuple[str, ...], Any]:
    """Return the forms, and for each token the place of its form among them; read once for each parse."""
    read: tuple[tuple[str, ...], Any] | None = parse.user_data.get(_KEY)
    if read is None:
        orths, places = np.unique(parse.to_array("ORTH"), return_inverse=True)
        strings = parse.vocab.strings
        read = parse.user_data[_KEY] = (tuple(strings[orth] for orth in orths.tolist()), places)
    return read
