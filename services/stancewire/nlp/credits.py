"""Whom speech gives credit by comparison, or for a life spent on it: "nobody has done more than Carol Finch"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_NOBODY: Final = frozenset({"nobody", "one", "person", "man", "woman", "leader", "president", "country", "body"})
_MORE: Final = frozenset({"more", "better", "harder"})
_SPANS: Final = word_set("life career year decade time lifetime day month")
_SERVING: Final = word_set(
    "fighting serving helping working defending protecting building caring standing championing advocating healing "
    "teaching saving"
)


def unequalled(verb: Token) -> Token | None:
    """Return who is behind "than" in "nobody has done more for this district than Carol Finch"."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in _NOBODY:
        return None
    if subject.lower_ != "nobody" and not any(child.lower_ == "no" for child in subject.lefts):
        return None
    behind = [token for token in verb.subtree if token.i > verb.i]
    if not any(token.lower_ in _MORE for token in behind):
        return None
    than = next((token for token in behind if token.lower_ == "than"), None)
    return next((child for child in than.rights if child.dep_ == "pobj"), None) if than is not None else None


def spends_life(verb: Token) -> bool:
    """Tell "has spent his whole career fighting for veterans"."""
    if verb.lemma_ != "spend":
        return False
    # The parser takes "career fighting" for one noun as often as not.
    serving = (token for token in verb.subtree if token.lower_ in _SERVING and token.i > verb.i + 1)
    return any(token.nbor(-1).lemma_ in _SPANS and any(token.rights) for token in serving)
