"""Politicians at odds: their attacks are words, their battles for votes, their rallies their own campaigns.

"Attacked the senator over her record" is said by a rival and done by a gunman; who acts and what harm the sentence
tells of decide.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp.abstractions import in_public_words, is_aimed_at_idea
from stancewire.nlp.document import Entity
from stancewire.nlp.figurative import harms
from stancewire.nlp.match import Match, read_as
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventType, MentionForm, Sector

_CIVIL: Final = frozenset(
    {Sector.GOVERNMENT, Sector.ELITE, Sector.LEGISLATURE, Sector.PARTY, Sector.OPPOSITION, Sector.JUDICIARY,
     Sector.MEDIA, Sector.RELIGION, Sector.NON_GOVERNMENTAL, Sector.HUMAN_RIGHTS, Sector.BUSINESS}
)  # fmt: skip
_TALKERS: Final = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.GOVERNMENT, EntityType.OTHER})
_NAMES: Final = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_BLOWS: Final = word_set("attack assault hit target bombard hammer savage maul lash strike pummel blast broadside")
_CONTESTS: Final = word_set("fight battle war clash spar duel skirmish feud wage struggle showdown")
_REPORTERS: Final = word_set(
    "reporter reporters journalist journalists correspondent correspondents anchor host presenter editor columnist "
    "interviewer moderator podcaster broadcaster magazine newspaper"
)
_ELECTED: Final = word_set(
    "candidate contender nominee rival senator lawmaker politician frontrunner challenger incumbent congressman "
    "congresswoman backbencher legislator democrat republican conservative tory governor mayor"
)
_RIOTERS: Final = frozenset({"protester", "protestor", "demonstrator", "rioter", "marcher", "striker"})
_NAMED: Final = frozenset({"poss", "compound", "nmod", "appos"})


def in_words(match: Match) -> Match | None:
    """Return an attack made in words as what it is; None for a contest, which hurts nobody; else the match."""
    word = match.predicate.token.lemma_.lower()
    if match.type is not EventType.ASSAULT or match.mode is not None or word not in _BLOWS | _CONTESTS:
        return match
    if not in_public_words(match.predicate.token) and (is_aimed_at_idea(match) or not _are_civil(match)):
        return match
    if word in _CONTESTS:
        return None
    return read_as(match, EventType.ACCUSE, "disapprove")


def _are_civil(match: Match) -> bool:
    """Tell whether only such take part as fight with words, and nothing tells of harm to a body."""
    sides = (*match.actors, *match.recipients)
    told_over = all(e.type in _NAMES for e in sides) and (
        bool(match.predicate.slot("over")) or (match.predicate.token.lemma_ == "attack" and match.predicate.is_noun)
    )
    if not match.actors or match.places or not (told_over or any(map(_is_civil, sides))):
        return False
    able = told_over or all(_is_civil(e) or (e.type is EntityType.PERSON and _is_named(e)) for e in match.actors)
    hit = all(e.type in _TALKERS and e.sector not in {Sector.POLICE, Sector.MILITARY} for e in match.recipients)
    return able and hit and not harms(match.predicate.around, match.predicate.frames)


def _is_civil(entity: Entity) -> bool:
    if entity.name.lower().split()[-1].removesuffix("s") in _ELECTED:
        return True
    return entity.sector in _CIVIL and entity.type in {EntityType.PERSON, EntityType.ORGANISATION}


def _is_named(entity: Entity) -> bool:
    return any(mention.form is MentionForm.NAME for mention in entity.mentions)


def as_riot(match: Match) -> Match:
    """Return what a crowd of protesters does, or police with it, as the riot that it is."""
    if match.type is not EventType.ASSAULT:
        return match
    rioters = tuple(e for e in match.actors if e.name.lower().split()[-1].removesuffix("s") in _RIOTERS)
    others = tuple(e for e in match.actors if e not in rioters)
    if not rioters or not all(e.sector in {Sector.POLICE, Sector.MILITARY} for e in others):
        return match
    riot = read_as(match, EventType.PROTEST, "riot")
    return replace(riot, actors=rioters, recipients=others or match.recipients)


def is_interview(match: Match) -> bool:
    """Tell who answers a reporter from who confers."""
    if match.type is not EventType.CONSULT:
        return False
    if any(map(_is_reporter, (*match.actors, *match.recipients))):
        return True
    slots = (*match.predicate.slot("subj"), *match.predicate.slot("with"), *match.predicate.slot("to"))
    return any(_works_for_media(match, token) for token in slots)


def _works_for_media(match: Match, token: Token) -> bool:
    """Tell "NPR's Michel Martin" and "CNN host Chris Cuomo"."""
    beside = (child for child in token.children if child.dep_ in _NAMED)
    employers = (match.predicate.document.entity_of(child) for child in beside)
    return any(entity is not None and entity.sector == Sector.MEDIA for entity in employers)


def _is_reporter(entity: Entity) -> bool:
    return entity.sector == Sector.MEDIA or entity.name.lower().split()[-1] in _REPORTERS


def is_campaigning(match: Match) -> bool:
    """Tell a politician's own rally, where he is cheered, from one that protests."""
    if match.type is not EventType.PROTEST or match.mode not in {"demo", None} or match.recipients:
        return False
    told = {match.predicate.token.lemma_, *(noun.lemma_ for noun in match.predicate.slot("obj"))}
    politicians = (e.type is EntityType.PERSON and _is_named(e) for e in match.actors)
    return "rally" in told and bool(match.actors) and all(politicians)
