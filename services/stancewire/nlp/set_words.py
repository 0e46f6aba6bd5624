"""Set words of a list, found by their first two: "does nothing", "keeps * safe", "out of touch"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.tree import Token

GAP: Final = "*"
"""Stands for a short object between set words."""
_LONGEST_OBJECT: Final = 6
# "Lost its way" stands for "lost their way".
_OF_ANYBODY: Final = frozenset({GAP, "its", "itself", ""})


@dataclass(frozen=True, slots=True)
class SetWords:
    """Words in their order, and which entry of a list they are."""

    words: tuple[str, ...]
    entry: int


class SetWordIndex:
    """Lists of set words by first word, then by second. Read only."""

    def __init__(self, entries: Iterable[SetWords] = ()) -> None:
        self._by_first: dict[str, dict[str, list[SetWords]]] = {}
        for one in entries:
            second = one.words[1] if len(one.words) > 1 else ""
            self._by_first.setdefault(one.words[0], {}).setdefault(second, []).append(one)

    def at(self, word: str, token: Token) -> Iterator[SetWords]:
        """Yield what begins with this word and may go on behind the token, in the order of the list."""
        known = self._by_first.get(word)
        if known is None:
            return
        behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        seconds = _OF_ANYBODY if behind is None else {behind.lower_, behind.lemma_.lower(), *_OF_ANYBODY}
        fitting = [one for second in seconds for one in known.get(second, ())]
        yield from sorted(fitting, key=lambda one: one.entry) if len(fitting) > 1 else fitting


def stand_at(token: Token, words: tuple[str, ...]) -> bool:
    """Tell whether the words stand here, one behind the other."""
    following = token.doc[token.i : token.i + len(words)]
    return len(following) == len(words) and all(map(_is_form, words, following))


def last_of(verb: Token, words: tuple[str, ...]) -> Token | None:
    """Return the last token of set words that begin at the verb, a gap filled; None where they do not stand."""
    if GAP not in words:
        return verb.doc[verb.i + len(words) - 1] if stand_at(verb, words) else None
    gap = words.index(GAP)
    if not stand_at(verb, words[:gap]):
        return None
    start, end = verb.i + gap + 1, verb.right_edge.i + 1
    for token in verb.doc[start : min(start + _LONGEST_OBJECT, end)]:
        if token.nbor(-1).is_punct:
            return None
        if stand_at(token, words[gap + 1 :]):
            return verb.doc[token.i + len(words) - gap - 2]
    return None


def _is_form(word: str, token: Token) -> bool:
    """Tell whether the token is the word; "its" and "itself" stand for those of anybody: "lost their way"."""
    if word == "itself":
        return token.tag_ == "PRP" and token.lower_.endswith(("self", "selves"))
    return word in {token.lower_, token.lemma_.lower()} or (word == "its" and token.tag_ == "PRP$")
