"""Which sector somebody is of: that of the words themselves, or of the body that they speak for or lead."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.group_members import SINGULARS
from stancewire.nlp.knowledge_entry import RoleNoun
from stancewire.nlp.owners import Owner
from stancewire_schemas.codes import EntityType, Sector

ARMED: Final = frozenset({Sector.REBEL.value, Sector.CRIMINAL.value, Sector.UNIDENTIFIED_ARMED.value})
# A union's president is of the union, NATO's commander is still a soldier.
_YIELDING: Final = frozenset({Sector.GOVERNMENT.value, Sector.INTERGOVERNMENTAL.value})
_VAGUE: Final = frozenset({None, Sector.UNIDENTIFIED_ARMED.value})
# "European Union leaders" lead their own countries.
_OF_STATES: Final = frozenset({"leader", "minister", "president", "delegate", "envoy", "negotiator"})


def sector_of_nominal(noun: RoleNoun, owner: Owner) -> str | None:
    """Return the sector of an actor known by a role noun, given whose it is."""
    told = noun.sector.value if noun.sector else None
    if owner.sector is None:
        return told
    fights = noun.type is not EntityType.POPULATION or told == Sector.OPPOSITION.value
    if told in _VAGUE or (owner.sector in ARMED and fights):
        return owner.sector
    head = SINGULARS.get(noun.lemma)
    states = owner.sector == Sector.INTERGOVERNMENTAL.value and noun.lemma in _OF_STATES
    return owner.sector if head and told in _YIELDING and not states else told


def sector_of_role(told: str | None, *, has_body: bool, body: str | None) -> str | None:
    """Return the sector of a named person, given what the role's words tell and the sector of the body in them.

    A director of a body of which nothing is known is of no known sector.
    """
    if not has_body:
        return told
    if told in _VAGUE or told in _YIELDING or (body in ARMED and told == Sector.MILITARY.value):
        return body
    return told
