"""Reads small texts through the real parser and the whole chain, for the tests of events and their status."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Entity, Event
from stancewire.nlp.frames import Frames
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.parser import Parser
from stancewire.nlp.pipeline import Component, components

DAY = datetime(2025, 6, 18, tzinfo=UTC)


@cache
def chain() -> tuple[tuple[str, Component], ...]:
    """Return the components in their order, loaded once for all tests."""
    return components(Knowledge.load(), Gazetteer.load(), Cues.load(), Frames.load())


def understand(parser: Parser, text: str, published: datetime | None = DAY) -> Document:
    """Return the document after all components; published on 18 June 2025, a Wednesday, unless told otherwise."""
    document = Document(text=text, parse=parser.parse(text), published=published)
    for _, component in chain():
        component(document)
    return document


def told(parser: Parser, text: str) -> list[str]:
    """Return each event as "TYPE mode: actors > recipients status", with "-" for what is not told."""
    return [line(event) for event in understand(parser, text).events]


def line(event: Event) -> str:
    """Return an event on one line."""
    return f"{event.type} {event.mode or '-'}: {_names(event.actors)} > {_names(event.recipients)} {event.status}"


def _names(entities: list[Entity]) -> str:
    return ", ".join(sorted(entity.name for entity in entities)) or "-"
