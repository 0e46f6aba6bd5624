"""Whether what two tellings say of one side of a deed fits together."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity
from stancewire_schemas.codes import EntityType

_BODIES: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT})


def shared(a: list[Entity], b: list[Entity]) -> bool:
    """Tell whether somebody stands on both lists."""
    return any(_alike(one, other) for one in a for other in b)


def _alike(one: Entity, other: Entity) -> bool:
    if one is other:
        return True
    if EntityType.ARMED_GROUP in {one.type, other.type}:
        # An army and those it fights have one country.
        return False
    related = one.country is not None and one.country == other.country
    return related and (one.type in _BODIES or other.type in _BODIES)


def agree(a: list[Entity], b: list[Entity]) -> bool:
    """Tell whether two accounts of one side do not contradict each other."""
    return not a or not b or shared(a, b)


def agree_on_touched(a: list[Entity], b: list[Entity]) -> bool:
    """Those hurt and the place where they were are no contradiction: "the attack on Sumy", "killed 35 people"."""
    return agree(a, b) or are_places(a) is not are_places(b)


def are_places(side: list[Entity]) -> bool:
    """Tell whether only places stand there, which stand in for those who are not told."""
    return all(entity.type is EntityType.PLACE for entity in side)


def vague(a: list[Entity], b: list[Entity]) -> bool:
    """Tell whether one side names nobody closer than "people"."""
    return any(
        all(entity.type is EntityType.POPULATION and entity.country is None for entity in side) for side in (a, b)
    )
