"""Deeds of powers that are no more: whatever the tense, what the Ottomans or the Nazis did is history."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity, Event
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EventType

_POWERS: Final = word_set(
    "nazi nazis gestapo wehrmacht stasi kgb nkvd colonial ottoman ottomans soviet soviets tsarist bolshevik "
    "bolsheviks habsburg prussian romans viking vikings mongol mongols crusaders conquistadors confederate "
    "napoleon napoleonic byzantine aztec redcoats"
)
_DEEDS: Final = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.MOBILIZE,
        EventType.RETREAT,
        EventType.SANCTION,
        EventType.PROTEST,
    }
)


def is_bygone(event: Event) -> bool:
    """Tell whether a power of the past takes part: "had been arrested by the colonial police"."""
    return event.type in _DEEDS and any(map(_is_of_the_past, (*event.actors, *event.recipients)))


def _is_of_the_past(entity: Entity) -> bool:
    return not _POWERS.isdisjoint(entity.name.lower().split())
