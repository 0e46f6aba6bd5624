"""Deeds told by "will" and "not": "will no longer share" takes away, "will not join" refuses."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Event
from stancewire.nlp.governors import governed
from stancewire.nlp.modality import status_of
from stancewire.nlp.tree import Token
from stancewire.nlp.ultimatums import is_said
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EventStatus, EventType

_ENDED: Final = {EventType.COOPERATE: "discontinue", EventType.AID: "withdraw"}
_RULES: Final = tuple(f"{kind.lower()}." for kind in _ENDED)
_SAYINGS: Final = ("reject.not-", "threaten.will-", "threaten.if-")
_STOPPING: Final = word_set("stop halt cease end suspend quit discontinue pause")
_NOT_YET: Final = frozenset({"will", "wo", "'ll", "shall"})


def is_end(event: Event) -> bool:
    """Tell whether an event is the end of a cooperation or aid, read by that deed's own frame."""
    return event.type is EventType.SANCTION and event.rule.startswith(_RULES)


def is_saying(rule: str) -> bool:
    """Tell whether a frame reads "will" or "will not" as a threat or refusal, which is a fact by being said."""
    return rule.startswith(_SAYINGS)


def status_of_saying(trigger: Token) -> EventStatus:
    """Return what the sentence makes of a threat or refusal, past its own "will" and "not"."""
    saying = is_said(trigger)
    status = status_of(trigger if saying is None else saying)
    return EventStatus.ASSERTED if status in {EventStatus.NEGATED, EventStatus.FUTURE} else status


def mode_of_end(kind: EventType, trigger: Token) -> str | None:
    """Return the mode of SANCTION that the end of such a deed has, or None where nothing ends."""
    return _ENDED.get(kind) if _no_longer(trigger) or _stopping(trigger) is not None else None


def status_of_end(trigger: Token) -> EventStatus:
    """Return whether the end has come or will."""
    verb = _stopping(trigger) or trigger
    words = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if words & _NOT_YET:
        return EventStatus.FUTURE
    doubtful = verb.dep_ in {"xcomp", "ccomp"} and governed(verb.head.lemma_.lower(), "verb", "inf") is not None
    possible = words & {"could", "may", "might", "would", "should", "to", "can"}
    return EventStatus.HYPOTHETICAL if doubtful or possible else EventStatus.ASSERTED


def _no_longer(trigger: Token) -> bool:
    return any(child.lower_ == "longer" and child.dep_ == "advmod" for child in trigger.children)


def _stopping(trigger: Token) -> Token | None:
    head = trigger.head
    stops = trigger.dep_ == "xcomp" and trigger.tag_ == "VBG" and head.lemma_ in _STOPPING
    return head if stops and not any(child.dep_ == "neg" for child in head.children) else None
