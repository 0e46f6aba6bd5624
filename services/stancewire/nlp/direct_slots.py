"""Slots that the trigger alone fills: its clauses, particles, adverbs and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.event_nouns import owners_of, sought
from stancewire.nlp.subjects import subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_infinitive

Reader = Callable[[Token], list[Token]]


def _children(*labels: str) -> Reader:
    return lambda token: [child for child in token.children if child.dep_ in labels]


def _state_of_complement(token: Token) -> list[Token]:
    clauses = arguments.complements(token)[:1]
    return [child for clause in clauses for child in clause.children if child.dep_ in {"acomp", "attr", "prep"}]


def _infinitives(token: Token) -> list[Token]:
    return [clause for clause in arguments.complements(token) if is_infinitive(clause)]


def _complement_subjects(token: Token) -> list[Token]:
    return [noun for clause in arguments.complements(token)[:1] for noun in subjects(clause)]


def _complement_objects(token: Token) -> list[Token]:
    return [noun for clause in arguments.complements(token)[:1] for noun in arguments.objects(clause)]


def _relatives(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ == "dobj" and child.tag_ in {"WDT", "WP"}]


def _owners_of_the_sought(token: Token) -> list[Token]:
    return [owner for noun in sought(token) for owner in owners_of(noun)]


def _negators(token: Token) -> list[Token]:
    """Return what says no; that of "pleaded not guilty" hangs on what is said of the subject."""
    deniable = (token, *(child for child in token.children if child.dep_ == "acomp"))
    return [child for word in deniable for child in word.children if child.dep_ == "neg"]


DIRECT: Final[dict[str, Reader]] = {
    "state": _state_of_complement,
    "inf": _infinitives,
    "comp": arguments.complements,
    "compsubj": _complement_subjects,
    "compobj": _complement_objects,
    "prt": _children("prt", "advmod", "prep"),
    "attr": _children("attr", "oprd"),
    "aux": _children("aux"),
    "iobj": arguments.receivers,
    "rel": _relatives,
    "wanted": _owners_of_the_sought,
    "neg": _negators,
}
