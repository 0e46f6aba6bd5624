"""People: one entity for all the ways in which the text names a person, without joining namesakes blindly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.metonyms import is_place_here
from stancewire.nlp.names import Name
from stancewire.nlp.person_names import calm, given_name, parts_of, short_forms, surname_of
from stancewire.nlp.spans import head_of
from stancewire.nlp.spelling import same_given_name
from stancewire.nlp.tree import Doc
from stancewire.nlp.word_index import tokens_among
from stancewire_schemas.codes import EntityType

_LEAD: Final = 60
_PLACES: Final = frozenset({"GPE", "LOC"})


@dataclass(slots=True)
class Person:
    """A person of this text: the words of the fullest name, and where each name stands."""

    parts: tuple[str, ...]
    entry: Entry | None = None
    names: list[Name] = field(default_factory=list)
    ambiguous: bool = False

    @property
    def key(self) -> str:
        """What makes the person one: the entry, else given name and surname."""
        return self.entry.id if self.entry else "person " + " ".join(self.parts).lower()


class People:
    """All people of one text. Full names first, then what may be a repeat of one of them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._by_full: dict[tuple[str, str, str], Person] = {}
        self._by_word: dict[str, list[Person]] = {}
        self._families: dict[tuple[str, str], list[Person]] = {}
        self.people: list[Person] = []

    def add_full(self, name: Name) -> None:
        """Take a name of several words."""
        parts = parts_of(name.text)
        key = _full_key(name, parts)
        person = self._by_full.get(key) or self._suffix_owner(parts) or self._misspelt(key)
        if person is None:
            person = Person(parts, _person_entry(name.entries))
            self._by_full[key] = person
            self._families.setdefault(key[1:], []).append(person)
            self.people.append(person)
            for word in dict.fromkeys((*short_forms(parts), *_family_forms(person.entry))):
                self._by_word.setdefault(word, []).append(person)
        elif len(parts) > len(person.parts):
            person.parts = parts
        person.names.append(name)

    def _suffix_owner(self, parts: tuple[str, ...]) -> Person | None:
        owners = self._by_word.get(" ".join(parts), ())
        return owners[0] if len(owners) == 1 else None

    def _misspelt(self, key: tuple[str, str, str]) -> Person | None:
        """Return the one person of this surname whose given name is spelt one letter apart or cut short."""
        given, surname, suffix = key
        family = self._families.get((surname, suffix), ())
        alike = [person for person in family if same_given_name(given_name(person.parts), given)]
        return alike[0] if len(alike) == 1 else None

    def knows(self, word: str) -> bool:
        """Tell whether somebody in the text may be called so for short."""
        return word in self._by_word

    def short_names(self) -> frozenset[str]:
        """Return what people of the text may be called for short, in small letters."""
        return frozenset(word.lower() for word in self._by_word)

    def owner(self, word: str, at: int) -> Person | None:
        """Return whom a short form at this token means; None where two are equally likely.

        After a namesake is introduced the bare surname stays with whom it already named alone.
        """
        owners = self._by_word.get(word, [])
        by_surname = [p for p in owners if word != p.parts[0] or len(p.parts) == 1]
        chosen = by_surname or owners
        if len(chosen) < 2:
            return chosen[0] if chosen else None
        return _established(chosen, word, at)

    def add_short(self, name: Name) -> bool:
        """Give a short name to the person it means; False where nobody or more than one may be meant."""
        person = self.owner(calm(name.text), name.start)
        if person is None or (name.label in _PLACES and name.text == person.parts[0]):
            # "Virginia" is the state, though a Virginia Smith be named in the text.
            return False
        person.names.append(name)
        return True

    def add_alone(self, name: Name) -> None:
        """Take a short name that belongs to nobody named in full."""
        twin = next((p for p in self.people if p.parts == (name.text,)), None)
        if twin is None:
            twin = Person((name.text,), _person_entry(name.entries), ambiguous=self.knows(name.text))
            self.people.append(twin)
        twin.names.append(name)


def _established(namesakes: list[Person], word: str, at: int) -> Person | None:
    introduced = sorted(namesakes, key=lambda person: person.names[0].start)
    before = [p for p in introduced if p.names[0].start < at]
    if len(before) == 1:
        return before[0]
    if not before:
        # A headline has no room for more than the surname of whom the lead names first.
        return introduced[0] if introduced[0].names[0].start - at < _LEAD else None
    first, second = before[0], before[1]
    alone = [n for n in first.names if n.text == word and n.start < second.names[0].start]
    return first if alone else None


def _full_key(name: Name, parts: tuple[str, ...]) -> tuple[str, str, str]:
    entry = _person_entry(name.entries)
    suffix = name.text.split()[-1].lower().strip(".")
    suffix = suffix if suffix in {"jr", "sr", "ii", "iii", "iv"} else ""
    return ("", entry.id, "") if entry else (given_name(parts), surname_of(parts).lower(), suffix)


def _person_entry(entries: Iterable[Entry]) -> Entry | None:
    people = [entry for entry in entries if entry.type is EntityType.PERSON]
    return people[0] if len(people) == 1 else None


def _family_forms(entry: Entry | None) -> list[str]:
    return [entry.family_name] if entry and entry.family_name else []


def collect_people(parse: Doc, names: Sequence[Name], knowledge: Knowledge) -> tuple[People, list[Name]]:
    """Return the people, and the names that are none of theirs, in order.

    A one-word name that repeats the last word of a person's name is that person, whatever the model labels it; a
    word that also names a country or an organisation must be labelled a person here.
    """
    people = People(knowledge)
    for name in names:
        if _is_full_person(name):
            people.add_full(name)
    rest = []
    for name in names:
        if _is_full_person(name) or (_may_repeat(parse, name) and people.add_short(name)):
            continue
        if name.label == "PERSON" and not _typed_otherwise(name):
            people.add_alone(name)
        else:
            rest.append(name)
    for name in _missed(parse, names, people):
        people.add_short(name)
    return people, rest


def _is_full_person(name: Name) -> bool:
    if any(entry.type is EntityType.PERSON for entry in name.entries):
        return " " in name.text
    return name.label == "PERSON" and " " in name.text and not _typed_otherwise(name)


def _typed_otherwise(name: Name) -> bool:
    return bool(name.entries) and all(entry.type is not EntityType.PERSON for entry in name.entries)


def _may_repeat(parse: Doc, name: Name) -> bool:
    """Tell whether a short name can be a person's: "Jordan" in "visited Jordan" is the country."""
    if _typed_otherwise(name):
        return name.label == "PERSON" and not is_place_here(head_of(parse, name.start, name.end))
    return True


def _missed(parse: Doc, names: Sequence[Name], people: People) -> list[Name]:
    """Return the repeats of a person's name that the model did not see as names at all."""
    covered = {index for name in names for index in range(name.start, name.end)}
    return [
        Name(token.i, token.i + 1, "REPEAT", token.text)
        for token in tokens_among(parse, people.short_names())
        if people.knows(calm(token.text)) and token.shape_[0] == "X" and token.i not in covered
        and (token.pos_ == "PROPN" or calm(token.text) != token.text)
        and not (token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.head.i not in covered)
    ]  # fmt: skip
