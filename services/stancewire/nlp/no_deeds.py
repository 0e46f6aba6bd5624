"""Matches that tell no deed of politics: what onlookers say, firms at war over prices, accidents, epithets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.abstractions import is_aimed_at_idea
from stancewire.nlp.accidents import is_accident
from stancewire.nlp.callings import is_at_work, is_authority, is_critic, is_elected, is_firm, is_onlooker
from stancewire.nlp.document import Entity
from stancewire.nlp.figures import is_figure
from stancewire.nlp.half_deeds import is_half_told
from stancewire.nlp.match import Match
from stancewire.nlp.quarrels import is_campaigning, is_interview
from stancewire.nlp.sports import TEAM
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventType, Sector

_SAID: Final = frozenset(
    {EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.REQUEST, EventType.SUPPORT, EventType.AGREE,
     EventType.CONCEDE}
)  # fmt: skip
_WARLIKE: Final = frozenset({EventType.ASSAULT, EventType.MOBILIZE})
_HARM: Final = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.ACCUSE, EventType.SUPPORT}
)
_MIGHT: Final = frozenset({"could", "may", "might"})
_TAKING: Final = "192"
_SIGHTS: Final = frozenset({"scene", "wreckage", "wreck", "rubble", "ruin", "debris"})
_LOOKING: Final = frozenset({"visit", "tour", "inspect"})
_CAREERS: Final = frozenset({EventType.RETREAT, EventType.SANCTION, EventType.REJECT, EventType.ACCUSE})
_MOVING: Final = frozenset(
    {EventType.RETREAT, EventType.ASSAULT, EventType.PROTEST, EventType.MOBILIZE, EventType.CONCEDE}
)
_ROUTING: Final = word_set(
    "overrun crush hammer thrash rout demolish batter destroy overwhelm beat pound stun outgun"
)
_POINTS: Final = frozenset({"percent", "percentage", "point", "cent", "pence", "basis"})
_OF: Final = frozenset({"of", "for", "to", "about", "with", "like"})


def tells_no_deed(match: Match) -> bool:
    """Tell whether a match is no event, whatever its frame: by who does it or by what it only describes."""
    return (
        (match.type in _SAID and _all(match.actors, is_onlooker))
        or (match.type in _WARLIKE and _all(match.actors, is_firm))
        or (match.type is EventType.ASSAULT and _all(match.actors, is_critic))
        or is_accident(match)
        or _is_of_team(match)
        or is_aimed_at_idea(match)
        or _is_inspection(match)
        or _is_electoral(match)
        or _is_in_parliament(match)
        or _is_warning_of_others(match)
        or _is_likened(match)
        or (match.mode == "obstruct" and _all(match.actors, is_authority))
        or (match.type is EventType.ASSAULT and _all(match.actors, is_at_work) and not _hits_people(match))
        or _is_measured(match)
        or _is_waged_by_thing(match)
        or _is_epithet(match)
        or is_half_told(match)
        or is_interview(match)
        or is_campaigning(match)
        or _is_rule(match)
        or is_figure(match)
    )


def is_of_authority(match: Match) -> bool:
    """Tell whether police, a court, a government, a party, a union or an armed group takes part."""
    return any(
        entity.type is EntityType.ARMED_GROUP
        or is_authority(entity)
        or (entity.type is EntityType.ORGANISATION and is_elected(entity))
        or entity.sector == Sector.LABOUR
        for entity in (*match.actors, *match.recipients)
    )


def is_rout_of_country(match: Match) -> bool:
    """Tell what teams that bear their countries' names do to each other: "Cameroon overran Gabon"."""
    sides = (*match.actors, *match.recipients)
    routed = match.type is EventType.ASSAULT and match.predicate.token.lemma_ in _ROUTING
    return routed and len(sides) > 1 and all(entity.type is EntityType.COUNTRY for entity in sides)


def _all(entities: Sequence[Entity], test: Callable[[Entity], bool]) -> bool:
    return bool(entities) and all(map(test, entities))


def _is_of_team(match: Match) -> bool:
    """Tell a coach or player who goes or is sent from a minister who does."""
    named = (entity.name.lower().split() for entity in (*match.actors, *match.recipients))
    return match.type in _CAREERS and any(not TEAM.isdisjoint(words) for words in named)


def _is_likened(match: Match) -> bool:
    """Tell what a deed is called from the deed: "the killing was an attack on us all"."""
    token = match.predicate.token
    if match.type is not EventType.ASSAULT or token.dep_ != "attr" or token.head.lemma_ != "be":
        return False
    return any(child.dep_ == "nsubj" for child in token.head.children)


def _is_warning_of_others(match: Match) -> bool:
    """Tell "the UN warned that civilians could face killings" from what somebody warns that he will do."""
    if match.type is not EventType.THREATEN or match.predicate.token.lemma_ != "warn":
        return False
    for clause in arguments.complements(match.predicate.token)[:1]:
        doubtful = any(child.dep_ == "aux" and child.lower_ in _MIGHT for child in clause.children)
        own = any(noun.pos_ == "PRON" for noun in match.predicate.slot("compsubj"))
        return doubtful and not own
    return False


def _is_electoral(match: Match) -> bool:
    """Tell a party that takes a council at the polls from rebels who take it."""
    return match.type is EventType.ASSAULT and match.cameo == _TAKING and _all(match.actors, is_elected)


def _hits_people(match: Match) -> bool:
    return any(entity.type in {EntityType.PERSON, EntityType.POPULATION} for entity in match.recipients)


def _is_in_parliament(match: Match) -> bool:
    """Tell "survived an ambush by backbenchers", who fight with votes."""
    lawmakers = all(
        entity.sector == Sector.LEGISLATURE and entity.type is not EntityType.PERSON for entity in match.actors
    )
    return match.type is EventType.ASSAULT and bool(match.actors) and lawmakers and match.mode is None


def _is_inspection(match: Match) -> bool:
    """Tell a look at a thing from a visit to somebody: "visited the scene"."""
    token = match.predicate.token
    if match.type is not EventType.CONSULT or match.recipients or match.places or token.lemma_ not in _LOOKING:
        return False
    return any(noun.lemma_ in _SIGHTS for noun in match.predicate.slot("obj"))


def _is_rule(match: Match) -> bool:
    """Tell "the law requires members to pay", which asks nobody now, from "required the firms to pay"."""
    token = match.predicate.token
    return match.type is EventType.REQUEST and token.lemma_ == "require" and token.tag_ in {"VBZ", "VBP"}


def _is_measured(match: Match) -> bool:
    """Tell a price that moves from soldiers who do: "the shares retreated 2 percent"."""
    return match.type in _MOVING and any(
        child.dep_ in {"npadvmod", "dobj", "advmod"} and (child.ent_type_ == "PERCENT" or child.lemma_ in _POINTS)
        for child in match.predicate.token.children
    )


def _is_waged_by_thing(match: Match) -> bool:
    """Tell "rents have declared war on families": who wages it stands there and is nobody, nor a weapon."""
    predicate = match.predicate
    if match.type not in _WARLIKE or match.actors or not predicate.is_noun or predicate.light is None:
        return False
    if predicate.light[0].subject_as != "actor":
        return False
    doers = predicate.slot("subj")
    armed = predicate.frames.classes["attackword"] | predicate.frames.classes["weapon"]
    return bool(doers) and not any(t.pos_ == "PRON" or t.lemma_.lower() in armed or _is_anybody(t) for t in doers)


def _is_anybody(token: Token) -> bool:
    """Tell whether a name or a number stands there, which may be somebody whom nobody knows."""
    return bool(token.ent_type_) or token.pos_ in {"PROPN", "NUM"}


def _is_epithet(match: Match) -> bool:
    """Tell a participle that only says which people are meant: "relatives of people killed by the gangs"."""
    token = match.predicate.token
    if match.type not in _HARM or token.tag_ != "VBN" or token.dep_ != "acl":
        return False
    noun = token.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in _OF or (noun.tag_ != "NNS" and noun.lower_ != "those"):
        return False
    return not any(child.dep_ in {"det", "nummod", "poss"} for child in noun.children) and not _is_dated(token)


def _is_dated(token: Token) -> bool:
    return any(word.ent_type_ in {"DATE", "TIME"} for word in token.subtree)
