"""Where a clause ends though the parse goes on: what answers it, a verb of the sentence around, the setting."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attachments import continued_clause
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_ANSWERING: Final = frozenset({"deny", "reject", "dispute", "dismiss", "contest", "refute"})
_CLAIMS: Final = word_set(
    "accusation allegation assertion assessment charge claim contention insinuation report statement suggestion "
    "version account view"
)
_SPANS: Final = frozenset({"minute", "hour", "day", "week", "month"})
_BEFORE_OR_AFTER: Final = frozenset({"after", "before"})


def left_at(head: Token) -> int:
    """Return where the clause ends though the parse goes on: at an answer, at a verb of the sentence around it."""
    ends = (_answered_at(token) or _continued_at(token, head) for token in head.subtree if token.pos_ == "VERB")
    return min((*(end for end in ends if end is not None), _setting_at(head)))


def _answered_at(verb: Token) -> int | None:
    """Return where somebody answers the clause, which is no part of it: ", which Oslo denied", ", a claim that"."""
    if verb.dep_ not in {"relcl", "acl"}:
        return None
    if verb.dep_ == "relcl" and verb.lemma_ in _ANSWERING and verb.left_edge.lower_ == "which":
        return verb.left_edge.idx
    # Whatever is said of ", a claim", it is the reporter who goes on.
    return verb.head.left_edge.idx if is_claim_told_before(verb.head) else None


def _continued_at(verb: Token, head: Token) -> int | None:
    """Return where the one who reports goes on himself: "accused them of failing and called for an inquiry"."""
    outer = continued_clause(verb) if verb.dep_ == "conj" and verb != head else None
    if outer is None or not outer.is_ancestor(head):
        return None
    joint = next(
        (child for child in reversed(list(verb.head.rights)) if child.dep_ == "cc" and child.i < verb.i), None
    )
    return joint.idx if joint is not None else verb.left_edge.idx


def _setting_at(head: Token) -> int:
    """Return where the reporter tells the setting, or the end: ", as tensions rose", ", a day after the vote"."""
    for child in head.rights if head.i > head.head.i else ():
        first = child.left_edge
        apart = first.i > head.i + 1 and first.nbor(-1).text == ","
        if apart and (_goes_along(child) or _is_time_after(child)):
            return first.nbor(-1).idx
    last = head.doc[-1]
    return last.idx + len(last)


def _goes_along(clause: Token) -> bool:
    """Tell ", as mediators struggled to" from ", as planned" and ", as he had said"."""
    marked = any(
        child.lower_ == "as" and child.dep_ == "mark" and child == clause.left_edge for child in clause.lefts
    )
    own = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
    return clause.dep_ == "advcl" and marked and own is not None and own.pos_ != "PRON"


def _is_time_after(word: Token) -> bool:
    """Tell ", hours after talks broke down" and ", a day before the vote"."""
    span = word if word.lemma_ in _SPANS else next((c for c in word.lefts if c.lemma_ in _SPANS), None)
    if span is None:
        return False
    return word.lower_ in _BEFORE_OR_AFTER or any(
        child.lower_ in _BEFORE_OR_AFTER for parent in (span, word) for child in parent.children
    )


def is_claim_told_before(noun: Token) -> bool:
    """Tell ", a claim that the navy rejected": the noun stands for all that was said before its comma."""
    if noun.lemma_.lower() not in _CLAIMS:
        return False
    first = noun.left_edge
    return first.lower_ in {"a", "an"} and first.i > 0 and first.nbor(-1).text == ","
