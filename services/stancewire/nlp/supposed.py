"""Deeds that a sentence only supposes, by its subject: "a missile hitting a tanker could raise prices"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_MIGHT: Final = frozenset({"could", "would", "might", "may"})
# What a deed may bring about: "could trigger a response" supposes it, "could last until Monday" does not.
_BRINGING: Final = word_set(
    "bring cause cost damage deepen derail destabilise destabilize disrupt doom drag draw embolden "
    "encourage end endanger escalate force fuel give halt harm hasten help hit hurt ignite imperil invite "
    "jeopardise jeopardize kill lead lift make mean plunge precipitate prevent produce prompt provoke "
    "push raise re-ignite reignite result send set shake shatter shut spark speed spill split spread "
    "start stop strain strengthen threaten tip touch trigger undermine unleash upset weaken widen worsen "
    "wreck"
)
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_INDEFINITE: Final = frozenset({"a", "an", "any"})
_TIMES: Final = frozenset({"DATE", "TIME"})


def is_supposed(token: Token, head: Token) -> bool:
    """Tell whether a word is part of an indefinite subject of which only "could" or "would" is said.

    "An attack would be a mistake", "an attack could start a war" suppose one; "the attack would", "an attack on
    Monday would" know of it.
    """
    if token.dep_ == "acl" and token.tag_ == "VBG" and head.dep_ in _SUBJECT:
        return _is_open(head) and _is_doubtful(head.head, _MIGHT)
    if token.dep_ not in _SUBJECT or not _is_open(token):
        return False
    return _is_doubtful(head, frozenset({"would"})) or (head.lemma_ in _BRINGING and _is_doubtful(head, _MIGHT))


def _is_open(noun: Token) -> bool:
    indefinite = any(child.dep_ == "det" and child.lower_ in _INDEFINITE for child in noun.lefts)
    return indefinite and not any(word.ent_type_ in _TIMES for word in noun.subtree)


def _is_doubtful(verb: Token, words: frozenset[str]) -> bool:
    auxiliaries = {child.lower_ for child in verb.lefts if child.dep_ == "aux"}
    return bool(auxiliaries & words)
