"""Circumstances: when, where, how much and about what, for each event from its own clause.

Nothing rather than a guess:
The publication date never stands in for a date, the dateline never for a place.
"""

from __future__ import annotations

from stancewire.nlp.appointments import await_days_to_come
from stancewire.nlp.contexts import find_contexts
from stancewire.nlp.document import Document
from stancewire.nlp.event_places import place_events
from stancewire.nlp.event_times import date_events
from stancewire.nlp.magnitudes import measure_events
from stancewire.nlp.trigger_tree import TriggerTree


def fill(document: Document) -> None:
    """Set date, place, magnitudes and contexts of every event in `document.events`. A repeat changes nothing."""
    tree = TriggerTree(document)
    date_events(document, tree)
    await_days_to_come(document)
    place_events(document, tree)
    measure_events(document, tree)
    find_contexts(document, tree)
