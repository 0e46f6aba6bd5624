"""Number, kind and gender of an entity: which pronouns can mean it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final

from stancewire.nlp.coreference_words import gendered_nouns, given_names
from stancewire.nlp.document import Document, Entity
from stancewire_schemas.codes import EntityType, MentionForm

_BODIES: Final = frozenset({
    EntityType.ORGANISATION, EntityType.GOVERNMENT, EntityType.ARMED_GROUP, EntityType.COUNTRY, EntityType.PLACE,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a pronoun must fit: `kind` is person, body or thing; `gender` is m, f or unknown."""

    kind: str
    many: bool
    gender: str | None = None
    is_pair: bool = False
    is_place: bool = False

    @staticmethod
    def thing(*, many: bool) -> Agreement:
        """Return the agreement of a noun that names no actor."""
        return _THINGS if many else _THING

    @classmethod
    def pair(cls, one: Agreement) -> Agreement:
        """Return the agreement of several joined by "and"."""
        return replace(one, many=True, gender=None, is_pair=True)


_THING: Final = Agreement("thing", many=False)
_THINGS: Final = Agreement("thing", many=True)


def agreement_of(entity: Entity, document: Document) -> Agreement:
    """Return what pronouns an entity takes, from its type and the words of its mentions."""
    if entity.type is EntityType.PERSON:
        return Agreement("person", many=False, gender=_gender(entity, document))
    plural = _is_plural(entity, document)
    if entity.type in _BODIES and not plural:
        return Agreement("body", many=False, is_place=entity.type in {EntityType.COUNTRY, EntityType.PLACE})
    return Agreement("body" if entity.type in _BODIES else "person", many=True)


def _is_plural(entity: Entity, document: Document) -> bool:
    """Tell whether the words are a plural: "troops" are they, "the army" is it."""
    if entity.type in {EntityType.COUNTRY, EntityType.PLACE}:
        return False
    if entity.type in {EntityType.POPULATION, EntityType.OTHER}:
        return True
    nominal = [m for m in entity.mentions if m.form is MentionForm.NOMINAL]
    return len(nominal) == len(entity.mentions) and any(
        (head := document.parse[m.head]).tag_ in {"NNS", "NNPS"} or head.lower_.endswith(("police", "men"))
        for m in nominal
    )


def _gender(entity: Entity, document: Document) -> str | None:
    """Return the gender that a form of address, a noun or the given name tells, in this order."""
    parse = document.parse
    for mention in entity.mentions:
        head = parse[mention.head]
        told = gendered_nouns().get(head.lower_) if head.pos_ == "NOUN" else None
        if told is None:
            first = bisect_right(parse.starts, mention.start) - 1
            told = gendered_nouns().get(parse.tokens[first - 1].lower_) if first > 0 else None
        if told:
            return told
    if entity.role:
        told = next((g for w in entity.role.lower().split() if (g := gendered_nouns().get(w))), None)
        if told:
            return told
    names = [document.text[m.start : m.end] for m in entity.mentions if m.form is MentionForm.NAME]
    longest = max(names, key=len, default=entity.name)
    return given_names().get(longest.split()[0]) or given_names().get(entity.name.split()[0])
