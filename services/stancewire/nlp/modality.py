"""Whether a predicate is told as fact: negation, future, condition, fear, habit and background, from the parse.

The walk climbs from the trigger to the root and looks at each clause once; words that change the status are data
(`data/frames/governors.tsv`). Source of the classes: PLOVER 2.0's auxiliary modes, in our own reading.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attachments import VERBAL, continued_clause, is_mistaken_for_content
from stancewire.nlp.denials import is_unproven
from stancewire.nlp.governors import effect_on
from stancewire.nlp.mood import CONDITION, auxiliary_status, mark_status, own_status, verb_status
from stancewire.nlp.performatives import is_performed
from stancewire.nlp.supposed import is_supposed
from stancewire.nlp.tree import Token
from stancewire.nlp.trials import is_tried
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EventStatus

_KNOWN: Final = "stancewire.status"
_WHENEVER: Final = frozenset({"when", "whenever", "once", "where", "wherever", "before", "after", "as"})
_FORESEEING: Final = frozenset({"see", "have", "let", "make", "find"})
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_FACTUAL: Final = word_set(
    "after since following despite amid during because over in before as like by through under upon given"
)
_RANK: Final = (
    EventStatus.NEGATED, EventStatus.HYPOTHETICAL, EventStatus.FUTURE, EventStatus.HABITUAL, EventStatus.HISTORICAL,
)  # fmt: skip
_MAX_CLIMB: Final = 12
_COMPLETES: Final = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "attr", "nsubjpass", "oprd", "csubj", "nsubj"}
)


def status_of(trigger: Token) -> EventStatus:
    """Return the status that the trigger's sentence gives it; `asserted` where nothing speaks against it."""
    # Events are told once and judged once; a parse does not change between.
    known: dict[int, EventStatus] = trigger.doc.user_data.setdefault(_KNOWN, {})
    if trigger.i not in known:
        known[trigger.i] = _read_status(trigger)
    return known[trigger.i]


def _read_status(trigger: Token) -> EventStatus:
    if is_performed(trigger):
        return EventStatus.ASSERTED
    found = [*own_status(trigger), *_status_from_above(trigger)]
    if not found and is_tried(trigger):
        return EventStatus.HISTORICAL
    return next((status for status in _RANK if status in found), EventStatus.ASSERTED)


def _status_from_above(trigger: Token) -> list[EventStatus]:
    found: list[EventStatus] = []
    token, from_clause = trigger, False
    for _ in range(_MAX_CLIMB):
        head = continued_clause(token) or token.head
        if head.i == token.i or is_mistaken_for_content(token):
            break
        from_clause = from_clause or token.dep_ == "pcomp"
        found += _from_link(token, head, from_clause=from_clause)
        if _is_told_for_itself(token):
            break
        token = head
    return found


def _is_told_for_itself(token: Token) -> bool:
    """Tell whether nothing above changes the status; an open question stays open whoever declined to answer it."""
    return (
        token.dep_ == "relcl"
        or _is_bare_participle(token)
        or _stands_alone(token)
        or (token.dep_ == "prep" and token.lower_ in _FACTUAL)
        or any(child.lower_ == "whether" and child.dep_ == "mark" for child in token.children)
    )


def _is_bare_participle(token: Token) -> bool:
    """Tell "families attacked by rebels" from "reports that rebels had attacked"."""
    has_auxiliary = any(child.dep_ in {"aux", "auxpass"} for child in token.children)
    return token.dep_ == "acl" and token.tag_ == "VBN" and not has_auxiliary


def _stands_alone(clause: Token) -> bool:
    """Tell whether an adverbial clause is told for itself, whatever the main clause: "after rebels attacked"."""
    return clause.dep_ == "advcl" and any(
        child.dep_ in {"mark", "advmod"} and child.i < clause.i and child.lower_ not in CONDITION
        for child in clause.children
    )


def _from_link(token: Token, head: Token, *, from_clause: bool = False) -> list[EventStatus]:
    """Return what the governing word does to the clause or noun that completes it."""
    found: list[EventStatus] = []
    effect = effect_on(token, head) if token.dep_ in _COMPLETES else None
    if effect:
        found.append(effect)
    if is_unproven(token, head) or is_supposed(token, head):
        found.append(EventStatus.HYPOTHETICAL)
    if head.pos_ in VERBAL and token.pos_ not in VERBAL and from_clause:
        # "could have shown courage in resigning": what only might have been holds for the clause inside too.
        found += [status for status in auxiliary_status(head) if status is EventStatus.HYPOTHETICAL]
    if head.pos_ not in VERBAL or token.pos_ not in VERBAL:
        return found
    if token.dep_ == "xcomp" or _is_foreseen(token, head):
        found += verb_status(head)
    elif token.dep_ == "conj":
        found += mark_status(head)
    elif token.dep_ == "advcl" and (token.tag_ in {"VBG", "VB"} if not _stands_alone(token) else _awaits(token)):
        found += auxiliary_status(head)
    return found


def _is_foreseen(clause: Token, head: Token) -> bool:
    """Tell what a plan brings with it: "would see the troops leave"."""
    return clause.dep_ == "ccomp" and clause.tag_ in {"VB", "VBP"} and head.lemma_ in _FORESEEING


def _awaits(clause: Token) -> bool:
    """Tell an occasion to come, or any: "will answer when rebels attack", "may shoot only when attacked"."""
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"} and c.i < clause.i}
    finite = [clause, *(c for c in clause.children if c.dep_ in {"aux", "auxpass"})]
    return bool(marks & _WHENEVER) and min(finite, key=lambda word: word.i).tag_ in _PRESENT
