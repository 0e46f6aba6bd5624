"""The words that name a post, as far as they tell it from others: "prime minister" is no other minister's."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token

_BESIDE: Final = frozenset({"compound", "nmod"})
_RANKING: Final = frozenset({"prime", "foreign", "deputy", "vice", "chief", "first", "federal", "outgoing"})
_SPELT: Final = {"defense": "defence", "labor": "labour", "premier": "prime minister"}
_NOT_SAID_SHORT: Final = {"minister": frozenset({"prime"}), "president": frozenset({"vice"})}


def post_words(noun: Token) -> frozenset[str]:
    """Return the small-letter words of the post that a noun ends: {"prime", "minister"}; a premier is one."""
    before = (child.lower_ for child in noun.lefts if child.dep_ in _BESIDE or child.lower_ in _RANKING)
    return _spelt([*before, noun.lower_])


def names_post(words: frozenset[str], post: str) -> bool:
    """Tell whether words name a post of this title: all are in it, and none is left out that would be said."""
    return same_post(words, _spelt(post.lower().split()))


def same_post(words: frozenset[str], earlier: frozenset[str]) -> bool:
    """Tell whether a noun may take up an earlier one: "the minister" may be the foreign minister."""
    return words <= earlier and all(_NOT_SAID_SHORT.get(word, frozenset()) & earlier <= words for word in words)


def _spelt(words: list[str]) -> frozenset[str]:
    return frozenset(part for word in words for part in _SPELT.get(word, word).split())
