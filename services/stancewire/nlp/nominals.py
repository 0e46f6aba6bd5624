"""Actors that the text calls by what they are: "Venezuelan troops", "protesters", "the administration official"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from stancewire.nlp.cast import Cast
from stancewire.nlp.coreference_words import anaphor_types
from stancewire.nlp.document import Entity, Mention
from stancewire.nlp.knowledge import Entry, Knowledge, RoleNoun
from stancewire.nlp.name_labels import DIVISIONS
from stancewire.nlp.owners import GOVERNING, Owner, owner_of
from stancewire.nlp.sectors import ARMED, sector_of_nominal
from stancewire.nlp.titles import role_phrase, title_at, title_before
from stancewire.nlp.word_index import tokens_where
from stancewire_schemas.codes import EntityType, MentionForm, Sector

MODIFIERS: Final = frozenset({"amod", "compound", "nmod"})
_QUANTITIES: Final = frozenset({
    "thousand", "thousands", "hundreds", "dozens", "scores", "tens", "millions", "dozen", "number", "handful",
    "majority", "crowd", "crowds", "hundred", "couple", "group", "groups", "hordes", "throngs", "array", "lots",
})  # fmt: skip
_PART_OF_A_BODY: Final = frozenset({
    "leadership", "board", "team", "office", "branch", "unit", "wing", "cell", "campaign", "committee",
    "council", "court", "website", "site", "channel", "fund", "project", "station", "platform", "programme",
    "program", "force", "army", "police", "department",
})  # fmt: skip
_BODIES: Final = frozenset({EntityType.ORGANISATION, EntityType.ARMED_GROUP, EntityType.GOVERNMENT})
_DOERS: Final = frozenset({"nsubj"})
_OUT_OF_OFFICE: Final = frozenset({"former", "ex", "ousted", "deposed", "exiled", "toppled"})
_STANDING: Final = frozenset({"stand", "hold", "remain", "stay"})
_TAKING: Final = frozenset({"take", "hold", "keep"})
_FRESH: Final = frozenset(
    {"a", "an", "another", "one", "other", "some", "several", "two", "three", "four", "five", "six"}
)


@dataclass(frozen=True, slots=True)
class Nominal:
    """A role noun in the text with what its words tell: kind, own words, owner."""

    token: Token
    first: int
    noun: RoleNoun
    title: str | None
    kinds: tuple[str, ...]
    owner: Owner

    @property
    def slug(self) -> str:
        """The words that name the kind of actor, for an id that other articles share."""
        words = [*self.kinds, self.title or self.noun.lemma]
        return "-".join("-".join(words).lower().split())

    @property
    def key(self) -> str:
        """What two nominals of one text share when they speak of the same ones."""
        number = "many" if self.is_many else "one"
        qualities = sorted(
            c.lower_ for c in self.token.children if c.dep_ == "amod" and c.i not in self.owner.tokens
        )
        return " ".join([number, self.owner.key, *qualities, self.slug])

    @property
    def is_many(self) -> bool:
        """Whether the words are a plural, whatever the tagger says of "servicemen" and "prisoners of war"."""
        noun = self.noun
        if noun.singular is None or noun.plural in {None, noun.singular}:
            return noun.plural_only or self.token.tag_ in {"NNS", "NNPS"}
        words = self.token.doc[self.first : self.token.i + 1].text.lower()
        return words == noun.plural or (words != noun.singular and self.token.tag_ in {"NNS", "NNPS"})

    @property
    def is_one_person(self) -> bool:
        """Whether it speaks of a single person."""
        return self.noun.unit == "person" and not self.is_many


def add_nominals(cast: Cast, knowledge: Knowledge) -> None:
    """Add an entity for each distinct role noun with its modifiers; repeats of the same words are one entity."""
    latest: dict[str, Entity] = {}
    for token in tokens_where(cast.parse, knowledge.ends_role):
        phrase = _acting_noun(cast, token, knowledge)
        if phrase is None:
            continue
        named = _named_body(cast, token, *phrase) or _body_apposed_to(cast, token, phrase[1])
        if named is not None:
            cast.add(named, Mention(token.idx, token.idx + len(token), MentionForm.NOMINAL, token.i))
            continue
        nominal = _read(cast, token, phrase, knowledge)
        name = _capital_name(cast, nominal)
        entry = _institution(nominal, knowledge)
        if entry is not None:
            entity = cast.known(entry, "nominal:institution")
        elif name:
            entity = cast.unknown(f"org {name.lower()}", name, nominal.noun.type, "organisation:capitals")
        else:
            known = None if _is_fresh(token) else latest.get(nominal.key)
            if known is None or _are_others(nominal, known):
                known = _new(cast, nominal)
            entity = latest[nominal.key] = known
        _mention(cast, entity, nominal)


def _capital_name(cast: Cast, nominal: Nominal) -> str | None:
    """Return the name that capitals make of a body's noun ("the Labour Party"), where the model saw none."""
    last = nominal.token.i
    if nominal.noun.unit != "body" or nominal.token.pos_ != "PROPN" or nominal.owner.is_country:
        return None
    first = last
    while first > 0 and cast.parse[first - 1].pos_ in {"PROPN", "ADJ"} and cast.parse[first - 1].is_title:
        first -= 1
    return cast.parse[first : last + 1].text if first < last else None


def _acting_noun(cast: Cast, token: Token, knowledge: Knowledge) -> tuple[int, RoleNoun] | None:
    """Return where the role noun that ends here begins, and the noun, if it stands for an actor of its own."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.i in cast.by_head or token.i in cast.spoken_for:
        return None
    if token.i in cast.named or (token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", "DATE", "EVENT"}):
        return None
    phrase = role_phrase(token, knowledge)
    if phrase is None or (phrase[1].unit == "thing" and token.dep_ not in _DOERS):
        # A warship that sails into a strait acts for those who sent it; one that is built does not.
        return None
    if (phrase[1].lemma in DIVISIONS and token.dep_ not in _DOERS) or _is_no_noun(token):
        return None
    if _is_predicate(token) or (token.tag_ == "NN" and EntityType.COUNTRY in anaphor_types().get(token.lower_, ())):
        return None
    if token.dep_ not in {"compound", "nmod", "amod", "npadvmod"}:
        return phrase
    named = cast.by_head.get(token.head.i) if token.head.i == token.i + 1 else None
    if named is not None and named.type in _BODIES and anaphor_types().get(token.lower_):
        # "The regional bloc ECOWAS": one actor under two names.
        return phrase if phrase[1].unit == "body" else None
    # "Rebel attack" has rebels in it; "police officer" is one actor, and so is the officer.
    if token.lower_ in GOVERNING and not any(child.dep_ in MODIFIERS for child in token.lefts):
        return None
    many = phrase[1].collective or phrase[1].plural_only or phrase[1].type is EntityType.ARMED_GROUP
    # Nor is a "patrol boat" a patrol.
    inside = role_phrase(token.head, knowledge)
    return phrase if many and inside is None and token.head.pos_ == "NOUN" else None


def _named_body(cast: Cast, token: Token, first: int, noun: RoleNoun) -> Entity | None:
    """Return the organisation whose name stands beside its kind: "the Tren de Aragua gang", "the magazine Time"."""
    if noun.unit != "body" or noun.type not in {EntityType.ORGANISATION, EntityType.ARMED_GROUP}:
        return None
    if token.lower_ in _PART_OF_A_BODY or not anaphor_types().get(token.lower_):
        return None
    beside = [c for c in token.children if c.dep_ in {"compound", "nmod", "appos"} and c.pos_ == "PROPN"]
    # The word before is asked too: parsers split "Atlantic Council think tank" in many ways.
    beside = beside or [cast.parse[first - 1]] if first and not token.is_sent_start else beside
    entities = [entity for c in beside if (entity := cast.by_head.get(c.i))]
    entities = entities or _named_after(cast, token)
    kinds = {EntityType.ORGANISATION, EntityType.ARMED_GROUP}
    return entities[0] if len(entities) == 1 and entities[0].type in kinds else None


def _body_apposed_to(cast: Cast, token: Token, noun: RoleNoun) -> Entity | None:
    """Return the body that a noun in apposition describes: "the Gulf Clan, a drug cartel,"."""
    if noun.unit != "body" or token.dep_ != "appos" or token.tag_ != "NN":
        return None
    entity = cast.by_head.get(token.head.i)
    named = entity is not None and any(
        m.head == token.head.i and m.form is MentionForm.NAME for m in entity.mentions
    )
    told = any(child.dep_ == "det" for child in token.lefts)
    return entity if entity is not None and named and told and entity.type in _BODIES else None


def _named_after(cast: Cast, token: Token) -> list[Entity]:
    """Return the entity whose name starts right after a noun: "the extremist group Boko Haram"."""
    index = token.i + 1
    while index in cast.named and not cast.parse[index].is_sent_start:
        entity = cast.by_head.get(index)
        if entity is not None:
            begins = any(mention.start == cast.parse[token.i + 1].idx for mention in entity.mentions)
            return [entity] if begins else []
        index += 1
    return []


def _is_no_noun(token: Token) -> bool:
    """Tell what only looks like an actor: "took them hostage", "stood firm"."""
    alone = not any(child.dep_ in {"det", "poss"} for child in token.lefts)
    before = token.nbor(-1) if token.i else token
    stands = token.lower_ == "firm" and before.lemma_ in _STANDING
    return alone and (
        stands or (token.lower_ in {"hostage", "captive", "prisoner"} and token.head.lemma_ in _TAKING)
    )


def _is_predicate(token: Token) -> bool:
    """Tell the noun that says what somebody is ("served as director") from one that means an actor."""
    return token.dep_ == "pobj" and token.head.lower_ == "as" and token.tag_ == "NN"


def _read(cast: Cast, token: Token, phrase: tuple[int, RoleNoun], knowledge: Knowledge) -> Nominal:
    first, noun = phrase
    owner = owner_of(cast, token, knowledge)
    ahead = title_at(cast.parse, token.i, knowledge)
    behind = title_before(cast.parse, token.i + 1, knowledge)
    title = None
    if ahead and ahead[0] > token.i + 1:
        title = ahead[1].words
        cast.spoken_for.update(range(token.i, ahead[0]))
    elif behind and behind[0] < token.i:
        title = behind[1].words
    inside = title.split() if title else []
    kinds = tuple(
        child.lemma_.lower()
        for child in token.children
        if child.dep_ == "compound"
        and child.i < first
        and child.i not in owner.tokens
        and child.lower_ not in inside
        and child.is_alpha
    )
    if owner.country is None and (alpha3 := _country_of_government(cast, (*kinds, *noun.lemma.split()))):
        owner = Owner(alpha3, owner.sector, owner.name, tokens=owner.tokens)
    return Nominal(token, first, noun, title, kinds, owner)


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
    counted = _quantity_over(token) is not None
    return counted or any(_is_fresh(token.doc[mention.head]) for mention in known.mentions)


def _new(cast: Cast, nominal: Nominal) -> Entity:
    owner, noun = nominal.owner, nominal.noun
    sector = sector_of_nominal(noun, owner)
    if sector == Sector.GOVERNMENT.value and any(c.lower_ in _OUT_OF_OFFICE for c in nominal.token.lefts):
        sector = Sector.ELITE.value
    kind = EntityType.PERSON if nominal.is_one_person else noun.type
    if kind is EntityType.GOVERNMENT and sector in ARMED:
        kind = EntityType.ARMED_GROUP
    entity = cast.unknown(f"nominal {nominal.token.i}", _phrase(nominal), kind, "nominal:role-noun")
    entity.id = f"sw:generic/{owner.country or '-'}/{sector or '-'}/{nominal.slug}"
    entity.country, entity.sector = owner.country, sector
    return entity


def _country_of_government(cast: Cast, kinds: tuple[str, ...]) -> str | None:
    """Return the country of "the administration official" where the text has spoken of one administration only."""
    nouns = GOVERNING.intersection(kinds)
    countries = {
        entity.country
        for entity in cast.by_key.values()
        if nouns and entity.type is EntityType.GOVERNMENT and entity.country
        and any(cast.parse[mention.head].lower_ in nouns for mention in entity.mentions)
    }  # fmt: skip
    return next(iter(countries)) if len(countries) == 1 else None


def _first(nominal: Nominal) -> int:
    """Return the first token of the noun's own words: modifiers, but no article and no possessor."""
    parse = nominal.token.doc
    first = min([nominal.first, *(c.i for c in nominal.token.lefts if c.dep_ in MODIFIERS)])
    while first > 0 and parse[first].ent_iob_ == "I" and parse[first - 1].pos_ != "DET":
        first -= 1
    while first > 1 and parse[first - 1].text == "-" and not parse[first - 1].whitespace_:
        first -= 2
    return first


def _phrase(nominal: Nominal) -> str:
    parse = nominal.token.doc
    return " ".join(parse[_first(nominal) : nominal.token.i + 1].text.split())


def _mention(cast: Cast, entity: Entity, nominal: Nominal) -> None:
    token = nominal.token
    start, end = cast.parse[_first(nominal)].idx, token.idx + len(token)
    cast.add(entity, Mention(start, end, MentionForm.NOMINAL, token.i))
    # "Thousands of protesters marched": the verb's subject is the number, and it means the protesters.
    quantity = _quantity_over(token)
    while quantity is not None:
        cast.add(entity, Mention(quantity.idx, end, MentionForm.NOMINAL, quantity.i))
        quantity = _quantity_over(quantity)


def _quantity_over(token: Token) -> Token | None:
    """Return the "thousands" of "thousands of protesters"."""
    of = token.head
    return of.head if of.lower_ == "of" and of.head.lower_ in _QUANTITIES and of.head.i < of.i else None
