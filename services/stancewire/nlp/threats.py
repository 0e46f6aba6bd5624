"""Whom a threat or a promise of harm would hit, and whom an allegation is laid on."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_HARMING: Final = word_set(
    "annihilate arrest attack bomb bombard burn bury capture chase combat confront crush destroy dislodge "
    "dismantle eliminate eradicate exterminate fight flatten hammer hit hunt jail kill liquidate neutralise "
    "neutralize obliterate oust overthrow pound prosecute pummel punish pursue raid root shell shoot smash "
    "smoke squeeze strike sue target topple track uproot wipe"
)
_RECIPIENT_PREPOSITIONS: Final = frozenset({"on", "against", "at", "from", "with", "upon"})
_MOST: Final = 2


def threatened(testimony: Testimony, one: Attribution) -> list[Token]:
    """Return the actors that a threat names: its objects, or the recipients of the act threatened."""
    actors = [token for token in one.objects if testimony.party(token) is not None]
    if not actors:
        roots = [one.complement] if one.complement is not None else list(one.objects)
        actors = [found for root in roots for found in _recipients(testimony, root)][:1]
    if not actors:
        aimed = (child for child in one.match.anchor.children if _aims(child))
        actors = [noun for child in aimed for noun in child.children if testimony.party(noun)]
    return actors[:_MOST]


def harmed(testimony: Testimony, verb: Token) -> Token | None:
    """Return the actor whom a deed would hurt: "hunt down the killers". To promise it is to threaten him."""
    if verb.lemma_ not in _HARMING:
        return None
    return next((c for c in verb.rights if c.dep_ == "dobj" and testimony.party(c) is not None), None)


def _recipients(testimony: Testimony, root: Token) -> list[Token]:
    found = []
    for token in root.subtree:
        if token.i <= root.i:
            continue
        near = token.dep_ == "dobj" and token.head == root
        aimed = token.dep_ == "pobj" and token.head.lower_ in _RECIPIENT_PREPOSITIONS
        if (near or aimed) and testimony.party(token) is not None:
            found.append(token)
    return found


def _aims(child: Token) -> bool:
    return child.dep_ == "prep" and child.lower_ in {"against", "on"}


def alleged(testimony: Testimony, one: Attribution) -> Token | None:
    """Return the actor who is said to do what is alleged; None where no actor is."""
    if one.complement is None:
        return None
    subject = next((child for child in one.complement.children if child.dep_ == "nsubj"), None)
    return subject if subject is not None and testimony.party(subject) is not None else None
