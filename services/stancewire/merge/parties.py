"""How alike two parties are, whatever name each telling gives them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from stancewire.merge.side import Side
from stancewire_schemas.codes import EntityType

SAME: Final = 0.8
"""From here on two parties count as one."""

LIKE: Final = 0.55
"""From here on two parties may well be one."""

_GUESSED: Final = frozenset({EntityType.ORGANISATION, EntityType.PLACE})
_PEOPLE: Final = frozenset({EntityType.PERSON, EntityType.POPULATION})
_GROUPS: Final = frozenset({EntityType.ARMED_GROUP, EntityType.ORGANISATION})


class Likeness(NamedTuple):
    """How alike two sides are, 0 to 1, whether what they share ties to somebody, and whether to a named person."""

    value: float
    ties: bool
    person: bool


_UNLIKE: Final = Likeness(0.0, ties=False, person=False)
_PERHAPS: Final = Likeness(0.4, ties=False, person=False)


def likeness(one: Sequence[Side], other: Sequence[Side]) -> Likeness | None:
    """Return how alike two sides are; None when a telling leaves its side out.

    Each party of the shorter list is compared with the best of the longer, so that a telling that names fewer
    of several parties is no contradiction.
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not short:
        return None
    found = _likeness_of(short[0], long[0]) if len(long) == 1 else _likeness_of_several(short, long)
    is_open = LIKE <= found.value < SAME and (_may_be(short, long) or _may_be(long, short))
    return _PERHAPS if is_open else found


def _may_be(one: Sequence[Side], other: Sequence[Side]) -> bool:
    """Tell whether one names a person and the other nobody: "a woman" is then that person no more than another."""
    return any(p.is_person for p in one) and not any(p.is_named for p in other)


def _likeness_of_several(short: Sequence[Side], long: Sequence[Side]) -> Likeness:
    if _name_others(short, long):
        return _UNLIKE
    value, is_tied, is_person = 0.0, False, False
    for own in short:
        best = max([_likeness_of(own, b) for b in long])
        value += best.value
        is_tied |= best.ties
        is_person |= best.person
    return Likeness(value / len(short), is_tied, is_person)


def _name_others(one: Sequence[Side], other: Sequence[Side]) -> bool:
    """Tell whether both name persons who have nothing in common: "a woman" beside each is then no woman of both."""
    persons, others = [p for p in one if p.is_person], [p for p in other if p.is_person]
    return bool(persons and others) and not any(alike(a, b) for a in persons for b in others)


def _likeness_of(one: Side, other: Side) -> Likeness:
    value = alike(one, other)
    if value < LIKE:
        return Likeness(value, ties=False, person=False) if value else _UNLIKE
    person = one.is_person and other.is_person and value >= SAME
    return Likeness(value, _tie_as(value, one, other), person)


def _tie_as(value: float, one: Side, other: Side) -> bool:
    # Some people of one country, "a driver" and "a man", are nobody in particular.
    return ties(one, other) and (value >= SAME or (one.is_named and other.is_named))


def alike(one: Side, other: Side) -> float:
    """Return how alike two parties are.

    1 the same name's id; 0.8 a state and who acts for it; 0.6 two of one kind ("protesters"), which may be the same
    or not; 0 two different names.
    """
    if one.id == other.id:
        return 1.0 if ties(one, other) and _may_be_one_name(one, other) else 0.6
    if one.is_named and other.is_named:
        return max(_by_name(one, other), _by_state(one, other))
    return max(_by_state(one, other), _by_kind(one, other))


def _may_be_one_name(one: Side, other: Side) -> bool:
    return one.is_known or other.is_known or one.words <= other.words or other.words <= one.words


def ties(one: Side, other: Side) -> bool:
    """Tell whether two like parties say more than "some people": names, or at least a country, are shared."""
    return (one.is_named and other.is_named) or (one.country is not None and one.country == other.country)


def _by_name(one: Side, other: Side) -> float:
    words, others = one.words, other.words
    # Two names without a word in common are the most frequent case, and told fastest.
    if words.isdisjoint(others) or not (words <= others or others <= words):
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
    if one.is_state or other.is_state:
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
