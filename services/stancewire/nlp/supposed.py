"""Deeds that a sentence only supposes, by its subject: "a missile hitting a tanker could raise prices"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token

_MIGHT: Final = frozenset({"could", "would", "might", "may"})
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_INDEFINITE: Final = frozenset({"a", "an", "any"})
_TIMES: Final = frozenset({"DATE", "TIME"})


def is_supposed(token: Token, head: Token) -> bool:
    """Tell whether a word is part of an indefinite subject of which only "could" or "would" is said.

    "An attack would be a mistake" supposes one; "the attack would", "an attack on Monday would" know of it.
    """
    if token.dep_ == "acl" and token.tag_ == "VBG" and head.dep_ in _SUBJECT:
        return _is_open(head) and _is_doubtful(head.head, _MIGHT)
    return token.dep_ in _SUBJECT and _is_open(token) and _is_doubtful(head, frozenset({"would"}))


def _is_open(noun: Token) -> bool:
    indefinite = any(child.dep_ == "det" and child.lower_ in _INDEFINITE for child in noun.lefts)
    return indefinite and not any(word.ent_type_ in _TIMES for word in noun.subtree)


def _is_doubtful(verb: Token, words: frozenset[str]) -> bool:
    auxiliaries = {child.lower_ for child in verb.lefts if child.dep_ == "aux"}
    return bool(auxiliaries & words)
