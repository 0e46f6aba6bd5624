"""What a clause says no to: "did not", "none of them", "has yet to", "rather than", "no evidence that"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_NEGATORS: Final = frozenset({"not", "n't", "never", "nor", "neither", "nowhere", "hardly", "scarcely", "n’t"})
_EMPTY: Final = frozenset({"none", "nobody", "no-one", "nothing", "neither"})
_PROOF: Final = word_set(
    "evidence sign proof indication suggestion hint trace record ground reason basis confirmation indicator "
    "reference mention"
)
_VOUCHING: Final = word_set(
    "confirm prove say admit acknowledge show establish verify demonstrate corroborate ascertain conclude find "
    "determine believe think state suggest claim accept agree"
)
_SHOWING: Final = frozenset({"prove", "show", "establish", "demonstrate", "determine", "ascertain"})
_DUTY: Final = frozenset({"must", "should", "can", "could", "will"})
_OPEN: Final = frozenset({"that", "if", "whether"})
_VERBAL: Final = frozenset({"VERB", "AUX"})


def is_passed_over(verb: Token) -> bool:
    """Tell whether something else was done: "rather than condemn the raid", "far from condemning it"."""
    before = [verb.doc[i].lower_ for i in range(max(0, verb.i - 2), verb.i)]
    return before in (["rather", "than"], ["instead", "of"], ["far", "from"], ["short", "of"], ["let", "alone"])


def is_negated(verb: Token) -> bool:
    """Tell whether the clause says no: by its verb, an auxiliary, or an empty subject ("none of them")."""
    for child in verb.children:
        if child.dep_ in {"neg", "advmod", "preconj"} and child.lower_ in _NEGATORS:
            return True
        if child.dep_ == "advmod" and child.lower_ == "longer":
            return True
        if child.dep_ == "aux" and child.lower_ == "to" and child.i and child.nbor(-1).lower_ == "yet":
            # "have yet to charge anybody"
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and _is_empty(child):
            return True
        if child.dep_ == "acomp" and any(grand.dep_ == "neg" for grand in child.children):
            return True
    return False


def _is_empty(noun: Token) -> bool:
    if noun.lower_ in _EMPTY or (noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "not"):
        return True
    if any(child.dep_ in {"det", "preconj"} and child.lower_ in {"no", "neither"} for child in noun.children):
        return True
    words = [word.lower_ for word in noun.doc[max(0, noun.left_edge.i - 1) : noun.i]]
    return words[:3] in (["not", "a", "single"], ["not", "one", "single"])


def is_unproven(clause: Token, governor: Token) -> bool:
    """Tell whether what a clause says is what nobody shows: "no evidence that", "could not confirm that"."""
    marks = {child.lower_ for child in clause.children if child.dep_ in {"mark", "advmod"} and child.i < clause.i}
    if clause.dep_ == "acl" and governor.lemma_.lower() in _PROOF:
        verb = governor.head
        lacks = governor.dep_ in {"dobj", "attr", "nsubj"} and verb.pos_ in _VERBAL and is_negated(verb)
        return lacks or _is_empty(governor)
    if clause.dep_ != "ccomp" or governor.lemma_ not in _VOUCHING or not (marks & _OPEN or not marks):
        return False
    return clause.i > governor.i and (is_negated(governor) or _is_to_be_shown(governor))


def _is_to_be_shown(verb: Token) -> bool:
    """Tell what is yet to be shown: "must prove that", "have to show that"."""
    if verb.lemma_ not in _SHOWING:
        return False
    owed = any(child.dep_ == "aux" and child.lower_ in _DUTY for child in verb.lefts)
    return owed or (verb.dep_ == "xcomp" and verb.head.lemma_ in {"have", "need", "try", "seek", "want", "hope"})
