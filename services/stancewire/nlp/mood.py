"""What a verb or noun itself says of its deed: no, will, may, if, again; by auxiliaries, marks and determiners."""

from __future__ import annotations

from functools import cache
from typing import Final

from stancewire.nlp.attachments import SUBJECT, VERBAL
from stancewire.nlp.denials import is_negated, is_passed_over
from stancewire.nlp.governors import governed
from stancewire.nlp.habits import recurs
from stancewire.nlp.ontology import rows
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_infinitive
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EventStatus

_FUTURE: Final = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_POSSIBLE: Final = frozenset({"could", "may", "might", "can", "should", "must", "ought", "ca"})
CONDITION: Final = frozenset({"if", "unless", "whether", "lest", "provided", "should"})
_CONFERRING: Final = frozenset({"discuss", "meet", "confer", "negotiate", "consult", "talk"})
_JOURNEYS: Final = word_set("go fly travel arrive come gather convene assemble sit head journey drive")
_INVERTED: Final = frozenset({"were", "had", "should"})
_PROVISOS: Final = frozenset({"provided", "providing", "supposing", "assuming", "suppose"})
_MARKS: Final = frozenset({'"', "'", "\u201c", "\u2018", "``"})
_UNREACHED: Final = frozenset({"until", "till"})


def own_status(token: Token) -> list[EventStatus]:
    """Return what the word's own clause or phrase says, each effect once or more, in no order of weight."""
    return verb_status(token) if token.pos_ in VERBAL else _noun_status(token)


def verb_status(verb: Token) -> list[EventStatus]:
    """Return what a verb's clause says of it."""
    found = [EventStatus.NEGATED] if is_negated(verb) else []
    found += auxiliary_status(verb)
    found += mark_status(verb)
    if (verb.dep_ == "pcomp" and verb.head.lower_ == "without") or is_passed_over(verb):
        found.append(EventStatus.NEGATED)
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        found += _shared_status(verb)
    if _is_weighed(verb) or _is_order(verb):
        found.append(EventStatus.HYPOTHETICAL)
    if recurs(verb):
        found.append(EventStatus.HABITUAL)
    return found


def auxiliary_status(verb: Token) -> list[EventStatus]:
    """Return what "will", "may", "would" and their like say of a verb."""
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if not _FUTURE.isdisjoint(words):
        return [EventStatus.FUTURE]
    if not _POSSIBLE.isdisjoint(words):
        return [EventStatus.HYPOTHETICAL]
    if "would" in words or "'d" in words:
        conditional = any(_condition(child) for child in verb.children if child.dep_ == "advcl")
        reported = verb.dep_ in {"ccomp", "conj"} and not conditional and "have" not in words
        return [EventStatus.FUTURE if reported else EventStatus.HYPOTHETICAL]
    return []


def _shared_status(verb: Token) -> list[EventStatus]:
    """A joined verb without subject or auxiliary shares those of the first: "will meet and sign"."""
    own = {child.dep_ for child in verb.children}
    if own & {"nsubj", "nsubjpass", "aux"}:
        return []
    first = verb.head
    either = any(child.lower_ in {"or", "nor"} for child in first.children if child.dep_ == "cc")
    found = list(auxiliary_status(first)) if verb.tag_ in {"VB", "VBN"} else []
    if is_negated(first) and (either or verb.tag_ == "VB"):
        found.append(EventStatus.NEGATED)
    return found


def mark_status(verb: Token) -> list[EventStatus]:
    """Return what "if", "unless", "until" or an inverted order say of a verb, and what a mere purpose is."""
    for child in verb.children:
        if child.dep_ in {"mark", "advmod", "prep"} and child.i < verb.i and child.lower_ in CONDITION:
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
    return any(child.lower_ in CONDITION for child in clause.children if child.dep_ in {"mark", "advmod"})


def _is_weighed(verb: Token) -> bool:
    """Tell a deed weighed from one told: "Attacking the ports would not help", "To punish Chad is not enough"."""
    if verb.dep_ not in {"csubj", "nsubj"} or not any(child.dep_ == "dobj" for child in verb.children):
        return False
    return verb.tag_ == "VBG" or is_infinitive(verb)


def _is_order(verb: Token) -> bool:
    """Tell what is shouted or ordered: "Lock her up", 'they chanted "Free our boys"'."""
    if verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.tag_ == "VB":
        return _is_order(verb.head)
    quoted = verb.i > 0 and verb.nbor(-1).text in _MARKS
    if verb.tag_ != "VB" or not (quoted or verb.dep_ in {"ROOT", "ccomp", "dep", "parataxis"}):
        return False
    return not any(child.dep_ in SUBJECT or child.dep_ in {"aux", "auxpass", "mark"} for child in verb.children)


def _noun_status(noun: Token) -> list[EventStatus]:
    found = [effect for child in noun.children if (effect := _narrowed(child)) is not None]
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "without":
        found.append(EventStatus.NEGATED)
    # "did not launch an attack" denies the attack; "did not condemn the attack" takes it for granted.
    if noun.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"} and head.lemma_ in _light_lemmas():
        found += verb_status(head)
    return found


def _narrowed(child: Token) -> EventStatus | None:
    """Return what a word beside a noun says of its deed: "no attack", "any attack", "an attack feared"."""
    match child.dep_:
        case "det" | "neg" if child.lower_ in {"no", "neither", "not"}:
            return EventStatus.NEGATED
        case "det" if child.lower_ == "any":
            return EventStatus.HYPOTHETICAL
        case "amod" | "compound":
            return governed(child.lower_, "adj", "mod")
        case "acl" if child.tag_ == "VBN":
            return governed(child.lemma_, "verb", "obj")
        case _:
            return None


@cache
def _light_lemmas() -> frozenset[str]:
    return frozenset(lemma for lemma, _, _ in rows("frames/light_verbs.tsv"))
