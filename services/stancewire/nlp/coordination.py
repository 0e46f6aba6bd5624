"""What is joined by "and" or "or", without what the parser joined wrongly and what "but not" takes away."""

from __future__ import annotations

from stancewire.nlp.attachments import NOMINAL, swallowing_verb, taken_subject
from stancewire.nlp.tree import Token


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is joined to it by "and" or "or", without what "but not" takes away."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and not (_excluded(child) or _begins_clause(child) or swallowing_verb(child)):
            found += conjuncts(child)
    return found


def _begins_clause(conjunct: Token) -> bool:
    """Tell whether a finite verb follows that has no other subject: it is no second object but that subject."""
    index = conjunct.right_edge.i + 1
    if index >= len(conjunct.doc) or conjunct.pos_ not in NOMINAL:
        return False
    following = conjunct.doc[index]
    verb = following if following.pos_ == "VERB" else following.head
    return verb.i >= index and taken_subject(verb) == conjunct


def _excluded(conjunct: Token) -> bool:
    if any(child.dep_ == "neg" for child in conjunct.children):
        return True
    before = conjunct.doc[conjunct.left_edge.i - 1] if conjunct.left_edge.i else None
    return before is not None and before.lower_ in {"not", "than"}
