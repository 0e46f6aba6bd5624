"""What somebody is by calling: an onlooker, a critic, a firm, an authority, somebody elected, somebody at work."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, MentionForm, Sector

_ONLOOKERS: Final = word_set(
    "analyst analysts economist economists expert experts forecaster forecasters meteorologist meteorologists "
    "seismologist seismologists scientist scientists commentator commentators pundit pundits strategist "
    "strategists pollster pollsters historian historians academic academics scholar scholars researcher "
    "researchers columnist columnists"
)
_FIRMS: Final = frozenset({Sector.BUSINESS, Sector.MULTINATIONAL})
_AUTHORITIES: Final = frozenset(
    {Sector.POLICE, Sector.JUDICIARY, Sector.GOVERNMENT, Sector.MILITARY, Sector.LEGISLATURE, Sector.REBEL,
     Sector.UNIDENTIFIED_ARMED, Sector.INTERGOVERNMENTAL}
)  # fmt: skip
_ELECTED: Final = frozenset({Sector.PARTY, Sector.OPPOSITION, Sector.LEGISLATURE})
_AT_WORK: Final = word_set(
    "worker workers engineer engineers builder builders contractor contractors developer developers firefighter "
    "firefighters doctor doctors surgeon surgeons hunter hunters farmer photographer cameraman crews"
)
_CRITICS: Final = frozenset({"critic", "critics", "reviewer", "reviewers", "headline", "headlines"})


def is_onlooker(entity: Entity) -> bool:
    """Tell an analyst, an expert or a historian, who only looks on."""
    return entity.type in {
        EntityType.POPULATION,
        EntityType.OTHER,
        EntityType.PERSON,
    } and not _ONLOOKERS.isdisjoint(entity.name.lower().split())


def is_authority(entity: Entity) -> bool:
    """Tell a government, a court, an army or an armed group."""
    return entity.sector in _AUTHORITIES or entity.type is EntityType.GOVERNMENT


def is_elected(entity: Entity) -> bool:
    """Tell a party, a parliament or their members."""
    return entity.sector in _ELECTED or "party" in entity.name.lower().split()


def is_at_work(entity: Entity) -> bool:
    """Tell workers who demolish a bridge and hunters who shoot; those who hit somebody attack."""
    return not _AT_WORK.isdisjoint(entity.name.lower().split())


def is_critic(entity: Entity) -> bool:
    """Tell a critic or reviewer, who only writes of others, from anybody else."""
    return not (_ONLOOKERS | _CRITICS).isdisjoint(entity.name.lower().split())


def is_firm(entity: Entity) -> bool:
    """Tell a firm from "Chinese ships", which are a trade's and a country's at once."""
    named = any(mention.form is MentionForm.NAME for mention in entity.mentions)
    return entity.type is EntityType.ORGANISATION and entity.sector in _FIRMS and (named or entity.country is None)
