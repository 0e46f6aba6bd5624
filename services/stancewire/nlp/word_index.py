"""Tokens by their words, each form of a word asked about once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from stancewire.nlp.tree import Doc, Token

_KEY: Final = "stancewire.word_index"


def tokens_where(parse: Doc, tells: Callable[[str], bool]) -> Iterator[Token]:
    """Yield the tokens, in order, of whose words a function tells true; it is asked once for each word form."""
    told = [token for form, tokens in _read(parse).items() if tells(form) for token in tokens]
    yield from sorted(told, key=lambda token: token.i)


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
