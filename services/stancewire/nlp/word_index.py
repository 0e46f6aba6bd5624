"""Tokens by their words, each form of a word asked about once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, ItemsView, Iterator
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


def tokens_in(parse: Doc, forms: AbstractSet[str]) -> list[Token]:
    """Return the tokens, in order, whose word is one of these. Costs a look at the smaller of two sets."""
    return _tokens(_read(parse), forms)


def tokens_among(parse: Doc, words: AbstractSet[str]) -> list[Token]:
    """Return the tokens, in order, whose word in small letters is one of these. Costs the same."""
    return _tokens(_read_lower(parse), words)


def _tokens(index: dict[str, list[Token]], words: AbstractSet[str]) -> list[Token]:
    if len(words) > len(index) and isinstance(words, frozenset):
        found: AbstractSet[str] = words.intersection(index)
    else:
        found = index.keys() & words
    return sorted([token for word in found for token in index[word]], key=_place)


def tokens_of(parse: Doc, form: str) -> list[Token]:
    """Return the tokens of one word form, in order."""
    return _read(parse).get(form, [])


def forms_of(parse: Doc) -> tuple[str, ...]:
    """Return the word forms of a text, each once."""
    return tuple(_read(parse))


def lower_forms(parse: Doc) -> ItemsView[str, list[Token]]:
    """Return the words of a text in small letters, each once, with their tokens in no order."""
    return _read_lower(parse).items()


def _read(parse: Doc) -> dict[str, list[Token]]:
    """Return the tokens of each form; read once for each parse."""
    read: dict[str, list[Token]] | None = parse.user_data.get(_KEY)
    if read is None:
        by_form = defaultdict[str, list[Token]](list)
        for token in parse.tokens:
            by_form[token.text].append(token)
        read = parse.user_data[_KEY] = dict(by_form)
    return read


def _read_lower(parse: Doc) -> dict[str, list[Token]]:
    """Return the tokens of each word in small letters; read once for each parse."""
    read: dict[str, list[Token]] | None = parse.user_data.get(_LOWER_KEY)
    if read is None:
        read = parse.user_data[_LOWER_KEY] = {}
        for tokens in _read(parse).values():
            read.setdefault(tokens[0].lower_, []).extend(tokens)
    return read
