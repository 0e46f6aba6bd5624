"""When two ways to write a party mean the same to a scorer, and how a party is written in a prediction."""

from __future__ import annotations

import re
from typing import Final

from stancewire_schemas import EnrichedArticleV1
from stancewire_schemas.codes import MentionForm
from stancewire_schemas.enriched_article import EntityV1

_WORD: Final = re.compile(r"\w+")
_SMALL_WORDS: Final = frozenset({"the", "a", "an", "of", "its", "his", "her", "their", "s"})


def words(name: str) -> frozenset[str]:
    """Return the words of a name that count."""
    return frozenset(_WORD.findall(name.casefold())) - _SMALL_WORDS


def same_party(gold: str, found: str) -> bool:
    """Tell whether two strings can name one party: one's words lie within the other's, or half are shared."""
    one, other = words(gold), words(found)
    if not one or not other:
        return gold.casefold() == found.casefold()
    return one <= other or other <= one or 2 * len(one & other) >= len(one | other)


def entities_by_ref(record: EnrichedArticleV1) -> dict[str, EntityV1]:
    """Return the entities of a record by ref."""
    return {entity.ref: entity for entity in record.entities}


def as_written(entity: EntityV1, at: int) -> str:
    """Return the mention nearest to a place of the text; a pronoun only where the entity has nothing else."""
    spoken = [mention for mention in entity.mentions if mention.form != MentionForm.PRONOUN]
    return min(spoken or entity.mentions, key=lambda m: (abs(m.start - at), m.start)).text


def all_written(entity: EntityV1) -> list[str]:
    """Return every wording of an entity in the text, each once, in order of the alphabet."""
    return sorted({mention.text for mention in entity.mentions})
