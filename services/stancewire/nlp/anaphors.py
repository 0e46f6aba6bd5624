"""What "the president", "the company", "the country" or "the ministry" takes up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spacy.tokens import Token

from stancewire.nlp.coreference_words import anaphor_types, regions
from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.knowledge import Knowledge, RoleNoun
from stancewire_schemas.codes import EntityType

_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
_NEW_ONE: Final = frozenset({
    "other", "another", "new", "neighbouring", "neighboring", "rival", "opposing", "second", "third",
    "next", "previous", "foreign", "whole", "entire", "same", "only", "different", "various", "local",
    "international", "main", "largest", "biggest", "first", "last", "top",
})  # fmt: skip
_HEADS: Final = frozenset({"chief", "head", "boss", "leader"})
_WINDOW: Final = 4
_SAME_HEAD_WINDOW: Final = 12
_NEAR: Final = 2
_GENERIC: Final = frozenset({
    "company", "firm", "group", "organisation", "organization", "agency", "body", "institution", "giant", "outfit",
})  # fmt: skip
_OF_MEMBERS: Final = frozenset({"bloc", "alliance", "union", "grouping"})
# What many countries run together is no bloc of theirs.
_RUN_TOGETHER: Final = frozenset({
    "programme", "program", "fund", "agency", "bank", "court", "tribunal", "commission", "office", "committee",
    "nations", "council", "organization", "organisation",
})  # fmt: skip
_BY_SECTOR: Final = {
    "IGO": frozenset({"court", "council", "commission", "tribunal", "watchdog", *_OF_MEMBERS}),
    "MED": frozenset({"network", "broadcaster", "channel", "newspaper", "outlet", "magazine", "station", "daily"}),
    "NGO": frozenset({"charity", "watchdog", "foundation", "movement"}),
}
_OF_A_COUNTRY: Final = frozenset({
    EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.POPULATION, EntityType.ARMED_GROUP,
})  # fmt: skip
_NAMED_BESIDE: Final = _OF_A_COUNTRY - {EntityType.POPULATION} | {EntityType.ORGANISATION}
_LEVELLED: Final = frozenset(
    {"government", "administration", "authorities", "assembly", "legislature", "parliament"}
)
# "The government" is not the state government of before.
_LEVELS: Final = frozenset({
    "state", "local", "regional", "provincial", "municipal", "city", "district", "county", "transitional",
    "interim", "federal", "shadow",
})  # fmt: skip
_AT_HOME: Final = frozenset({"PTY", "OPP", "LEG"})
_RULING: Final = frozenset({"GOV", "ELI"})
_MARGIN: Final = 8.0


def resolve_nominal(token: Token, discourse: Discourse, knowledge: Knowledge) -> Entity | None:
    """Return the entity that a definite noun takes up, or None where it brings something new or is not clear."""
    own = discourse.document.entity_of(token)
    if own is not None and own.type is EntityType.PERSON and token.lower_ in _HEADS and _is_definite(token):
        return _head_of_body(token, own, discourse, knowledge)
    named = token.pos_ == "PROPN" and knowledge.role_noun(token.lower_) is None
    if named or not _is_definite(token) or _is_restricted(token):
        return None
    if own is not None and any(c.dep_ in {"compound", "nmod"} and discourse.entity_of(c) for c in token.lefts):
        return None
    beside = _named_beside(token, discourse)
    if beside is not None:
        return beside
    same = _latest(token, discourse, lambda found: _same_head(token, found, own), _SAME_HEAD_WINDOW)
    if own is not None and own.type is EntityType.PERSON:
        return _holder(token, own, same, discourse, knowledge)
    if same is not None:
        return same
    if own is not None and own.type is EntityType.ARMED_GROUP and token.tag_ == "NNS":
        return _latest(token, discourse, lambda found: _are_armed(found, own), _NEAR)
    types = anaphor_types().get(token.lower_) or anaphor_types().get(token.lemma_)
    if not types or token.tag_ == "NNS" or (own is not None and own.country):
        return None
    region, noun = _region(token), knowledge.role_noun(token.lemma_) or knowledge.role_noun(token.lower_)
    if EntityType.COUNTRY in types:
        return _country(token, discourse, knowledge, region)
    taken = _latest(
        token, discourse, lambda found: _fits(found, types, region, own) and _same_trade(noun, found), _WINDOW
    )
    return None if taken is not None and _is_foreign(token, taken, discourse) else taken


def _holder(
    token: Token, own: Entity, same: Entity | None, discourse: Discourse, knowledge: Knowledge
) -> Entity | None:
    """Return who "the president" is; in a text that tells of the country's own, no president of a court."""

    def governs(found: Antecedent) -> bool:
        ruling = found.entity is not None and found.entity.sector in _RULING
        ours = found.entity is not None and not _is_of_a_body(found.entity, token, discourse)
        return ruling and ours and _has_post(token, found, own, discourse, knowledge)

    found = same or _latest(
        token, discourse, lambda found: _has_post(token, found, own, discourse, knowledge), _WINDOW
    )
    if found is None or (found.sector in _RULING and not _is_of_a_body(found, token, discourse)):
        return found
    return _latest(token, discourse, governs, _SAME_HEAD_WINDOW) or found


def _is_of_a_body(entity: Entity, token: Token, discourse: Discourse) -> bool:
    """Tell whether the text introduced somebody as a body's own: "Its president, Malgorzata Manowska"."""
    posts = (discourse.document.parse[mention.head] for mention in entity.mentions)
    return any(p.lower_ == token.lower_ and any(c.lower_ in {"its", "their"} for c in p.lefts) for p in posts)


def _named_beside(token: Token, discourse: Discourse) -> Entity | None:
    """Return the body or country named in apposition: "the regional bloc ECOWAS" is no bloc of before."""
    names = [child for child in token.rights if child.dep_ == "appos" and child.pos_ == "PROPN"]
    for name in names:
        entity = discourse.entity_of(name)
        if entity is not None and entity.type in _NAMED_BESIDE:
            return entity
    return None


def _is_foreign(token: Token, government: Entity, discourse: Discourse) -> bool:
    """Tell whether a party or lawmaker of another country speaks: they mean a government of their own."""
    if government.type is not EntityType.GOVERNMENT or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    said = token.head.head if token.head.dep_ == "ccomp" else token.head
    speakers = (discourse.entity_of(child) for child in said.lefts if child.dep_ == "nsubj")
    return any(
        speaker is not None and speaker.sector in _AT_HOME and speaker.country not in {None, government.country}
        for speaker in speakers
    )


def _head_of_body(token: Token, own: Entity, discourse: Discourse, knowledge: Knowledge) -> Entity | None:
    """Return whom "the UN chief" or "the Wagner boss" means: the one named before whose post is of that body."""
    bodies = [child.text for child in token.lefts if child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN"]
    if len(bodies) != 1:
        return _latest(token, discourse, lambda found: _has_post(token, found, own, discourse, knowledge), _WINDOW)
    return _latest(token, discourse, lambda found: bodies[0] in _posts(found, discourse, knowledge), _WINDOW)


def _posts(found: Antecedent, discourse: Discourse, knowledge: Knowledge) -> list[str]:
    """Return the words of the posts that an earlier person holds, by the text and on the day."""
    entity, published = found.entity, discourse.document.published
    if entity is None or entity.type is not EntityType.PERSON or not found.named:
        return []
    entry = knowledge.by_id(entity.id) if entity.id else None
    office = knowledge.office_at(entry, published.date()) if entry and published else None
    return [*(entity.role or "").split(), *(office.title.split() if office else ())]


def _is_definite(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in token.lefts)


def _is_restricted(token: Token) -> bool:
    """Tell whether modifiers say which one is meant, so that nothing need be looked back to."""
    for child in token.children:
        if child.dep_ in {"prep", "relcl", "acl", "poss", "nummod"} and child.lower_ not in {
            "on",
            "after",
            "during",
        }:
            return True
        if child.dep_ == "amod" and (child.lower_ in _NEW_ONE or child.tag_ in {"JJS", "JJR"}):
            return True
        if (
            child.dep_ in {"compound", "nmod"}
            and (child.is_lower or child.pos_ == "PROPN")
            and not _region_word(child)
        ):
            return True
        if child.dep_ == "amod" and child.is_title and not _region_word(child) and child.ent_type_ != "NORP":
            return True
    return False


def _region_word(token: Token) -> bool:
    """Tell whether an adjective only says in which part of the world something is."""
    return token.text in regions() or any(name.endswith(" " + token.text) for name in regions())


def _same_head(token: Token, found: Antecedent, own: Entity | None) -> bool:
    """Tell whether an earlier mention ends in the same noun: "the Foreign Ministry ... the ministry"."""
    entity, earlier = found.entity, found.token
    if entity is None or entity is own or earlier.lower_ != token.lower_ or earlier.pos_ not in {"NOUN", "PROPN"}:
        return False
    if (earlier.pos_ == "PROPN" and entity.type is EntityType.PERSON) or _level(token) != _level(earlier):
        return False
    country = own.country if own is not None else None
    return not (country and entity.country and country != entity.country)


def _level(token: Token) -> str | None:
    """Return the level of government that a noun's modifier tells; None also for what has no levels."""
    if token.lower_ not in _LEVELLED:
        return None
    return next((c.lower_ for c in token.lefts if c.lower_ in _LEVELS), None)


def _has_post(token: Token, found: Antecedent, own: Entity, discourse: Discourse, knowledge: Knowledge) -> bool:
    """Tell whether an earlier person holds the post that the noun names, by the text or on the day."""
    entity = found.entity
    if entity is None or entity is own or entity.type is not EntityType.PERSON or not found.named:
        return False
    former = any(child.lower_ == "former" for child in token.lefts)
    if own.country and entity.country and own.country != entity.country:
        return False
    told = entity.role or ""
    posts = [told if former == told.lower().startswith("former ") else ""]
    entry = knowledge.by_id(entity.id) if entity.id else None
    published = discourse.document.published
    find = knowledge.former_office if former else knowledge.office_at
    office = find(entry, published.date()) if entry and published else None
    posts.append(office.title if office else "")
    return any(token.lower_ in post.lower().split() for post in posts)


def _are_armed(found: Antecedent, own: Entity) -> bool:
    """Tell whether an earlier noun names armed people whom "the militants" may mean."""
    entity = found.entity
    if entity is None or entity is own or entity.type is not EntityType.ARMED_GROUP:
        return False
    return found.token.tag_ == "NNS" and not (own.country and entity.country not in {None, own.country})


def _region(token: Token) -> frozenset[str] | None:
    """Return the countries that an adjective before the noun allows ("South American"), None without one."""
    words = [child.text for child in token.lefts if child.dep_ in {"amod", "compound", "nmod"} and child.is_title]
    inner = [t.text for child in token.lefts if child.is_title for t in child.lefts if t.is_title]
    named = " ".join([*inner, *words])
    return regions().get(named) if named else None


def _same_trade(noun: RoleNoun | None, found: Antecedent) -> bool:
    """Tell whether an organisation may be called so: a court is no party, and a bank no newspaper."""
    entity = found.entity
    if entity is None or entity.type not in {EntityType.ORGANISATION, EntityType.GOVERNMENT}:
        return True
    if noun is None or noun.sector is None or entity.sector is None:
        return found.token.pos_ == "PROPN" and (noun is None or noun.lemma in _GENERIC)
    if noun.lemma in _OF_MEMBERS and entity.sector == "IGO":
        return _RUN_TOGETHER.isdisjoint(entity.name.lower().split())
    return (
        noun.sector.value == entity.sector
        or noun.lemma in _GENERIC
        or noun.lemma in _BY_SECTOR.get(entity.sector, ())
    )


def _country(
    token: Token, discourse: Discourse, knowledge: Knowledge, region: frozenset[str] | None
) -> Entity | None:
    """Return the country that "the country" means: the one in view, by its name, its people or its government."""
    best: dict[str, float] = {}
    for distance, found in discourse.before(token, _NEAR):
        entity = found.entity
        if entity is None or entity.country is None or entity.type not in _OF_A_COUNTRY:
            continue
        if region is None or entity.country in region:
            score = (100.0 + found.weight) * float(0.5**distance)
            best[entity.country] = max(score, best.get(entity.country, 0.0))
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    country = knowledge.country(ranked[0][0])
    return next((e for e in discourse.document.entities if country is not None and e.id == country.id), None)


def _fits(
    found: Antecedent, types: frozenset[EntityType], region: frozenset[str] | None, own: Entity | None
) -> bool:
    entity = found.entity
    if entity is None or entity is own or entity.type not in types or not found.named:
        return False
    return region is None or entity.country in region


def _latest(token: Token, discourse: Discourse, fits: Callable[[Antecedent], bool], window: int) -> Entity | None:
    """Return the fitting entity that stands out most before the token; None where two stand out alike."""
    best: dict[Entity, float] = {}
    for distance, found in discourse.before(token, window):
        if fits(found) and found.entity is not None and not _inside(token, found.token):
            score = (100.0 + found.weight) * 0.5**distance + 2.0 * min(discourse.counts[found.entity], 8)
            best[found.entity] = max(score, best.get(found.entity, 0.0))
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


def _inside(token: Token, candidate: Token) -> bool:
    """Tell whether the candidate belongs to the noun's own phrase."""
    return token.i in {candidate.head.i, candidate.i}
