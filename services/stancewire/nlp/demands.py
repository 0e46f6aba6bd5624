"""Demands made by "must": "Russia must agree to a truce, they said" asks Russia for it.

Who tells another what he must do asks him to do it; whoever tells it of himself, of his own country or of everybody
does not. The deed itself has not happened and is drawn into the asking.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp import ontology
from stancewire.nlp.callings import is_onlooker
from stancewire.nlp.denials import is_negated
from stancewire.nlp.document import Document, Entity, Event, EventInText, Quote
from stancewire.nlp.fillers import resolve_all
from stancewire.nlp.modality import status_of
from stancewire.nlp.operators import is_condition
from stancewire.nlp.performatives import FIRST
from stancewire.nlp.predicate import Predicate
from stancewire.nlp.quotes_by_place import quotes_by_place
from stancewire.nlp.subjects import surface_subjects
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, EventStatus, EventType

RULE: Final = "request.must"
_CONFIDENCE: Final = 0.65
_OBLIGED: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.ARMED_GROUP,
                             EntityType.ORGANISATION, EntityType.PERSON})  # fmt: skip
_YIELDED: Final = frozenset({EventType.RETREAT, EventType.CONCEDE, EventType.AID, EventType.AGREE})
_BEING: Final = frozenset({"be", "have", "know", "understand", "feel", "seem", "remember"})


def find_demands(document: Document) -> None:
    """Make a REQUEST of each "must" that somebody says of another; what must be done is no event beside it."""
    told = {event.mentions[0].token: event for event in document.events}
    for token in document.parse:
        if token.lower_ != "must" or token.dep_ != "aux" or is_condition(token.head):
            continue
        made = _demand(document, token.head, told.get(token.head.i))
        if made is not None:
            inner = {token.head.i, *(word.i for word in token.head.subtree)}
            document.events = [e for e in document.events if not _is_inside(e, inner)]
            document.events.append(made)
    document.events.sort(key=lambda event: event.mentions[0].token)


def _demand(document: Document, verb: Token, deed: Event | None) -> Event | None:
    holder = speaker_of(document, verb)
    if holder is None or is_onlooker(holder) or (verb.lemma_ in _BEING and deed is None):
        return None
    subjects = surface_subjects(verb)
    obliged = [e for e in resolve_all(document, subjects, descend=False) if _may_be_asked(e, holder)]
    if not obliged:
        if deed is None or not _is_owed(deed, subjects):
            return None
        obliged = [actor for actor in deed.actors if _may_be_asked(actor, holder)]
    return _asking(document, verb, holder, obliged)


def _is_owed(deed: Event, subjects: list[Token]) -> bool:
    """Tell "the siege must be lifted" from "we must be freed"."""
    return deed.type in _YIELDED and bool(subjects) and all(noun.pos_ != "PRON" for noun in subjects)


def _asking(document: Document, verb: Token, holder: Entity, obliged: list[Entity]) -> Event:
    kind = EventType.REQUEST
    return Event(
        type=kind,
        mode=None,
        cameo=ontology.cameo(kind),
        goldstein=ontology.score(kind, None),
        status=EventStatus.ASSERTED,
        actors=[holder],
        recipients=obliged,
        mentions=[EventInText(document.extent_of(verb.sent), document.extent_of(verb), verb.i)],
        confidence=_CONFIDENCE,
        rule=RULE,
    )


def speaker_of(document: Document, verb: Token) -> Entity | None:
    """Return who says the clause of a verb: the innermost quote's holder, else who makes the statement."""
    quote = quotes_by_place(document).innermost(verb.idx)
    if quote is not None:
        return quote.holder if _is_said(document, quote) else None
    return None if document.statement is None else document.statement.speaker(verb)


def own_voice(document: Document, predicate: Predicate) -> list[Entity]:
    """Return who says "we" where nobody else is known to be meant: "We reject this," Lavrov said."""
    subjects = [] if predicate.is_noun else predicate.slot("subj")
    if not subjects or any(token.lower_ not in FIRST for token in subjects):
        return []
    speaker = speaker_of(document, predicate.token)
    return [] if speaker is None else [speaker]


def _is_said(document: Document, quote: Quote) -> bool:
    if quote.cue_token is None:
        return True
    cue = document.parse[quote.cue_token]
    return not is_negated(cue) and status_of(cue) is EventStatus.ASSERTED


def _may_be_asked(entity: Entity, holder: Entity) -> bool:
    """Tell another from the speaker and from his own country, for which he speaks himself."""
    own = entity.type is EntityType.COUNTRY and entity.country is not None and entity.country == holder.country
    return entity.type in _OBLIGED and entity is not holder and not own


def _is_inside(event: Event, tokens: set[int]) -> bool:
    return event.mentions[0].token in tokens and event.status is EventStatus.HYPOTHETICAL
