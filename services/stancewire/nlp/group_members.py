"""Leaders and members of a group by the noun before them: "insurgent leader", "hospital official", "gang boss"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp.knowledge_entry import RoleNoun
from stancewire.nlp.word_sets import word_list
from stancewire_schemas.codes import EntityType, Sector

# Anybody who leads, speaks for or belongs to something: alone they would be government or nobody in particular.
_HEADS: Final = word_list(
    "leader chief commander boss kingpin figure official member spokesman spokeswoman spokesperson representative "
    "head executive delegate negotiator operative fighter director president chairman chairwoman founder source "
    "organiser organizer recruiter envoy commandant"
)
_SIDES: Final = frozenset({Sector.REBEL, Sector.CRIMINAL, Sector.UNIDENTIFIED_ARMED, Sector.OPPOSITION})
_OWN_KIND: Final = frozenset({EntityType.ARMED_GROUP, EntityType.GOVERNMENT})


def _plural(head: str) -> str:
    if head.endswith("man"):
        return head.removesuffix("man") + "men"
    return head + ("es" if head.endswith("s") else "s")


SINGULARS: Final = {form: head for head in _HEADS for form in (head, _plural(head))}


def member_of(group: RoleNoun | None, head: str, noun: RoleNoun | None) -> RoleNoun | None:
    """Return what a group's noun and a head ("insurgent" and "leaders") name, with the group's sector.

    `noun` is what the head names alone. None where the noun before tells no sector, or where the head says itself
    what one does ("soldier") and the group does not fight on a side of its own ("rebel soldier").
    """
    if group is None or group.sector is None or group.unit == "thing":
        return None
    singular = SINGULARS.get(head)
    if singular is not None:
        kind = group.type if group.type in _OWN_KIND else EntityType.POPULATION
        lemma, plural = f"{group.lemma} {singular}", f"{group.lemma} {_plural(singular)}"
        return RoleNoun(lemma, lemma, plural, kind, group.sector, "person", group.example)
    if noun is None or noun.sector is not Sector.MILITARY or noun.unit == "thing" or group.sector not in _SIDES:
        return None
    sector = Sector.REBEL if group.sector is Sector.OPPOSITION else group.sector
    return replace(noun, lemma=f"{group.lemma} {noun.lemma}", type=EntityType.ARMED_GROUP, sector=sector)
