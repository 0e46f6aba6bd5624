"""Words that nobody vouches for: questions, and what somebody denies, alleges or rejects."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attachments import continued_clause
from stancewire.nlp.clause_ends import is_claim_told_before
from stancewire.nlp.cues import Cues
from stancewire.nlp.tree import Token

_CONTESTED: Final = frozenset({"deny", "allege", "accuse", "reject", "doubt"})
_CLAUSAL: Final = frozenset(
    {"ccomp", "xcomp", "acl", "relcl", "advcl", "pcomp", "prep", "pobj", "dobj", "conj", "attr", "acomp", "oprd"}
)
_MAX_CLIMB: Final = 12


def asks(token: Token) -> bool:
    """Tell whether the sentence is a question, or the clause begins with "whether"."""
    if any(child.dep_ == "mark" and child.lower_ == "whether" for child in token.children):
        return True
    if any(child.tag_ in {"WDT", "WP", "WRB"} and child.dep_ != "mark" for child in token.lefts) and (
        token.dep_ == "ccomp"
    ):
        return True
    last = token.sent[-1]
    while last.i > token.sent.start and (last.is_space or last.is_quote):
        last = last.nbor(-1)
    return last.text == "?"


def _is_loose(clause: Token) -> bool:
    """Tell ", which Oslo denied" and ", a charge that Oslo denied": what follows a comma is told for itself."""
    if clause.dep_ in {"relcl", "acl"} and is_claim_told_before(clause.head):
        return True
    first = clause.left_edge.i
    return clause.dep_ == "relcl" and first > 0 and clause.doc[first - 1].text == ","


def is_contested(token: Token, cues: Cues) -> bool:
    """Tell whether the words stand in what somebody denies, alleges or rejects: no stand of those named there."""
    child = token
    for _ in range(_MAX_CLIMB):
        outer = continued_clause(child) if child.dep_ == "conj" else None
        if outer is not None:
            # "accused them of failing and called for an inquiry": the call is no part of the charge.
            child = outer
            continue
        head = child.head
        if head.i == child.i or child.dep_ not in _CLAUSAL or _is_loose(child):
            return False
        if child.dep_ not in {"conj", "advcl"} and any(
            match.cue.act in _CONTESTED and child not in match.tokens for match in cues.matches(head)
        ):
            return True
        child = head
    return False
