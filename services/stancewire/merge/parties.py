"""How alike two parties are, whatever name each telling gives them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stancewire_schemas.codes import EntityType, Sector
from stancewire_schemas.stance import PartyV1

SAME: Final = 0.8
"""From here on two parties count as one."""

LIKE: Final = 0.55
"""From here on two parties may well be one."""

_STATE: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT})
_SPEAKS_FOR_STATE: Final = frozenset({Sector.GOVERNMENT, Sector.MILITARY, Sector.ELITE})
_WITH_NAMES: Final = frozenset(
    {
        EntityType.PERSON,
        EntityType.ORGANISATION,
        EntityType.GOVERNMENT,
        EntityType.ARMED_GROUP,
        EntityType.COUNTRY,
        EntityType.PLACE,
    }
)
_GUESSED: Final = frozenset({EntityType.ORGANISATION, EntityType.PLACE})
_PEOPLE: Final = frozenset({EntityType.PERSON, EntityType.POPULATION})
_GROUPS: Final = frozenset({EntityType.ARMED_GROUP, EntityType.ORGANISATION})
_SMALL_WORDS: Final = frozenset({"the", "of", "and", "for", "de", "al", "el", "bin"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two sides are, 0 to 1, whether what they share ties to somebody, and whether to a named person."""

    value: float
    ties: bool
    person: bool


def likeness(one: Sequence[PartyV1], other: Sequence[PartyV1]) -> Likeness | None:
    """Return how alike two sides are; None when a telling leaves its side out.

    Each party of the shorter list is compared with the best of the longer, so that a telling that names fewer
    of several parties is no contradiction.
    """
    short, long = sorted((one, other), key=len)
    if not short:
        return None
    best = [max((alike(a, b), ties(a, b), _is_person(a) and _is_person(b)) for b in long) for a in short]
    return Likeness(
        value=sum(value for value, _, _ in best) / len(best),
        ties=any(tied for value, tied, _ in best if value >= LIKE),
        person=any(person for value, _, person in best if value >= SAME),
    )


def alike(one: PartyV1, other: PartyV1) -> float:
    """Return how alike two parties are.

    1 the same name's id; 0.8 a state and who acts for it; 0.6 two of one kind ("protesters"), which may be the same
    or not; 0 two different names.
    """
    if one.id == other.id:
        return 1.0 if ties(one, other) else 0.6
    if is_named(one) and is_named(other):
        return max(_by_name(one, other), _by_state(one, other))
    return max(_by_state(one, other), _by_kind(one, other))


def is_named(party: PartyV1) -> bool:
    """Tell whether a party has a name, and is not just "protesters" or, at the start of a sentence, "Two men"."""
    first, *others = party.name.split() or [""]
    if party.link_confidence > 0 or any(word[0].isupper() for word in others):
        return True
    return not others and first[:1].isupper() and party.type in _WITH_NAMES


def _is_person(party: PartyV1) -> bool:
    return party.type == EntityType.PERSON and is_named(party)


def ties(one: PartyV1, other: PartyV1) -> bool:
    """Tell whether two like parties say more than "some people": names, or at least a country, are shared."""
    return (is_named(one) and is_named(other)) or (one.country is not None and one.country == other.country)


def _by_name(one: PartyV1, other: PartyV1) -> float:
    first, second = _words(one.name), _words(other.name)
    if not first or not second or not (first <= second or second <= first):
        return 0.0
    if one.type == other.type:
        return 0.9
    return 0.8 if _is_surname_of(one, other) or _is_surname_of(other, one) else 0.0


def _is_surname_of(short: PartyV1, full: PartyV1) -> bool:
    """Tell whether a bare name that nobody knows is the family name of a person whom the other telling names."""
    unknown = short.link_confidence == 0 and short.type in _GUESSED
    return unknown and _is_person(full) and short.name.casefold() == full.name.casefold().split()[-1]


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in name.casefold().replace("-", " ").split() if w not in _SMALL_WORDS)


def _by_state(one: PartyV1, other: PartyV1) -> float:
    if one.country is None or one.country != other.country:
        return 0.0
    if one.type in _STATE or other.type in _STATE:
        return 0.8 if _acts_for_state(one) and _acts_for_state(other) else 0.4
    # One paper names who gave the order, the other who carried it out; two named persons are two persons.
    are_persons = _is_person(one) and _is_person(other)
    return 0.6 if _acts_for_state(one) and _acts_for_state(other) and not are_persons else 0.3


def _acts_for_state(party: PartyV1) -> bool:
    return party.type in _STATE or party.sector in _SPEAKS_FOR_STATE


def _by_kind(one: PartyV1, other: PartyV1) -> float:
    """Compare where at least one side is told by its kind only: it may be the named one, or may not."""
    if None not in {one.country, other.country} and one.country != other.country:
        return 0.0
    if one.name.casefold() == other.name.casefold():
        return 0.8 if ties(one, other) else 0.6
    if one.sector is not None and one.sector == other.sector:
        return 0.6
    if _PEOPLE & {one.type, other.type} and _GROUPS & {one.type, other.type}:
        return 0.35
    loose = one.type == other.type or any(p.type in _GUESSED and p.link_confidence == 0 for p in (one, other))
    return 0.35 if loose else 0.2
