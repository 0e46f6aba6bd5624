"""Which clause a cue's verb takes, past the places where the parser hangs it wrongly."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.cues import Match
from stancewire.nlp.propositions import noun_content
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_ADDRESSING: Final = frozenset(
    {"tell", "inform", "assure", "notify", "remind", "warn", "brief", "advise", "reassure"}
)
_VERBAL: Final = frozenset({"VERB", "AUX"})
ANSWERING: Final = frozenset({"deny", "reject", "doubt", "refuse"})
"""Cues whose words stand behind them: "Oslo denies, Oslo delays" denies nothing that is told."""
# "Asked not to be named" tells how a source is quoted.
_NAMING: Final = word_set("name identify quote cite attribute disclose")


def clause_of(match: Match) -> Token | None:
    """Return the head of the clause that the verb takes."""
    anchor = match.anchor
    inside = {token.i for token in match.tokens}
    for child in (*anchor.rights, *anchor.lefts):
        if child.i in inside or _ends_before(child, anchor) or _stands_beside(child, match):
            continue
        if (child.dep_ == "ccomp" and not is_small(child)) or (child.dep_ == "xcomp" and child.pos_ in _VERBAL):
            return child
    for token in match.tokens[1:]:
        punished = _infinitive_behind(token) if token.lower_ == "for" else None
        if punished is not None:
            return punished
        for child in token.children:
            if child.dep_ in {"pcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
                return child
            if child.dep_ == "pobj" and match.cue.act == "urge":
                clause = noun_content(child, ())
                if clause is not None:
                    return clause
    if match.cue.act == "urge":
        return _infinitive_of_addressee(anchor)
    if match.cue.act in {"say", "reveal", "warn"}:
        told = next((clause for child in anchor.rights if (clause := _clause_of_addressee(child))), None)
        return told or _clause_behind_condition(anchor) or _clause_told_first(anchor)
    return None


def _clause_behind_condition(verb: Token) -> Token | None:
    """Return what is said in "said on condition that he not be named that the deal was off"."""
    conditions = (noun for on in verb.rights if on.lower_ == "on" for noun in on.children)
    for condition in conditions:
        for naming in condition.rights if condition.lower_ == "condition" else ():
            told = next((c for c in naming.rights if c.dep_ == "ccomp" and _is_introduced(c)), None)
            if told is not None:
                return told
    return None


def _is_introduced(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)


def _stands_beside(clause: Token, match: Match) -> bool:
    """Tell "Oslo denies, Oslo delays", where a comma parts two statements, from what somebody denies."""
    if match.cue.act not in ANSWERING or clause.dep_ != "ccomp" or _is_introduced(clause):
        return False
    between = clause.doc[match.anchor.i : clause.left_edge.i] if clause.i > match.anchor.i else ()
    behind = clause.doc[clause.right_edge.i : match.anchor.left_edge.i + 1] if clause.i < match.anchor.i else ()
    return any(token.text == "," for token in between) or (
        not match.cue.speech and any(token.text == "," for token in behind)
    )


def names_source(clause: Token) -> bool:
    """Tell the wish of a source not to be named, which is neither a statement nor a stand."""
    return clause.lemma_ in _NAMING and any(child.dep_ == "auxpass" for child in clause.lefts)


def _infinitive_behind(preposition: Token) -> Token | None:
    """Return the verb of "called for those behind it to be punished", which the parser hangs on either word."""
    if any(child.dep_ == "pobj" for child in preposition.children):
        return None
    clauses = [preposition.head, *preposition.head.rights]
    return next((c for c in clauses if c.i > preposition.i and _is_infinitive_of_another(c)), None)


def _is_infinitive_of_another(verb: Token) -> bool:
    lefts = list(verb.lefts)
    named = any(child.dep_ in {"nsubj", "nsubjpass"} for child in lefts)
    return named and any(child.dep_ == "aux" and child.lower_ == "to" for child in lefts)


def _clause_told_first(verb: Token) -> Token | None:
    """Return the clause that stands before a loose "the chairman told reporters"."""
    lefts = list(verb.lefts)
    for child in lefts:
        if child.dep_ == "advcl" and child.tag_ in {"VBD", "VBZ", "VBP"} and child.left_edge.i == verb.left_edge.i:
            own = {c.dep_ for c in child.lefts}
            parted = any(c.text == "," and c.i > child.i for c in lefts)
            return child if parted and "nsubj" in own and not own & {"mark", "advmod"} else None
    return None


def _clause_of_addressee(noun: Token) -> Token | None:
    """Return the clause that the parser hung on the one addressed: "informed the court that it was lost"."""
    if noun.dep_ not in {"dobj", "dative"} or noun.head.lemma_ not in _ADDRESSING:
        return None
    clause = noun_content(noun, ())
    return clause if clause is not None and any(c.dep_ == "mark" for c in clause.children) else None


def is_small(clause: Token) -> bool:
    """Tell "declared the law illegal" from a clause with a verb."""
    if clause.pos_ in _VERBAL:
        return False
    return not any(child.dep_ in {"aux", "auxpass", "mark"} for child in clause.children)


def _ends_before(clause: Token, anchor: Token) -> bool:
    """Tell a clause that a semicolon parts from the cue: it belongs to another statement."""
    if clause.i > anchor.i:
        return False
    return any(token.text == ";" for token in anchor.doc[clause.right_edge.i : anchor.left_edge.i + 1]) or any(
        token.text == ";" for token in anchor.lefts
    )


def _infinitive_of_addressee(verb: Token) -> Token | None:
    """Return the infinitive that the parser hung on the addressee: "asked lawmakers to pass"."""
    for child in verb.rights:
        if child.is_punct:
            return None
        if child.dep_ in {"dobj", "advcl"}:
            for candidate in (child, *child.rights):
                if candidate.pos_ == "VERB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in candidate.lefts):
                    return candidate
    return None
