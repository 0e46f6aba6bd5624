"""Threats held out: "said it might cut ties", "will strike back if", "unless the siege ends, he would storm it"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp.denials import is_negated
from stancewire.nlp.document import Entity
from stancewire.nlp.fillers import resolve_all
from stancewire.nlp.match import Match, read_as
from stancewire.nlp.subjects import surface_subjects
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EventType

RULE: Final = "threaten.if-"
_HARMS: Final = {
    EventType.ASSAULT: "violence", EventType.SANCTION: "restrict", EventType.COERCE: "restrict",
    EventType.MOBILIZE: None,
}  # fmt: skip
_WILL: Final = frozenset({"will", "would", "'ll", "’ll", "shall", "'d"})
_MAY: Final = frozenset({"may", "might", "could"})
_CONDITIONS: Final = frozenset({"if", "unless"})
_SAYING: Final = frozenset({"say", "tell", "add", "declare", "announce", "state", "write"})
_OWN: Final = frozenset({"his", "her", "its", "their", "our", "my"})
_FIRST: Final = frozenset({"we", "i"})


def as_threat(match: Match) -> Match:
    """Return the match as a threat where its own side says that it will do harm on a condition; else as it is."""
    token = match.predicate.token
    saying = _saying_over(token)
    if saying is None or match.type not in _HARMS or not _is_held_out(token) or is_negated(token):
        return match
    if not match.recipients and not _is_conditional(token):
        # "Said it could close the road because of snow" threatens nobody.
        return match
    speakers = resolve_all(match.predicate.document, surface_subjects(saying))
    actors = _own_side(match, saying, speakers)
    if not actors:
        return match
    return replace(
        read_as(match, EventType.THREATEN, _HARMS[match.type]),
        actors=actors,
        recipients=tuple(entity for entity in match.recipients if entity not in actors),
        rule=f"{RULE}{token.lemma_}",
    )


def is_said(trigger: Token) -> Token | None:
    """Return the verb by which a threat on a condition is said, or None for another trigger."""
    return _saying_over(trigger) if _is_held_out(trigger) else None


def _saying_over(token: Token) -> Token | None:
    if token.dep_ == "ccomp" and token.head.lemma_ in _SAYING:
        return token.head
    return next((c for c in token.children if c.dep_ == "parataxis" and c.lemma_ in _SAYING), None)


def _is_held_out(verb: Token) -> bool:
    """Tell what will be done on a condition, or might be ("said it might invade"), from what is only told."""
    words = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return _is_conditional(verb) or bool(words & _MAY and "have" not in words)


def _is_conditional(verb: Token) -> bool:
    will = any(child.dep_ == "aux" and child.lower_ in _WILL for child in verb.children)
    return will and any(
        child.dep_ == "advcl" and any(grand.dep_ == "mark" and grand.lower_ in _CONDITIONS for grand in child.lefts)
        for child in verb.children
    )


def _own_side(match: Match, saying: Token, speakers: list[Entity]) -> tuple[Entity, ...]:
    """Return who threatens, if the deed is the speaker's own or his country's; nobody where others tell of it."""
    subjects = surface_subjects(match.predicate.token)
    own = any(word.lower_ in _FIRST or _is_somebodys(word) for word in subjects)
    if own or any(speaker in match.actors for speaker in speakers):
        return tuple(speakers)
    countries = {speaker.country for speaker in speakers}
    home = any(actor.country is not None and actor.country in countries for actor in match.actors)
    return match.actors if home or any(map(_is_somebodys, surface_subjects(saying))) else ()


def _is_somebodys(speaker: Token) -> bool:
    """Tell "its finance minister" and "their spokesman", who speak for those just named."""
    return any(child.lower_ in _OWN and child.dep_ == "poss" for child in speaker.children)
