"""Which entry of the knowledge base an entity is."""

from __future__ import annotations

from stancewire.nlp.document import Document
from stancewire.nlp.knowledge import Knowledge


def link(document: Document, knowledge: Knowledge) -> None:
    """Set id, country, sector, role and confidence of each entity."""
    for entity in document.entities:
        entry = knowledge.by_id(entity.id) if entity.id else None
        if entry:
            entity.country = entity.country or entry.country
            entity.link_confidence = 0.9
    document.reindex()
