"""What "the president", "the company", "the country" or "the ministry" takes up."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.anaphoric_posts import head_of_body, holder
from stancewire.nlp.coreference_words import anaphor_types
from stancewire.nlp.definite_nouns import is_definite, is_restricted, region_of
from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.halves import half_of
from stancewire.nlp.knowledge import Knowledge, RoleNoun
from stancewire.nlp.post_words import post_words, same_post
from stancewire.nlp.salience import MARGIN, SAME_HEAD_WINDOW, WINDOW, latest
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, MentionForm, Sector

_HEADS: Final = frozenset({"chief", "head", "boss", "leader"})
_NEAR: Final = 2
_FIGHTING: Final = EntityType.ARMED_GROUP
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
# What their fields of work name, as they do the posts of those who head them.
_WITH_FIELDS: Final = frozenset({"ministry", "department"})
_AT_HOME: Final = frozenset({"PTY", "OPP", "LEG"})


def resolve_nominal(token: Token, discourse: Discourse, knowledge: Knowledge) -> Entity | None:
    """Return the entity that a definite noun takes up, or None where it brings something new or is not clear."""
    if half := half_of(token, discourse):
        return half
    if not is_definite(token):
        return None
    own = discourse.document.entity_of(token)
    if own is not None and own.type in _NAMED_BESIDE and _is_named_here(own, token):
        return None
    if own is not None and own.type is EntityType.PERSON and token.lower_ in _HEADS:
        return head_of_body(token, own, discourse, knowledge)
    named = token.pos_ == "PROPN" and knowledge.role_noun(token.lower_) is None
    is_post = own is not None and (own.type is EntityType.PERSON or token.lower_ in _WITH_FIELDS)
    if named or is_restricted(token, is_post=is_post):
        return None
    if own is not None and any(c.dep_ in {"compound", "nmod"} and discourse.entity_of(c) for c in token.lefts):
        return None
    beside = _named_beside(token, discourse)
    if beside is not None:
        return beside
    earlier = discourse.before_in_word(token, SAME_HEAD_WINDOW)
    same = latest(token, discourse, lambda found: _same_head(token, found, own), earlier)
    if own is not None and own.type is EntityType.PERSON:
        return holder(token, own, same, discourse, knowledge)
    if same is not None or token.lower_ in _WITH_FIELDS:
        # Another ministry may be of another country than the government that spoke last.
        return same
    if own is not None and own.type is EntityType.ARMED_GROUP and token.tag_ == "NNS":
        return latest(token, discourse, lambda found: _are_armed(found, own), discourse.before(token, _NEAR))
    types = anaphor_types().get(token.lower_) or anaphor_types().get(token.lemma_)
    if not types or token.tag_ == "NNS" or (own is not None and own.country):
        return None
    region, noun = region_of(token), knowledge.role_noun(token.lemma_) or knowledge.role_noun(token.lower_)
    if EntityType.COUNTRY in types:
        return _country(token, discourse, knowledge, region)
    taken = latest(
        token,
        discourse,
        lambda found: _fits(found, types, region, own) and _same_trade(noun, found),
        discourse.before(token, WINDOW),
    )
    return None if taken is not None and _is_foreign(token, taken, discourse) else taken


def _is_named_here(own: Entity, token: Token) -> bool:
    """Tell whether a noun stands beside the name of its own entity, so that it takes up nothing of before."""
    names = (mention for mention in own.mentions if mention.form is MentionForm.NAME)
    return any(mention.head in {token.head.i, token.i + 1} for mention in names)


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


def _same_head(token: Token, found: Antecedent, own: Entity | None) -> bool:
    """Tell whether an earlier mention in the same word is it: "the Foreign Ministry ... the ministry"."""
    entity, earlier = found.entity, found.token
    if entity is None or entity is own or earlier.pos_ not in {"NOUN", "PROPN"}:
        return False
    if (earlier.pos_ == "PROPN" and entity.type is EntityType.PERSON) or _level(token) != _level(earlier):
        return False
    if entity.type is EntityType.PERSON and not same_post(post_words(token), post_words(earlier)):
        return False
    if entity.type is EntityType.GOVERNMENT and _unlike(token, earlier):
        return False
    country = own.country if own is not None else None
    return not (country and entity.country and country != entity.country)


def _unlike(token: Token, earlier: Token) -> bool:
    """Tell the health ministry from the foreign ministry of before, whatever is written large."""
    own, other = (
        {child.lower_ for child in noun.lefts if child.dep_ in {"compound", "amod"}} for noun in (token, earlier)
    )
    return bool(own) and not own & other


def _level(token: Token) -> str | None:
    """Return the level of government that a noun's modifier tells; None also for what has no levels."""
    if token.lower_ not in _LEVELLED:
        return None
    return next((c.lower_ for c in token.lefts if c.lower_ in _LEVELS), None)


def _are_armed(found: Antecedent, own: Entity) -> bool:
    """Tell whether an earlier noun names armed people whom "the militants" may mean."""
    entity = found.entity
    if entity is None or entity is own or entity.type is not EntityType.ARMED_GROUP:
        return False
    return found.token.tag_ == "NNS" and not (own.country and entity.country not in {None, own.country})


def _same_trade(noun: RoleNoun | None, found: Antecedent) -> bool:
    """Tell whether an organisation may be called so: a court is no party, and a bank no newspaper."""
    entity = found.entity
    if noun is not None and noun.sector is Sector.MILITARY and entity is not None and entity.type is _FIGHTING:
        # "The army" fights those who seized the town, unless they call themselves one.
        return noun.lemma in entity.name.lower().split()
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
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
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
