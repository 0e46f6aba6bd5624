"""Bodies whose name stands beside the noun that says what they are: "the Gulf Clan, a drug cartel"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.cast import Cast
from stancewire.nlp.coreference_words import anaphor_types
from stancewire.nlp.document import Entity
from stancewire.nlp.knowledge import RoleNoun
from stancewire.nlp.nominal_phrases import BODIES, Nominal
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, MentionForm

_PART_OF_A_BODY: Final = frozenset({
    "leadership", "board", "team", "office", "branch", "unit", "wing", "cell", "campaign", "committee",
    "council", "court", "website", "site", "channel", "fund", "project", "station", "platform", "programme",
    "program", "force", "army", "police", "department",
})  # fmt: skip


def capital_name(cast: Cast, nominal: Nominal) -> str | None:
    """Return the name that capitals make of a body's noun ("the Labour Party"), where the model saw none."""
    last = nominal.token.i
    if nominal.noun.unit != "body" or nominal.token.pos_ != "PROPN" or nominal.owner.is_country:
        return None
    first = last
    while first > 0 and cast.parse[first - 1].pos_ in {"PROPN", "ADJ"} and cast.parse[first - 1].is_title:
        first -= 1
    return cast.parse.text_of(first, last + 1) if first < last else None


def named_body(cast: Cast, token: Token, first: int, noun: RoleNoun) -> Entity | None:
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


def body_apposed_to(cast: Cast, token: Token, noun: RoleNoun) -> Entity | None:
    """Return the body that a noun in apposition describes: "the Gulf Clan, a drug cartel,"."""
    if noun.unit != "body" or token.dep_ != "appos" or token.tag_ != "NN":
        return None
    entity = cast.by_head.get(token.head.i)
    named = entity is not None and any(
        m.head == token.head.i and m.form is MentionForm.NAME for m in entity.mentions
    )
    told = any(child.dep_ == "det" for child in token.lefts)
    return entity if entity is not None and named and told and entity.type in BODIES else None


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
