"""Places that stand for a side: "attacked Kryvyi Rih" and "visited Seoul" name by a place whom the deed touches.

A place becomes an entity only where an event takes it for its recipient; where nobody does, it stays on the map.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from stancewire.nlp.datelines import find_datelines
from stancewire.nlp.document import Document, Entity, Event, Mention
from stancewire.nlp.linking import own_id
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, MentionForm

_SETTLEMENTS: Final = word_set(
    "city town village port capital region province district suburb settlement enclave island neighbourhood "
    "neighborhood municipality county outskirt outskirts part centre center"
)
_WHY: Final = "place:touched"
_AT_SEA: Final = frozenset({"sea"})


class PlaceSides:
    """The places of a document that no entity covers, by head token. Built once a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_head: dict[int, tuple[Entity, Mention]] = {}
        lines = find_datelines(document) if document.places else ()
        acting = {(e.name, e.country): e for e in document.entities if e.type is EntityType.PLACE}
        for place in document.places:
            for extent in place.mentions:
                if place.kind in _AT_SEA or any(n.start <= extent.start < n.end for n in lines):
                    continue
                span = document.parse.char_span(extent.start, extent.end, alignment_mode="expand")
                if span is None or document.entity_covering(span.root) is not None:
                    continue
                key = (span.text, place.country)
                if key not in acting:
                    acting[key] = Entity(
                        span.text, EntityType.PLACE, id=own_id(span.text, EntityType.PLACE), country=place.country,
                        why=_WHY,
                    )  # fmt: skip
                mention = Mention(extent.start, extent.end, MentionForm.NAME, span.root.i)
                self._by_head[span.root.i] = (acting[key], mention)

    def of(self, tokens: Iterable[Token]) -> list[Entity]:
        """Return the places that words name, each once: "Kharkiv" of "the city of Kharkiv", "Kharkiv's suburbs"."""
        found = (self._by_head[at.i][0] for token in tokens for at in _names_within(token) if at.i in self._by_head)
        return list(dict.fromkeys(found))

    def admit(self, events: Iterable[Event]) -> None:
        """Make those places entities that an event has taken for a side. A repeat changes nothing."""
        taken = {id(entity) for event in events for entity in event.recipients}
        added = [(entity, mention) for entity, mention in self._by_head.values() if id(entity) in taken]
        for entity, mention in added:
            if entity not in self._document.entities:
                self._document.entities.append(entity)
            if mention not in entity.mentions:
                entity.mentions.append(mention)
        if added:
            self._document.reindex()


def forget_untaken(document: Document) -> None:
    """Drop the places that no event holds any more, since another telling named who was there."""
    taken = {id(entity) for event in document.events for entity in event.recipients}
    kept = [entity for entity in document.entities if entity.why != _WHY or id(entity) in taken]
    if len(kept) < len(document.entities):
        document.entities[:] = kept
        document.reindex()


def _names_within(token: Token) -> list[Token]:
    found = [token]
    for child in token.children:
        if child.dep_ == "appos" or (child.dep_ in {"poss", "compound"} and token.lemma_.lower() in _SETTLEMENTS):
            found.append(child)
        elif child.lower_ == "of" and token.lemma_.lower() in _SETTLEMENTS:
            found += [noun for noun in child.children if noun.dep_ == "pobj"]
    return found
