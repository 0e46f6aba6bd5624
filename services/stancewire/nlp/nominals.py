"""Actors that the text calls by what they are: "Venezuelan troops", "protesters", "the administration official"."""

from __future__ import annotations

from spacy.tokens import Token

from stancewire.nlp.cast import Cast
from stancewire.nlp.document import Mention
from stancewire.nlp.knowledge import Knowledge, RoleNoun
from stancewire_schemas.codes import EntityType, MentionForm


def add_nominals(cast: Cast, knowledge: Knowledge) -> None:
    """Add an entity for each distinct role noun with its modifiers; repeats of the same words are one entity."""
    for token in cast.parse:
        if token.pos_ != "NOUN" or token.i in cast.by_head:
            continue
        noun = knowledge.role_noun(token.lemma_) or knowledge.role_noun(token.lower_)
        if noun is not None and token.dep_ != "compound":
            _add(cast, token, noun, knowledge)


def _add(cast: Cast, token: Token, noun: RoleNoun, knowledge: Knowledge) -> None:
    country = _country_of(cast, token, knowledge)
    slug = _slug(token, noun)
    sector = noun.sector.value if noun.sector else None
    key = f"sw:generic/{country or '-'}/{sector or '-'}/{slug}"
    entity = cast.unknown(key, _phrase(token), noun.type, "nominal:role-noun")
    entity.id, entity.country, entity.sector = key, country, sector
    first = min([token.i, *(child.i for child in token.children if child.dep_ in {"amod", "compound", "nmod"})])
    start = cast.parse[first].idx
    cast.add(entity, Mention(start, token.idx + len(token), MentionForm.NOMINAL, token.i))


def _slug(token: Token, noun: RoleNoun) -> str:
    kinds = [c.lemma_.lower() for c in token.children if c.dep_ == "compound" and not c.ent_type_]
    return "-".join([*kinds, noun.lemma.replace(" ", "-")])


def _phrase(token: Token) -> str:
    words = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod"}]
    return " ".join(t.text for t in [*words, token])


def _country_of(cast: Cast, token: Token, knowledge: Knowledge) -> str | None:
    """Return the country that a modifier or possessor names."""
    for child in token.children:
        if child.dep_ in {"amod", "compound", "nmod", "poss"}:
            owner = cast.by_head.get(child.i)
            alpha3 = knowledge.demonym(child.text) or (
                owner.country if owner and owner.type is EntityType.COUNTRY else None
            )
            if alpha3:
                return alpha3
        if child.dep_ == "prep":
            for inner in child.children:
                owner = cast.by_head.get(inner.i)
                if inner.dep_ == "pobj" and owner and owner.type is EntityType.COUNTRY:
                    return owner.country
    return None
