"""A role noun in the text with what its own words tell: which kind of actor, whose, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.nlp.cast import Cast
from stancewire.nlp.knowledge import Knowledge, RoleNoun
from stancewire.nlp.owners import GOVERNING, Owner, owner_of
from stancewire.nlp.titles import title_at, title_before
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType

BODIES: Final = frozenset({EntityType.ORGANISATION, EntityType.ARMED_GROUP, EntityType.GOVERNMENT})
MODIFIERS: Final = frozenset({"amod", "compound", "nmod"})
_QUANTITIES: Final = frozenset({
    "thousand", "thousands", "hundreds", "dozens", "scores", "tens", "millions", "dozen", "number", "handful",
    "majority", "crowd", "crowds", "hundred", "couple", "group", "groups", "hordes", "throngs", "array", "lots",
})  # fmt: skip


@dataclass(slots=True)
class Nominal:
    """A role noun in the text with what its words tell: kind, own words, owner, number.

    Its words begin at `begin`, with modifiers, but no article and no possessor.
    """

    token: Token
    begin: int
    noun: RoleNoun
    title: str | None
    kinds: tuple[str, ...]
    owner: Owner
    is_many: bool

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
    def is_one_person(self) -> bool:
        """Whether it speaks of a single person; "militant" of "militant attack" speaks of a group."""
        of_group = self.noun.type is EntityType.ARMED_GROUP and self.token.dep_ in MODIFIERS
        return self.noun.unit == "person" and not self.is_many and not of_group


def read_nominal(cast: Cast, token: Token, phrase: tuple[int, RoleNoun], knowledge: Knowledge) -> Nominal:
    """Return what the words around a role noun tell; they are kept from being other actors."""
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
    return Nominal(token, _begin(token, first), noun, title, kinds, owner, _is_many(token, first, noun))


def _is_many(token: Token, first: int, noun: RoleNoun) -> bool:
    """Tell whether the words are a plural, whatever the tagger says of "servicemen" and "prisoners of war"."""
    plural_tag = token.tag_ in {"NNS", "NNPS"}
    if noun.singular is None or noun.plural in {None, noun.singular}:
        return noun.plural_only or plural_tag
    words = token.doc.text_of(first, token.i + 1).lower()
    return words == noun.plural or (words != noun.singular and plural_tag)


def _country_of_government(cast: Cast, kinds: tuple[str, ...]) -> str | None:
    """Return the country of "the administration official" where the text has spoken of one administration only."""
    nouns = GOVERNING.intersection(kinds)
    if not nouns:
        return None
    countries = {
        entity.country
        for entity in cast.by_key.values()
        if entity.type is EntityType.GOVERNMENT and entity.country
        and any(cast.parse[mention.head].lower_ in nouns for mention in entity.mentions)
    }  # fmt: skip
    return next(iter(countries)) if len(countries) == 1 else None


def _begin(token: Token, first: int) -> int:
    """Return the first token of a noun's own words: modifiers, but no article and no possessor."""
    tokens = token.doc.tokens
    for child in token.lefts:
        if child.dep_ in MODIFIERS:
            first = min(first, child.i)
            break
    while first > 0 and tokens[first].ent_iob_ == "I" and tokens[first - 1].pos_ != "DET":
        first -= 1
    while first > 1 and tokens[first - 1].text == "-" and not tokens[first - 1].whitespace_:
        first -= 2
    return first


def words_of(nominal: Nominal) -> str:
    """Return the noun with its modifiers, as the text has them."""
    return " ".join(nominal.token.doc.text_of(nominal.begin, nominal.token.i + 1).split())


def quantity_over(token: Token) -> Token | None:
    """Return the "thousands" of "thousands of protesters"."""
    of = token.head
    return of.head if of.lower_ == "of" and of.head.lower_ in _QUANTITIES and of.head.i < of.i else None
