"""Whom "the president", "the minister" and "the UN chief" mean: the one named before who holds the post."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.post_words import names_post, post_words
from stancewire.nlp.salience import SAME_HEAD_WINDOW, WINDOW, latest
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType

_RULING: Final = frozenset({"GOV", "ELI"})


def holder(
    token: Token, own: Entity, same: Entity | None, discourse: Discourse, knowledge: Knowledge
) -> Entity | None:
    """Return who "the president" is; in a text that tells of the country's own, no president of a court."""

    def governs(found: Antecedent) -> bool:
        ruling = found.entity is not None and found.entity.sector in _RULING
        ours = found.entity is not None and not _is_of_a_body(found.entity, token, discourse)
        return ruling and ours and _has_post(token, found, own, discourse, knowledge)

    def has_post(found: Antecedent) -> bool:
        return _has_post(token, found, own, discourse, knowledge)

    found = same or latest(token, discourse, has_post, discourse.before(token, WINDOW))
    if found is None or (found.sector in _RULING and not _is_of_a_body(found, token, discourse)):
        return found
    return latest(token, discourse, governs, discourse.before(token, SAME_HEAD_WINDOW)) or found


def _is_of_a_body(entity: Entity, token: Token, discourse: Discourse) -> bool:
    """Tell whether the text introduced somebody as a body's own: "Its president, Malgorzata Manowska"."""
    posts = (discourse.document.parse[mention.head] for mention in entity.mentions)
    return any(p.lower_ == token.lower_ and any(c.lower_ in {"its", "their"} for c in p.lefts) for p in posts)


def head_of_body(token: Token, own: Entity, discourse: Discourse, knowledge: Knowledge) -> Entity | None:
    """Return whom "the UN chief" or "the Wagner boss" means: the one named before whose post is of that body."""
    bodies = [child.text for child in token.lefts if child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN"]
    earlier = discourse.before(token, WINDOW)
    if len(bodies) != 1:
        return latest(token, discourse, lambda found: _has_post(token, found, own, discourse, knowledge), earlier)
    return latest(token, discourse, lambda found: bodies[0] in _posts(found, discourse, knowledge), earlier)


def _posts(found: Antecedent, discourse: Discourse, knowledge: Knowledge) -> list[str]:
    """Return the words of the posts that an earlier person holds, by the text and on the day."""
    entity, published = found.entity, discourse.document.published
    if entity is None or entity.type is not EntityType.PERSON or not found.named:
        return []
    entry = knowledge.by_id(entity.id) if entity.id else None
    office = knowledge.office_at(entry, published.date()) if entry and published else None
    return [*(entity.role or "").split(), *(office.title.split() if office else ())]


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
    return any(names_post(post_words(token), post) for post in posts)
