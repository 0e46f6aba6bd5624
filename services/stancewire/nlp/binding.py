"""Which antecedents grammar forbids a pronoun, and which clauses govern it. Source: the binding principles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.tree import Token

SPEAKING: Final = frozenset({
    "say", "tell", "add", "note", "write", "argue", "claim", "warn", "announce", "state", "explain", "insist",
    "deny", "acknowledge", "ask", "declare", "reply", "respond", "stress", "continue", "recall", "remark",
    "observe", "suggest", "believe", "think", "hope", "accuse", "urge", "call", "comment", "confirm", "report",
    "allege", "admit", "concede", "predict", "tweet", "post", "reiterate", "emphasise", "emphasize", "vow",
    "pledge", "promise", "speak", "describe", "complain", "joke", "conclude", "caution", "maintain", "contend",
    "assert", "want", "plan", "expect", "dismiss", "reject", "condemn", "criticise", "criticize", "denounce",
    "praise", "welcome", "demand", "defend", "thank", "appeal", "apologise", "apologize",
})  # fmt: skip
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_CLAUSES: Final = frozenset({"relcl", "acl", "appos", "conj", "advcl", "ccomp"})
_SOME: Final = frozenset(
    {
        "all",
        "both",
        "dozens",
        "few",
        "half",
        "hundreds",
        "many",
        "most",
        "none",
        "several",
        "some",
        "thousands",
        "each",
    }
)
_ARMED: Final = frozenset({"MIL", "COP", "REB", "UAF"})


def is_barred(token: Token, found: Antecedent, discourse: Discourse) -> bool:
    """Tell whether grammar forbids the two to be one: "Maduro accused him", "the president of his country"."""
    candidate = found.token
    if discourse.stretch_of[token.i] >= 0 and not found.quoted and _is_speaker(candidate):
        return True
    if token.dep_ == "poss":
        return _holds(candidate, token)
    return _holds(candidate, token) or _same_clause(candidate, token)


def is_of_doers(token: Token, candidate: Entity, discourse: Discourse) -> bool:
    """Tell whether the candidate is of the kind of those who act upon the pronoun: soldiers kill no "troops"."""
    predicate = _predicate(token)
    if token.dep_ in SUBJECTS or predicate is None:
        return False
    doers = (discourse.entity_of(child) for child in predicate.lefts if child.dep_ in SUBJECTS)
    return any(
        doer is not None
        and doer.sector in _ARMED
        and doer.sector == candidate.sector
        and doer.type == candidate.type
        for doer in doers
    )


def governs(candidate: Token, pronoun: Token) -> bool:
    """Tell whether the candidate is the subject of a clause that the pronoun's clause hangs on."""
    if candidate.dep_ not in SUBJECTS:
        return False
    for node in ancestors(pronoun):
        if node.i == candidate.head.i:
            return True
        if node.dep_ == "conj" and any(child.dep_ in SUBJECTS for child in node.lefts):
            return False
    return False


def ancestors(token: Token) -> Iterator[Token]:
    """Yield the words above a token, nearest first, 15 at most."""
    steps = 0
    while token.head.i != token.i and steps < 15:
        token, steps = token.head, steps + 1
        yield token


def _is_speaker(candidate: Token) -> bool:
    """Tell whether the words in quotation marks are this one's own: who speaks says "I"."""
    return candidate.dep_ == "nsubj" and candidate.head.lemma_ in SPEAKING


def _holds(candidate: Token, pronoun: Token) -> bool:
    """Tell whether the pronoun stands inside the candidate's own noun phrase, outside any clause of it."""
    node, steps = pronoun, 0
    while node.head.i != node.i and steps < 8:
        if node.dep_ in _CLAUSES:
            return False
        node, steps = node.head, steps + 1
        if node.i == candidate.i:
            return True
        if node.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _same_clause(candidate: Token, pronoun: Token) -> bool:
    """Tell whether both are arguments of one verb, or of one noun ("Maduro's letter to him")."""
    ours, theirs = _predicate(pronoun), _predicate(candidate)
    if ours is None or theirs is None:
        return False
    return ours.i == theirs.i or (candidate.dep_ in SUBJECTS and _lends_subject(theirs, ours))


def _lends_subject(governor: Token, clause: Token) -> bool:
    """Tell whether a clause has its governor's subject: "it vowed to avenge them", "they fled, leaving them"."""
    if clause.head.i != governor.i or clause.dep_ not in {"xcomp", "advcl"} or clause.tag_ not in {"VB", "VBG"}:
        return False
    given = any(child.dep_ in {"dobj", "dative"} for child in governor.children) and clause.dep_ == "xcomp"
    marked = any(child.dep_ in {*SUBJECTS, "mark"} or child.tag_ == "WRB" for child in clause.children)
    return not given and not marked


def _predicate(token: Token) -> Token | None:
    """Return the verb or noun whose direct or prepositional argument a token is."""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ in {"nsubj", "nsubjpass", "dobj", "dative", "poss", "iobj", "attr"}:
        return token.head
    if token.dep_ == "pobj":
        governor = token.head.head
        # "killed seven of them": the seven are the verb's, and so are they.
        counts = token.head.lower_ == "of" and (governor.tag_ == "CD" or governor.lower_ in _SOME)
        return _predicate(governor) if counts else governor
    return None
