"""Reads small texts through the real parser, for the tests of entities, coreference and linking."""

from __future__ import annotations

from datetime import UTC, datetime

from stancewire.nlp import coreference, entities, linking
from stancewire.nlp.document import Document, Entity
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.parser import Parser

DAY = datetime(2025, 9, 21, tzinfo=UTC)


def read(parser: Parser, text: str, published: datetime | None = DAY) -> Document:
    """Return the document after the three components; published on 21 September 2025 unless told otherwise."""
    knowledge = Knowledge.load()
    document = Document(text=text, parse=parser.parse(text), published=published)
    entities.find_entities(document, knowledge)
    coreference.resolve(document, knowledge)
    linking.link(document, knowledge)
    return document


def at(document: Document, word: str, occurrence: int = 0) -> Entity | None:
    """Return the entity that the given occurrence of a word heads."""
    tokens = [token for token in document.parse if token.text == word]
    return document.entity_of(tokens[occurrence])


def heads(document: Document, entity: Entity | None) -> list[str]:
    """Return the head words of an entity's mentions, in the order of the text; empty for None."""
    return [] if entity is None else [document.parse[mention.head].text for mention in entity.mentions]


def spans(document: Document, entity: Entity | None) -> list[str]:
    """Return the words of an entity's mentions, in the order of the text; empty for None."""
    return [] if entity is None else [document.text[m.start : m.end] for m in entity.mentions]
