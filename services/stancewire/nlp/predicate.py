"""A verb or noun that may tell an event, and the tests of frames on its slots."""

from __future__ import annotations

from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.document import Document, Entity
from stancewire.nlp.event_nouns import sought
from stancewire.nlp.fillers import content_heads, resolve_all
from stancewire.nlp.frame import ANY_ENTITY, Frame, Need
from stancewire.nlp.frames import Frames
from stancewire.nlp.meant_things import is_pointing, thing_meant
from stancewire.nlp.place_sides import PlaceSides
from stancewire.nlp.prepositions import has_particle
from stancewire.nlp.sentence_words import wordings
from stancewire.nlp.slots import Slots
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType

_PEOPLE: Final = frozenset({"him", "her", "them", "us", "me", "who", "whom", "he", "she", "they", "we", "himself"})
_LEADERS: Final = frozenset({"head", "boss", "founder", "member", "deputy", "organiser", "organizer"})
_KINDS: Final = {
    "*state": frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT}),
    "*decider": frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.PERSON}),
    "*people": frozenset({EntityType.POPULATION}),
}
_ON_THE_MAP: Final = frozenset({"GPE", "LOC", "FAC"})


class Predicate(Slots):
    """The trigger, what stands in each of its slots, and the article around."""

    __slots__ = ("_lemmas", "_sides", "document", "frames", "meant", "places")

    def __init__(
        self, token: Token, document: Document, frames: Frames, places: PlaceSides, around: frozenset[str]
    ) -> None:
        """Take a trigger and the words in its reach; its slots are read when a frame asks for them."""
        super().__init__(token, frames.light, around)
        self.document, self.frames, self.places = document, frames, places
        # What a pronoun in the object's place takes up: the thing that is rejected, and no side.
        self.meant: list[Token] = []
        self._lemmas: dict[str, frozenset[str]] = {}
        self._sides: dict[str, tuple[list[Token], list[Entity]]] = {}

    def meets(self, need: Need) -> bool:
        """Tell whether a test holds on a slot, or on one of several ("from|out")."""
        words = need.words
        if not words:
            return self._is_filled(need) != need.barred
        for name in need.slots:
            if not words.isdisjoint(self._words(name)):
                return not need.barred
        return (not need.is_plain and self._names(need)) != need.barred

    def _find(self, name: str) -> list[Token]:
        found = super()._find(name)
        if name != "obj":
            return found
        pointing = [token for token in found if is_pointing(token) and self.document.entity_of(token) is None]
        meant = (thing_meant(token) for token in pointing)
        self.meant = [noun for noun in meant if noun is not None and self.document.entity_of(noun) is None]
        return found + self.meant

    def _is_filled(self, need: Need) -> bool:
        """Tell whether anything stands there, a noun or, as in "charged him with stealing", a clause."""
        return any(
            self.slot(name) or (name in self.around and has_particle(self.token, name)) for name in need.slots
        )

    def _names(self, need: Need) -> bool:
        """Tell whether a side stands there of a kind that the test asks for."""
        if need.slot not in self._sides:
            fillers = [filler for name in need.slots for filler in self.slot(name)]
            self._sides[need.slot] = fillers, resolve_all(self.document, fillers, descend=False)
        fillers, sides = self._sides[need.slot]
        if ANY_ENTITY in need.words and (sides or self._names_anybody(fillers)):
            return True
        return any(kind in need.words and any(e.type in types for e in sides) for kind, types in _KINDS.items())

    def _words(self, name: str) -> frozenset[str]:
        """Return the lemmas in a slot, with those of the words that narrow them; read once."""
        found = self._lemmas.get(name)
        if found is None:
            found = self._lemmas[name] = frozenset(word for filler in self.slot(name) for word in _wording(filler))
        return found

    def _names_anybody(self, fillers: list[Token]) -> bool:
        if any(filler.lower_ in _PEOPLE or filler.lemma_ in _LEADERS for filler in fillers):
            return True
        # A place that is no actor still says that the sentence is about countries rather than chess.
        return any(filler.ent_type_ in _ON_THE_MAP for filler in fillers) or bool(self.places.of(fillers))

    def consumed(self, frame: Frame) -> list[int]:
        """Return the words that the tests named: they are part of this predicate and tell no event of their own."""
        found = [t.i for t in sought(self.token)] if "wanted" in frame.recipient else []
        for need in frame.needs:
            if need.words and not need.barred:
                fillers = [f for name in need.slots for f in self.slot(name) if f.i != self.token.i]
                told = [filler for filler in fillers if not need.words.isdisjoint(_wording(filler))]
                found += [noun.i for filler in told for noun in (filler, *content_heads(filler))]
        return found


def _wording(filler: Token) -> set[str]:
    heads = {filler, *content_heads(filler)}
    return {form for head in heads for word in (head, *arguments.modifiers(head)) for form in wordings(word)}
