"""How alike two parties are, whatever name each telling gives them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

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


class Side(NamedTuple):
    """A party as it is compared: what takes time to see is seen once. `name` is in small letters."""

    id: str
    name: str
    words: frozenset[str]
    type: str
    country: str | None
    sector: str | None
    is_named: bool
    is_known: bool

    @property
    def is_person(self) -> bool:
        """Whether it is a person with a name."""
        return self.is_named and self.type == EntityType.PERSON

    @property
    def acts_for_state(self) -> bool:
        """Whether it is a state or speaks for one."""
        return self.type in _STATE or self.sector in _SPEAKS_FOR_STATE


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two sides are, 0 to 1, whether what they share ties to somebody, and whether to a named person."""

    value: float
    ties: bool
    person: bool


def side(party: PartyV1) -> Side:
    """Return a party as it is compared."""
    name = party.name.casefold()
    return Side(
        party.id,
        name,
        frozenset(w for w in name.replace("-", " ").split() if w not in _SMALL_WORDS),
        str(party.type),
        party.country,
        None if party.sector is None else str(party.sector),
        _is_named(party),
        party.link_confidence > 0,
    )


def likeness(one: Sequence[Side], other: Sequence[Side]) -> Likeness | None:
    """Return how alike two sides are; None when a telling leaves its side out.

    Each party of the shorter list is compared with the best of the longer, so that a telling that names fewer
    of several parties is no contradiction.
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not short:
        return None
    best = [max((alike(a, b), ties(a, b), a.is_person and b.is_person) for b in long) for a in short]
    return Likeness(
        value=sum(value for value, _, _ in best) / len(best),
        ties=any(tied for value, tied, _ in best if value >= LIKE),
        person=any(person for value, _, person in best if value >= SAME),
    )


def alike(one: Side, other: Side) -> float:
    """Return how alike two parties are.

    1 the same name's id; 0.8 a state and who acts for it; 0.6 two of one kind ("protesters"), which may be the same
    or not; 0 two different names.
    """
    if one.id == other.id:
        return 1.0 if ties(one, other) else 0.6
    if one.is_named and other.is_named:
        return max(_by_name(one, other), _by_state(one, other))
    return max(_by_state(one, other), _by_kind(one, other))


def _is_named(party: PartyV1) -> bool:
    """Tell whether a party has a name, and is not just "protesters" or, at the start of a sentence, "Two men"."""
    first, *others = party.name.split() or [""]
    if party.link_confidence > 0 or any(word[0].isupper() for word in others):
        return True
    return not others and first[:1].isupper() and party.type in _WITH_NAMES


def ties(one: Side, other: Side) -> bool:
    """Tell whether two like parties say more than "some people": names, or at least a country, are shared."""
    return (one.is_named and other.is_named) or (one.country is not None and one.country == other.country)


def _by_name(one: Side, other: Side) -> float:
    if not one.words or not other.words or not (one.words <= other.words or other.words <= one.words):
        return 0.0
    if one.type == other.type:
        return 0.9
    return 0.8 if _is_surname_of(one, other) or _is_surname_of(other, one) else 0.0


def _is_surname_of(short: Side, full: Side) -> bool:
    """Tell whether a bare name that nobody knows is the family name of a person whom the other telling names."""
    unknown = not short.is_known and short.type in _GUESSED
    return unknown and full.is_person and short.name == full.name.split()[-1]


def _by_state(one: Side, other: Side) -> float:
    if one.country is None or one.country != other.country:
        return 0.0
    if one.type in _STATE or other.type in _STATE:
        return 0.8 if one.acts_for_state and other.acts_for_state else 0.4
    # One paper names who gave the order, the other who carried it out; two named persons are two persons.
    are_persons = one.is_person and other.is_person
    return 0.6 if one.acts_for_state and other.acts_for_state and not are_persons else 0.3


def _by_kind(one: Side, other: Side) -> float:
    """Compare where at least one side is told by its kind only: it may be the named one, or may not."""
    if None not in {one.country, other.country} and one.country != other.country:
        return 0.0
    if one.name == other.name:
        return 0.8 if ties(one, other) else 0.6
    if one.sector is not None and one.sector == other.sector:
        return 0.6
    kinds = {one.type, other.type}
    if kinds & _PEOPLE and kinds & _GROUPS:
        return 0.35
    loose = one.type == other.type or any(p.type in _GUESSED and not p.is_known for p in (one, other))
    return 0.35 if loose else 0.2
