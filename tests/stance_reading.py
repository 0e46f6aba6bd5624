"""Reads small texts through the real parser and all that quotes and stances need, for the tests of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from stancewire.nlp import coreference, entities, linking, quotes, stances
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Entity, Extent
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.parser import Parser

Quoted = tuple[str | None, str, str]
Stood = tuple[str | None, str, str]


@cache
def _knowledge() -> Knowledge:
    return Knowledge.load()


@cache
def lexicon() -> Cues:
    """Return the lexicon that comes with the package."""
    return Cues.load()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was understood."""

    document: Document

    @property
    def quotes(self) -> list[Quoted]:
        """Holder, form and words of each quote, in order."""
        text = self.document.text
        return [(_name(q.holder), q.form.value, text[q.start : q.end]) for q in self.document.quotes]

    @property
    def stances(self) -> list[Stood]:
        """Holder, target or claim, and polarity of each stance, in order; None is the publication."""
        found = self.document.stances
        return [(_name(s.holder), self._towards(s.target, s.proposition), s.polarity.value) for s in found]

    def _towards(self, target: Entity | None, claim: Extent | None) -> str:
        if target is not None:
            return target.name
        assert claim is not None
        return self.document.text[claim.start : claim.end]


Understand = Callable[[str], Reading]
"""What the fixture `told` gives."""


def _name(entity: Entity | None) -> str | None:
    return None if entity is None else entity.name


def understand(parser: Parser, text: str) -> Reading:
    """Return the text with entities, quotes and stances."""
    document = Document(text=text, parse=parser.parse(text), published=None)
    entities.find_entities(document, _knowledge())
    coreference.resolve(document, _knowledge())
    linking.link(document, _knowledge())
    quotes.find_quotes(document, lexicon())
    stances.find_stances(document, lexicon())
    return Reading(document)
