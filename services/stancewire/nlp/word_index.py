"""Tokens by their words, each form of a word asked about once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import Final

from stancewire.nlp.tree import Doc, Token

_KEY: Final = "stancewire.word_index"
_LOWER_KEY: Final = "stancewire.lower_word_index"
_place: Final = attrgetter("i")


def tokens_where(parse: Doc, tells: Callable[[str], bool]) -> Iterator[Token]:
    """Yield the tokens, in order, of whose words a function tells true; it is asked once for each word form."""
    told = [token for form, tokens in _read(parse).items() if tells(form) for token in tokens]
    yield from sorted(told, key=_place)


def tokens_among(parse: Doc, words: AbstractSet[str]) -> list[Token]:
    """Return the tokens, in order, whose word in small letters is one of these. Costs a look at two sets."""
    lower = _read_lower(parse)
    told = [token for word in lower.keys() & words for token in lower[word]]
    return sorted(told, key=_place)


def forms_of(parse: Doc) -> tuple[str, ...]:
    """Return the word forms of a text, each once."""
    return tuple(_read(parse))


def _read(parse: Doc) -> dict[str, list[Token]]:
    """Return the tokens of each form; read once for each parse."""
    read: dict[str, list[Token]] | None = parse.user_data.get(_KEY)
    if read is None:
        read = parse.user_data[_KEY] = {}
        for token in parse.tokens:
            read.setdefault(token.text, []).append(token)
    return read


def _read_lower(parse: Doc) -> dict[str, list[Token]]:
    """Return the tokens of each word in small letters; read once for each parse."""
    read: dict[str, list[Token]] | None = parse.user_data.get(_LOWER_KEY)
    if read is None:
        read = parse.user_data[_LOWER_KEY] = {}
        for token in parse.tokens:
            read.setdefault(token.lower_, []).append(token)
    return read
