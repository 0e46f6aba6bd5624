"""Whom a judgement meets where it names only the deed: "condemned the strike" meets who struck, as told before.

Needs the events as they are after the merge inside the article, where a deed's tellings have lent each other sides.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.arguments import objects
from stancewire.nlp.document import Document, Entity, Event
from stancewire.nlp.frames import Frames
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.telling import names_deed
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventStatus, EventType

_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
_BEHIND: Final = ("over", "about", "at", "against", "for")
_STEPS: Final = word_set("step move decision action measure gesture manoeuvre maneuver")
_COUPS: Final = frozenset({"coup", "putsch", "takeover"})
_SEIZED: Final = frozenset({"power"})
_HAPPENED: Final = frozenset({EventStatus.ASSERTED, EventStatus.HABITUAL})
_OPINIONS: Final = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.CONSULT})
_TYPE_OF: Final = {"request": EventType.REQUEST, "demand": EventType.REQUEST, "threat": EventType.THREATEN}
_GAP: Final = 3


def name_doers(document: Document, frames: Frames) -> None:
    """Give each judgement of a known deed who did it for its recipients. A repeat changes nothing."""
    for index, event in enumerate(document.events):
        if event.recipients or not _is_judgement(event):
            continue
        for noun in _judged(document.parse[event.mentions[0].token]):
            deed = _deed(document, document.events[:index], event, noun, frames)
            if deed is not None:
                event.recipients = _others(deed, event)
                break


def _is_judgement(event: Event) -> bool:
    return (event.type is EventType.ACCUSE and event.mode in {None, "disapprove"}) or (
        event.type is EventType.REJECT and event.rule.startswith("reject.call")
    )


def _judged(trigger: Token) -> list[Token]:
    """Return the definite nouns that say what is judged: "the raid", "a protest over the raid"."""
    nouns = [trigger] if trigger.pos_ == "NOUN" else objects(trigger)
    attached = [prepositions(token) for token in (trigger, *nouns)]
    behind = [noun for found in attached for name in _BEHIND for noun in found.get(name, ())]
    return [noun for noun in (*nouns, *behind) if noun.i != trigger.i and _is_definite(noun)]


def _is_definite(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in noun.children)


def _deed(document: Document, earlier: list[Event], judgement: Event, noun: Token, frames: Frames) -> Event | None:
    told = next((e for e in document.events if any(m.token == noun.i for m in e.mentions)), None)
    word = noun.lemma_.lower()
    happened = [event for event in earlier if event.status in _HAPPENED]
    if told is None and word in _STEPS:
        told = next((event for event in reversed(happened) if _is_next_to(event, judgement)), None)
    if told is None:
        told = _named(document, happened, word, frames)
    return told if told is not None and _others(told, judgement) else None


def _named(document: Document, happened: list[Event], word: str, frames: Frames) -> Event | None:
    names = {word, word.removesuffix("ing"), word.removesuffix("ing") + "e"} | (
        _SEIZED if word in _COUPS else set()
    )
    found = [event for event in happened if _is_called(document, event, names)]
    if not found and word in frames.classes["attackword"]:
        found = [event for event in happened if event.type is EventType.ASSAULT]
    # The deed that the article is about is told more often than others of its name.
    return max(enumerate(found), key=lambda pair: (len(pair[1].mentions), pair[0]), default=(0, None))[1]


def _is_called(document: Document, event: Event, names: set[str]) -> bool:
    if any(_TYPE_OF.get(name) is event.type for name in names):
        return True
    if event.type in _OPINIONS:
        return False
    triggers = [document.parse[told.token] for told in event.mentions]
    return any(not names.isdisjoint(names_deed(trigger) | _things_done(trigger)) for trigger in triggers)


def _things_done(trigger: Token) -> set[str]:
    """Return what a deed consists in: "tariff" of "imposed a tariff"."""
    return (
        {noun.lemma_.lower() for noun in objects(trigger) if noun.pos_ == "NOUN"}
        if trigger.pos_ == "VERB"
        else set()
    )


def _is_next_to(event: Event, judgement: Event) -> bool:
    """Tell whether the deed is told in the sentence before or in the same: "the step" is the one just told."""
    own, told = judgement.mentions[0].sentence, event.mentions[-1].sentence
    return event.type not in _OPINIONS and own.start - told.end <= _GAP


def _others(deed: Event, judgement: Event) -> list[Entity]:
    """Return who did it, without those who judge it and their like."""
    return [
        entity
        for entity in deed.actors
        if entity not in judgement.actors and entity.type not in {EntityType.POPULATION, EntityType.OTHER}
    ]
