"""Actors that the text calls by what they are: "Venezuelan troops", "protesters", "the administration official"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.acting_nouns import acting_noun
from stancewire.nlp.cast import Cast
from stancewire.nlp.described_bodies import body_apposed_to, capital_name, named_body
from stancewire.nlp.document import Entity, Mention
from stancewire.nlp.home_organs import at_home
from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.nominal_phrases import MODIFIERS, Nominal, quantity_over, read_nominal, words_of
from stancewire.nlp.owners import GOVERNING
from stancewire.nlp.sectors import ARMED, sector_of_nominal
from stancewire.nlp.tree import Token
from stancewire.nlp.word_index import tokens_among
from stancewire_schemas.codes import EntityType, MentionForm, Sector

_OUT_OF_OFFICE: Final = frozenset({"former", "ex", "ousted", "deposed", "exiled", "toppled"})
_FRESH: Final = frozenset(
    {"a", "an", "another", "one", "other", "some", "several", "two", "three", "four", "five", "six"}
)


def add_nominals(cast: Cast, knowledge: Knowledge) -> None:
    """Add an entity for each distinct role noun with its modifiers; repeats of the same words are one entity."""
    latest: dict[str, Entity] = {}
    for token in tokens_among(cast.parse, knowledge.role_ends):
        phrase = acting_noun(cast, token, knowledge)
        if phrase is None:
            continue
        named = named_body(cast, token, *phrase) or body_apposed_to(cast, token, phrase[1])
        if named is not None:
            cast.add(named, Mention(token.idx, token.idx + len(token), MentionForm.NOMINAL, token.i))
            continue
        nominal = at_home(cast, read_nominal(cast, token, phrase, knowledge))
        name = capital_name(cast, nominal)
        entry = _institution(nominal, knowledge)
        if entry is not None:
            entity = cast.known(entry, "nominal:institution")
        elif name:
            entity = cast.unknown(f"org {name.lower()}", name, nominal.noun.type, "organisation:capitals")
        else:
            key = nominal.key
            known = None if _is_fresh(token) else latest.get(key)
            if known is None or _are_others(nominal, known):
                known = _new(cast, nominal)
            entity = latest[key] = known
        _mention(cast, entity, nominal)


def _institution(nominal: Nominal, knowledge: Knowledge) -> Entry | None:
    """Return the institution of a country that the words name: "Russian troops" are Russia's military."""
    owner = nominal.owner
    if nominal.noun.lemma in GOVERNING and owner.person and owner.country:
        return knowledge.institution("government", owner.country)
    country = knowledge.country(owner.country) if owner.country and owner.is_country else None
    if country is None or not country.extra.get("adjectives"):
        return None
    adjective = country.extra["adjectives"][0]
    before = [c for c in nominal.token.lefts if c.dep_ in MODIFIERS and c.i not in owner.tokens]
    for words in ([*before[-2:]], [*before[-1:]], []):
        if words or all(c.dep_ == "amod" for c in before):
            phrase = " ".join([adjective, *(c.lower_ for c in words), nominal.token.lower_])
            found = knowledge.lookup(phrase)
            if found and found[0].country == owner.country:
                return found[0]
    return None


def _is_fresh(token: Token) -> bool:
    """Tell whether the words introduce somebody: "a soldier" is not the soldier of the sentence before."""
    return any(
        child.lower_ in _FRESH or child.dep_ == "nummod"
        for child in token.lefts
        if child.dep_ in {"det", "nummod", "amod"}
    ) and token.dep_ not in {"compound", "nmod"}


def _are_others(nominal: Nominal, known: Entity) -> bool:
    """Tell the "residents" who march from the "two residents" who were killed, unless words point back to them."""
    token = nominal.token
    if nominal.noun.type is not EntityType.POPULATION or not nominal.is_many or token.dep_ in MODIFIERS:
        return False
    if any(child.dep_ in {"det", "poss"} for child in token.lefts):
        return False
    counted = quantity_over(token) is not None
    return counted or any(_is_fresh(token.doc[mention.head]) for mention in known.mentions)


def _new(cast: Cast, nominal: Nominal) -> Entity:
    owner, noun = nominal.owner, nominal.noun
    sector = sector_of_nominal(noun, owner)
    if sector == Sector.GOVERNMENT.value and any(c.lower_ in _OUT_OF_OFFICE for c in nominal.token.lefts):
        sector = Sector.ELITE.value
    kind = EntityType.PERSON if nominal.is_one_person else noun.type
    if kind is EntityType.GOVERNMENT and sector in ARMED:
        kind = EntityType.ARMED_GROUP
    entity = cast.unknown(f"nominal {nominal.token.i}", words_of(nominal), kind, "nominal:role-noun")
    entity.id = f"sw:generic/{owner.country or '-'}/{sector or '-'}/{nominal.slug}"
    entity.country, entity.sector = owner.country, sector
    return entity


def _mention(cast: Cast, entity: Entity, nominal: Nominal) -> None:
    token = nominal.token
    start, end = cast.parse.tokens[nominal.begin].idx, token.idx + len(token)
    cast.add(entity, Mention(start, end, MentionForm.NOMINAL, token.i))
    # "Thousands of protesters marched": the verb's subject is the number, and it means the protesters.
    quantity = quantity_over(token)
    while quantity is not None:
        cast.add(entity, Mention(quantity.idx, end, MentionForm.NOMINAL, quantity.i))
        quantity = quantity_over(quantity)
