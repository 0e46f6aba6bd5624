"""Small closed word classes of the rules, written as people read them."""

from __future__ import annotations


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of the text in order."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the words of the text as a set; for membership only, its order means nothing."""
    return frozenset(text.split())
