"""What somebody or something is called by a judging verb: "called the raid brutal", "dismissed it as a stunt"."""

from __future__ import annotations

from stancewire.nlp.cue_clauses import is_small
from stancewire.nlp.cues import Match
from stancewire.nlp.tree import Token


def predicate_of(match: Match) -> Token | None:
    """Return what somebody or something is called: the complement of the object, or what stands behind "as"."""
    anchor = match.anchor
    of_object = [c for noun in anchor.rights if noun.dep_ == "dobj" for c in noun.rights if _is_as(match, c)]
    for child in (*anchor.rights, *of_object):
        if child.dep_ in {"prep", "mark"} and child.lower_ == "as":
            return next((c for c in child.children if c.dep_ in {"pobj", "amod", "pcomp", "acomp", "advmod"}), None)
        if child.dep_ in {"advcl", "advmod"} and any(c.lower_ == "as" for c in child.lefts):
            return child
    for child in anchor.rights:
        inner = next(
            (c for c in child.rights if child.dep_ == "oprd" and c.dep_ in {"dobj", "appos", "npadvmod"}), None
        )
        if inner is not None:
            # "called that claim a fabrication", read as "called that: claim a fabrication".
            return inner
        if child.dep_ == "oprd" or (child.dep_ in {"xcomp", "acomp", "npadvmod"} and child.pos_ in {"ADJ", "NOUN"}):
            return child
        if child.dep_ == "ccomp" and is_small(child):
            return child
    return _predicate_of_small_clause(anchor)


def _is_as(match: Match, token: Token) -> bool:
    """Tell the "as" of the cue where the parser hangs it on the thing called: "described the plan as" reckless."""
    return token.lower_ == "as" and ("as" in match.cue.via or token in match.tokens)


def _predicate_of_small_clause(anchor: Token) -> Token | None:
    """Return the judgement that the parser took for a verb or an apposition: "called the deal unfair"."""
    objects = [child for child in anchor.rights if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP"]
    if len(objects) == 2:
        return objects[1]
    if len(objects) == 1 and before(objects[0]):
        return objects[0]
    for noun in objects:
        late = [c for c in noun.rights if c.dep_ in {"amod", "acl", "appos"} and c.pos_ in {"ADJ", "NOUN"}]
        if late:
            return late[0]
    return None


def raised_subject(predicate: Token) -> list[Token]:
    """Return the thing called, where the parser makes it the subject of the judgement."""
    return [child for child in predicate.children if child.dep_ in {"nsubj", "nsubjpass"}]


def before(predicate: Token) -> list[Token]:
    """Return the thing called, where the parser makes it a modifier of the judgement: "called the raid brutal"."""
    if predicate.head.dep_ == "oprd":
        return [predicate.head]
    if predicate.dep_ not in {"oprd", "dobj"} or predicate.tag_ != "NN":
        return []
    near = predicate.nbor(-1) if predicate.i else predicate
    return [near] if near.dep_ == "compound" and near.tag_ in {"NN", "NNS"} else []
