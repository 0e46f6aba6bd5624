"""Gives people what the text says they are: role words, country and sector, and the nouns that mean them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from stancewire.nlp.cast import Cast
from stancewire.nlp.document import Entity, Mention
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.names import Name
from stancewire.nlp.sectors import sector_of_role
from stancewire.nlp.spans import words
from stancewire.nlp.told_roles import Role, role_before, roles_beside
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, MentionForm

_BODIES: Final = frozenset({EntityType.ORGANISATION, EntityType.ARMED_GROUP})


def take_roles(cast: Cast, names: Iterable[Name], knowledge: Knowledge) -> list[Role]:
    """Return the roles beside a person's names, in order, and keep their title words from being other actors."""
    roles: list[Role] = []
    for name in names:
        before = role_before(cast.parse, name.start, knowledge)
        beside = roles_beside(cast.parse, name.start, name.end, knowledge)
        roles.extend(role for role in beside if not before or role.head != before.head)
        if before:
            roles.append(before)
    cast.spoken_for.update(index for role in roles for index in role.title_tokens)
    return sorted(roles, key=lambda role: role.start)


def add_roles(cast: Cast, entity: Entity, roles: Sequence[Role], knowledge: Knowledge) -> None:
    """Set the person's role, country and sector from its first roles, and add the nouns that stand for it."""
    # "Her opponent, Representative Todd Kessler": a title says more than a noun.
    for role in sorted(roles, key=lambda role: role.title is None):
        head = cast.parse[role.head]
        if not _is_prenominal(cast, entity, head):
            cast.add(entity, _nominal(cast, role, head))
        if _is_of_another_country(cast, role, entity):
            entity.id, entity.country, entity.sector = None, country_of_role(cast, role), None
            entity.why = "person:namesake"
        entity.role = entity.role or words(cast.parse, role.start, role.end)
        entity.country = entity.country or country_of_role(cast, role)
        entity.sector = entity.sector or _sector_of(cast, role, knowledge)


def _is_of_another_country(cast: Cast, role: Role, entity: Entity) -> bool:
    """Tell whether an adjective makes a person known by name a namesake: "Italian cyclist Donald Trump"."""
    told = [
        cast.country_at[index]
        for index in range(role.start, role.end)
        if index in cast.country_at and cast.parse[index].tag_ == "JJ" and cast.parse[index + 1].text != "-"
    ]
    return entity.country is not None and bool(told) and entity.country not in told


def _is_prenominal(cast: Cast, entity: Entity, head: Token) -> bool:
    """Tell whether the noun only stands before the name: in "President Trump" the name's mention says all."""
    return head.dep_ in {"compound", "nmod", "amod"} and cast.by_head.get(head.head.i) is entity


def _nominal(cast: Cast, role: Role, head: Token) -> Mention:
    first = min(role.start, head.i)
    return Mention(cast.parse[first].idx, head.idx + len(head), MentionForm.NOMINAL, head.i)


def _sector_of(cast: Cast, role: Role, knowledge: Knowledge) -> str | None:
    title, noun = role.title, role.noun
    # The title of an "insurgent commander" is a soldier's.
    narrower = noun is not None and " " in noun.lemma and (title is None or len(noun.lemma) > len(title.words))
    told = (noun and noun.sector) if narrower or title is None or title.sector is None else title.sector
    body = _body_in(cast, role, knowledge)
    return sector_of_role(told.value if told else None, has_body=body is not None, body=body[0] if body else None)


def _body_in(cast: Cast, role: Role, knowledge: Knowledge) -> tuple[str | None] | None:
    """Return the sector of the body that the words of a role name, as a tuple of one; None where they name none."""
    mark = role.start - 1
    owned = mark > 0 and cast.parse[mark].tag_ == "POS"
    for index in (*range(role.start, role.end), *((mark - 1,) if owned else ())):
        entity = cast.by_head.get(index)
        if entity is not None and entity.type in _BODIES and index not in role.title_tokens:
            return (entity.sector,)
    if role.start and cast.parse[role.start - 1].lower_ in {"its", "their"} and not _of_a_state(role):
        return (None,)
    noun = knowledge.role_noun(cast.parse[mark - 1].lower_) if owned else None
    return (noun.sector.value,) if noun and noun.unit == "body" and noun.sector else None


def _of_a_state(role: Role) -> bool:
    """Tell a post that countries have ("foreign minister") from one that any body has ("chairman")."""
    return role.title is not None and role.title.needs_country


def country_of_role(cast: Cast, role: Role) -> str | None:
    """Return the country that the words of a role name, or whose possessor stands just before them."""
    before = [role.start - 2] if role.start > 1 and cast.parse[role.start - 1].tag_ == "POS" else []
    tokens = (*range(role.start, role.end), *before)
    told = next((cast.country_at[index] for index in tokens if index in cast.country_at), None)
    places = (index for index in tokens if index in cast.place_at and not _is_abode(cast.parse[index]))
    return told or next((cast.place_at[index] for index in places), None)


def _is_abode(token: Token) -> bool:
    """Tell where somebody lives or works from what one is of: "an exile in Algiers" is no Algerian."""
    return token.dep_ == "pobj" and token.head.lower_ not in {"of", "for"}
