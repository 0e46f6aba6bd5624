"""Halves of a divided land: "the North" and "the South" where the text is about the Koreas."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.discourse import Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType

_HALVES: Final = {"north": "PRK", "south": "KOR"}
_STATES: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT})


def half_of(token: Token, discourse: Discourse) -> Entity | None:
    """Return the state that "the North" or "the South" means, where the text names it; else None."""
    code = _HALVES.get(token.lower_)
    bare = token.dep_ not in {"compound", "nmod", "amod"}
    if code is None or not token.is_title or not bare or not any(c.lower_ == "the" for c in token.lefts):
        return None
    named = (e for e in discourse.document.entities if e.country == code and e.type in _STATES)
    return next(named, None)
