"""Rows that the parser joins wrongly: nouns before a closing "said", verbs in the past behind an infinitive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.nlp.tree import Span, Token
from stancewire.nlp.word_sets import word_set

_SAYING: Final = word_set("say report add announce confirm state claim tell")
_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_PAST: Final = frozenset({"VBD"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_MAX_ROW: Final = 8


def part_sayers(sentence: Span, heads: list[int]) -> None:
    """Give a closing "said" the nouns before it: "wounding others, police and residents said on Monday"."""
    verb = _closing_verb(sentence)
    if verb is None or any(child.dep_ in _SUBJECTS for child in verb.lefts):
        return
    first = _first_behind_comma(verb.nbor(-1)) if verb.i > sentence.start else None
    told = verb.head if verb.dep_ == "conj" else verb
    if first is None or (told is not verb and told.dep_ != "ROOT"):
        return
    heads[first.i], first.dep_ = verb.i, "nsubj"
    if told is not verb:
        heads[verb.i], verb.dep_ = verb.i, "ROOT"
        heads[told.i], told.dep_ = verb.i, "ccomp"
    for child in told.rights:
        if child.is_punct and child.i > verb.i:
            heads[child.i] = verb.i


def _closing_verb(sentence: Span) -> Token | None:
    """Return the main verb of saying that has nothing behind it but when and by what means it was said."""
    root = sentence.root
    verbs = (root, *(child for child in root.rights if child.dep_ == "conj"))
    return next((verb for verb in verbs if verb.lemma_ in _SAYING and verb.tag_ in _PAST and _closes(verb)), None)


def _closes(verb: Token) -> bool:
    return verb.right_edge.i <= verb.i or all(
        child.dep_ in {"npadvmod", "prep", "punct", "advmod"} for child in verb.rights
    )


def _first_behind_comma(last: Token) -> Token | None:
    """Return the first noun of the row that a noun ends, where a comma parts it from the row that it hangs on."""
    noun = last
    for _ in range(_MAX_ROW):
        if noun.pos_ not in _NOUNS or noun.dep_ != "conj":
            return None
        start = noun.left_edge.i
        if start and noun.doc[start - 1].text == ",":
            return noun
        noun = noun.head
    return None


def rejoin_verb(verb: Token, heads: list[int]) -> None:
    """Join a verb in the past to one in the past: "advised its citizens to stay at home and banned imports"."""
    first = verb.head
    if verb.i < first.i:
        _join_within_quote(verb, heads)
        return
    if verb.tag_ not in _PAST or first.tag_ != "VB" or not _is_infinitive(first.children):
        return
    if any(child.dep_ in _SUBJECTS for child in verb.children):
        return
    above = next((token for token in first.ancestors if _is_finite(token)), None)
    if above is not None:
        heads[verb.i] = above.i


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or (verb.tag_ == "VBN" and any(c.dep_ in {"aux", "auxpass"} for c in verb.children))


def _join_within_quote(verb: Token, heads: list[int]) -> None:
    """Join a verb to the one before it where both are told by a verb behind: "X has lied and refused," A said."""
    told = [child for child in verb.head.lefts if child.dep_ == "ccomp" and child.i < verb.i]
    if told and not any(child.dep_ in _SUBJECTS for child in verb.children):
        heads[verb.i] = told[-1].i


def part_meeting(noun: Token, heads: list[int]) -> None:
    """Make "meeting" what the ministers do: "EU ministers meeting in Brussels rejected the deal"."""
    if noun.lower_ != "meeting" or any(child.dep_ in {"det", "poss"} for child in noun.lefts):
        return
    doers = noun.nbor(-1) if noun.i else noun
    if doers.head is not noun or doers.tag_ not in {"NNS", "NNPS"} or noun.nbor(1).dep_ != "prep":
        return
    heads[doers.i], doers.dep_ = noun.head.i, noun.dep_
    for child in noun.lefts:
        if child.i < doers.i:
            heads[child.i] = doers.i
    heads[noun.i], noun.dep_, noun.tag_, noun.pos_ = doers.i, "acl", "VBG", "VERB"


def _is_infinitive(children: Sequence[Token]) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in children)
