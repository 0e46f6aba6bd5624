"""Whether a predicate is told as fact: negation, future, condition, fear, habit and background, from the parse.

The walk climbs from the trigger to the root and looks at each clause once; words that change the status are data
(`data/frames/governors.tsv`). Source of the classes: PLOVER 2.0's auxiliary modes, in our own reading.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from stancewire.nlp.arguments import is_infinitive
from stancewire.nlp.attachments import SUBJECT, continued_clause, is_mistaken_for_content
from stancewire.nlp.denials import is_negated, is_passed_over, is_unproven
from stancewire.nlp.governors import governed
from stancewire.nlp.habits import recurs
from stancewire.nlp.ontology import rows
from stancewire.nlp.tree import Token
from stancewire.nlp.trials import is_tried
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EventStatus

_KNOWN: Final = "stancewire.status"
_FUTURE: Final = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_POSSIBLE: Final = frozenset({"could", "may", "might", "can", "should", "must", "ought", "ca"})
_CONDITION: Final = frozenset({"if", "unless", "whether", "lest", "provided", "should"})
_CONFERRING: Final = frozenset({"discuss", "meet", "confer", "negotiate", "consult", "talk"})
_JOURNEYS: Final = word_set("go fly travel arrive come gather convene assemble sit head journey drive")
_INVERTED: Final = frozenset({"were", "had", "should"})
_PROVISOS: Final = frozenset({"provided", "providing", "supposing", "assuming", "suppose"})
_WHENEVER: Final = frozenset({"when", "whenever", "once", "where", "wherever", "before", "after", "as"})
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_UNREACHED: Final = frozenset({"until", "till"})
_FACTUAL: Final = word_set(
    "after since following despite amid during because over in before as like by through under upon given"
)
_VERBAL: Final = frozenset({"VERB", "AUX"})
_RANK: Final = (
    EventStatus.NEGATED, EventStatus.HYPOTHETICAL, EventStatus.FUTURE, EventStatus.HABITUAL, EventStatus.HISTORICAL,
)  # fmt: skip
_DOUBLE: Final = {
    EventStatus.NEGATED: EventStatus.HYPOTHETICAL, EventStatus.HYPOTHETICAL: EventStatus.HYPOTHETICAL,
    EventStatus.ASSERTED: EventStatus.NEGATED,
}  # fmt: skip
_LINK_NAMES: Final = {"nsubj": "subj", "csubj": "subj"}
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
    found = _own_status(trigger)
    token, from_clause = trigger, False
    for _ in range(12):
        head = continued_clause(token) or token.head
        if head.i == token.i or is_mistaken_for_content(token):
            break
        from_clause = from_clause or token.dep_ == "pcomp"
        found += _from_link(token, head, from_clause=from_clause)
        if (
            token.dep_ == "relcl"
            or _is_bare_participle(token)
            or _stands_alone(token)
            or (token.dep_ == "prep" and token.lower_ in _FACTUAL)
        ):
            break
        if any(child.lower_ == "whether" and child.dep_ == "mark" for child in token.children):
            # An open question stays open whoever declined to answer it.
            break
        token = head
    if not found and is_tried(trigger):
        return EventStatus.HISTORICAL
    return next((status for status in _RANK if status in found), EventStatus.ASSERTED)


def _is_bare_participle(token: Token) -> bool:
    """Tell "families attacked by rebels" from "reports that rebels had attacked"."""
    has_auxiliary = any(child.dep_ in {"aux", "auxpass"} for child in token.children)
    return token.dep_ == "acl" and token.tag_ == "VBN" and not has_auxiliary


def _own_status(token: Token) -> list[EventStatus]:
    return _verb_status(token) if token.pos_ in _VERBAL else _noun_status(token)


def _verb_status(verb: Token) -> list[EventStatus]:
    found: list[EventStatus] = []
    if is_negated(verb):
        found.append(EventStatus.NEGATED)
    found += _auxiliary_status(verb)
    found += _mark_status(verb)
    if (verb.dep_ == "pcomp" and verb.head.lower_ == "without") or is_passed_over(verb):
        found.append(EventStatus.NEGATED)
    if verb.dep_ == "conj" and verb.head.pos_ in _VERBAL:
        found += _shared_status(verb)
    if _is_weighed(verb):
        found.append(EventStatus.HYPOTHETICAL)
    if recurs(verb):
        found.append(EventStatus.HABITUAL)
    return found


def _is_weighed(verb: Token) -> bool:
    """Tell a deed weighed from one told: "Attacking the ports would not help", "To punish Chad is not enough"."""
    if verb.dep_ not in {"csubj", "nsubj"} or not any(child.dep_ == "dobj" for child in verb.children):
        return False
    return verb.tag_ == "VBG" or is_infinitive(verb)


def _auxiliary_status(verb: Token) -> list[EventStatus]:
    words = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if _FUTURE & set(words):
        return [EventStatus.FUTURE]
    if _POSSIBLE & set(words):
        return [EventStatus.HYPOTHETICAL]
    if "would" in words or "'d" in words:
        conditional = any(_condition(child) for child in verb.children if child.dep_ == "advcl")
        reported = verb.dep_ in {"ccomp", "conj"} and not conditional and "have" not in words
        return [EventStatus.FUTURE if reported else EventStatus.HYPOTHETICAL]
    return []


def _mark_status(verb: Token) -> list[EventStatus]:
    for child in verb.children:
        if child.dep_ in {"mark", "advmod", "prep"} and child.i < verb.i and child.lower_ in _CONDITION:
            return [EventStatus.HYPOTHETICAL]
        if child.dep_ in {"mark", "advmod"} and child.i < verb.i and child.lower_ in _UNREACHED:
            return [EventStatus.HYPOTHETICAL]
    # "Had they attacked ..." and purposes ("to free them") have not come true.
    if _is_inverted(verb) or (verb.dep_ == "advcl" and is_infinitive(verb) and not _is_errand(verb)):
        return [EventStatus.HYPOTHETICAL]
    if verb.dep_ == "pcomp" and verb.head.lower_ in _PROVISOS:
        return [EventStatus.HYPOTHETICAL]
    return []


def _is_errand(verb: Token) -> bool:
    """Tell what a journey was made for and did: "flew to Baku to discuss trade with Azeri officials"."""
    return verb.lemma_ in _CONFERRING and verb.head.lemma_ in _JOURNEYS and verb.head.tag_ in {"VBD", "VBN"}


def _is_inverted(clause: Token) -> bool:
    """Tell a condition without "if": "Were the army to fire", "Had they attacked"."""
    if clause.dep_ != "advcl":
        return False
    subject = next((child for child in clause.children if child.dep_ in SUBJECT), None)
    opening = [clause, *(child for child in clause.children if child.dep_ in {"aux", "auxpass"})]
    first = next((word for word in opening if word.lower_ in _INVERTED), None)
    return subject is not None and first is not None and first.i < subject.i and first == clause.left_edge


def _condition(clause: Token) -> bool:
    return any(child.lower_ in _CONDITION for child in clause.children if child.dep_ in {"mark", "advmod"})


def _shared_status(verb: Token) -> list[EventStatus]:
    """A joined verb without subject or auxiliary shares those of the first: "will meet and sign"."""
    own = {child.dep_ for child in verb.children}
    if own & {"nsubj", "nsubjpass", "aux"}:
        return []
    first = verb.head
    either = any(child.lower_ in {"or", "nor"} for child in first.children if child.dep_ == "cc")
    found = list(_auxiliary_status(first)) if verb.tag_ in {"VB", "VBN"} else []
    if is_negated(first) and (either or verb.tag_ == "VB"):
        found.append(EventStatus.NEGATED)
    return found


def _noun_status(noun: Token) -> list[EventStatus]:
    found: list[EventStatus] = []
    for child in noun.children:
        if child.dep_ in {"det", "neg"} and child.lower_ in {"no", "neither", "not"}:
            found.append(EventStatus.NEGATED)
        if child.dep_ == "det" and child.lower_ == "any":
            found.append(EventStatus.HYPOTHETICAL)
        if child.dep_ in {"amod", "compound"} and (effect := governed(child.lower_, "adj", "mod")):
            found.append(effect)
        if child.dep_ == "acl" and child.tag_ == "VBN" and (effect := governed(child.lemma_, "verb", "obj")):
            found.append(effect)
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "without":
        found.append(EventStatus.NEGATED)
    # "did not launch an attack" denies the attack; "did not condemn the attack" takes it for granted.
    if noun.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"} and head.lemma_ in _light_lemmas():
        found += _verb_status(head)
    return found


@cache
def _light_lemmas() -> frozenset[str]:
    return frozenset(lemma for lemma, _, _ in rows("frames/light_verbs.tsv"))


def _stands_alone(clause: Token) -> bool:
    """Tell whether an adverbial clause is told for itself, whatever the main clause: "after rebels attacked"."""
    return clause.dep_ == "advcl" and any(
        child.dep_ in {"mark", "advmod"} and child.i < clause.i and child.lower_ not in _CONDITION
        for child in clause.children
    )


def _from_link(token: Token, head: Token, *, from_clause: bool = False) -> list[EventStatus]:
    """Return what the governing word does to the clause or noun that completes it."""
    found: list[EventStatus] = []
    effect = _effect(token, head) if token.dep_ in _COMPLETES else None
    if effect:
        found.append(effect)
    if is_unproven(token, head):
        found.append(EventStatus.HYPOTHETICAL)
    if head.pos_ in _VERBAL and token.pos_ not in _VERBAL and from_clause:
        # "could have shown courage in resigning": what only might have been holds for the clause inside too.
        found += [status for status in _auxiliary_status(head) if status is EventStatus.HYPOTHETICAL]
    if head.pos_ not in _VERBAL or token.pos_ not in _VERBAL:
        return found
    if token.dep_ == "xcomp":
        found += _verb_status(head)
    elif token.dep_ == "conj":
        found += _mark_status(head)
    elif token.dep_ == "advcl" and (token.tag_ in {"VBG", "VB"} if not _stands_alone(token) else _awaits(token)):
        found += _auxiliary_status(head)
    return found


def _awaits(clause: Token) -> bool:
    """Tell an occasion to come, or any: "will answer when rebels attack", "may shoot only when attacked"."""
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"} and c.i < clause.i}
    finite = [clause, *(c for c in clause.children if c.dep_ in {"aux", "auxpass"})]
    return bool(marks & _WHENEVER) and min(finite, key=lambda word: word.i).tag_ in _PRESENT


def _effect(token: Token, head: Token) -> EventStatus | None:
    governor = head.head if head.pos_ in {"ADP", "SCONJ"} or token.dep_ in {"pobj", "pcomp"} else head
    governor = _said_of(token, governor) or governor
    kind = "verb" if governor.pos_ in _VERBAL else "adj" if governor.pos_ in {"ADJ", "ADV"} else "noun"
    if token.dep_ == "ccomp" and token.i < governor.i and any(child.dep_ == "dobj" for child in governor.children):
        # "Kyiv says rebels attacked; Moscow denies it": two statements side by side.
        return None
    effect = governed(governor.lemma_.lower(), kind, _link(token, head))
    if effect is None or (token.dep_ == "pobj" and head.lower_ in {"about", "over", "at"} and _is_known(token)):
        return None
    verb = governor.head if governor.dep_ == "acomp" else governor
    negated = is_negated(verb) if verb.pos_ in _VERBAL else any(_says_no(c) for c in governor.children)
    if negated and effect is EventStatus.FUTURE:
        return EventStatus.NEGATED
    return _DOUBLE.get(effect, effect) if negated else effect


def _said_of(token: Token, governor: Token) -> Token | None:
    """Return the adjective that a copula says of a clause or noun: "is false" of "the claim that they fled"."""
    if governor.lemma_ != "be" or token.dep_ not in {"ccomp", "csubj", "nsubj"}:
        return None
    return next((child for child in governor.children if child.dep_ == "acomp"), None)


def _says_no(word: Token) -> bool:
    return word.dep_ == "neg" or (word.dep_ == "det" and word.lower_ in {"no", "neither"})


def _is_known(noun: Token) -> bool:
    """Tell whether the words take the deed for granted: "concern about Iran's test", not "fear of a test"."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"})
        for child in noun.children
    )


def _link(token: Token, head: Token) -> str:
    """Name how a word hangs on its governor: inf, ing, that, obj, subj or a preposition."""
    if token.dep_ in {"pobj", "pcomp"}:
        return head.lower_
    if token.dep_ in {"xcomp", "acl", "ccomp"}:
        if any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children):
            return "inf"
        return "ing" if token.tag_ == "VBG" and token.dep_ == "xcomp" else "that"
    return _LINK_NAMES.get(token.dep_, "obj")
