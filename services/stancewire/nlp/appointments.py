"""What the present tense sets for a day to come: "the trial opens next week", "is flying to Baku on Friday"."""

from __future__ import annotations

from datetime import date
from typing import Final

from stancewire.nlp import ontology
from stancewire.nlp.document import Document, Event
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EventStatus, EventType

# What somebody says today of next week is said today.
_SAID: Final = frozenset(
    {EventType.AGREE, EventType.CONCEDE, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN,
     EventType.SUPPORT}
)  # fmt: skip
_FRIENDLY: Final = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AID})
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_MAX_CLIMB: Final = 4


def await_days_to_come(document: Document) -> None:
    """Set what the present tense dates after publication to future. A repeat changes nothing."""
    if document.published is None:
        return
    today = document.published.date()
    for event in document.events:
        if event.status is EventStatus.ASSERTED and _lies_ahead(event, today) and _is_present(document, event):
            event.status = EventStatus.FUTURE
            if event.type in _FRIENDLY:
                event.type, event.mode, event.cameo = EventType.AGREE, None, ontology.cameo(EventType.AGREE)
                event.goldstein = ontology.score(event.type, event.mode)


def _lies_ahead(event: Event, today: date) -> bool:
    said = event.type in _SAID and event.mode != "investigate"
    return not said and event.date is not None and event.date.first is not None and event.date.first > today


def _is_present(document: Document, event: Event) -> bool:
    verb = _clause_verb(document.parse[event.mentions[0].token])
    if verb is None:
        return False
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    first = min([verb, *auxiliaries], key=lambda word: word.i)
    return first.tag_ in _PRESENT and first.lower_ not in {"has", "have", "'ve"}


def _clause_verb(token: Token) -> Token | None:
    for _ in range(_MAX_CLIMB):
        if token.pos_ in _VERBAL or token.head.i == token.i:
            break
        token = token.head
    return token if token.pos_ in _VERBAL else None
