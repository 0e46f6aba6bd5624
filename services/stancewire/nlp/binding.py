"""Which antecedents grammar forbids a pronoun, and which clauses govern it. Source: the binding principles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

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
_SOME: Final = word_set("all both dozens few half hundreds many most none several some thousands each")
_ARMED: Final = frozenset({"MIL", "COP", "REB", "UAF"})


class Barrier:
    """What grammar forbids one pronoun to mean. What stands above the pronoun is read once for all candidates."""

    __slots__ = ("_holders", "_is_quoted", "_predicate")

    def __init__(self, pronoun: Token, discourse: Discourse) -> None:
        """Take a pronoun."""
        self._is_quoted = discourse.stretch_of[pronoun.i] >= 0
        self._holders = frozenset(_holders(pronoun))
        self._predicate = None if pronoun.dep_ == "poss" else _predicate(pronoun)

    def bars(self, found: Antecedent) -> bool:
        """Tell whether the two cannot be one: "Maduro accused him", "the president of his country"."""
        candidate = found.token
        if (self._is_quoted and not found.quoted and _is_speaker(candidate)) or candidate.i in self._holders:
            return True
        return self._predicate is not None and _shares_clause(candidate, self._predicate)


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


def _holders(pronoun: Token) -> Iterator[int]:
    """Yield the words whose own noun phrase the pronoun stands in, outside any clause of it."""
    node, steps = pronoun, 0
    while node.head.i != node.i and steps < 8 and node.dep_ not in _CLAUSES:
        node, steps = node.head, steps + 1
        yield node.i
        if node.pos_ in {"VERB", "AUX"}:
            return


def _shares_clause(candidate: Token, ours: Token) -> bool:
    """Tell whether the candidate is an argument of the pronoun's verb, or of its noun: "Maduro's letter to him"."""
    theirs = _predicate(candidate)
    if theirs is None:
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
