"""People called by their age alone: "the 44-year-old" is the one named before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.definite_nouns import is_definite
from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.salience import WINDOW, latest
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_of
from stancewire_schemas.codes import EntityType

_PLACES: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "conj"})


def ages_as_names(parse: Doc) -> Iterator[Token]:
    """Yield each "old" that heads a phrase of its own and points back: "freed the 52-year-old"."""
    for token in tokens_of(parse, "old"):
        if token.dep_ in _PLACES and token.pos_ == "ADJ" and is_definite(token) and _counts_years(token):
            yield token


def _counts_years(old: Token) -> bool:
    return any(child.lower_ in {"year", "month"} and child.dep_ == "npadvmod" for child in old.lefts)


def person_of_age(token: Token, discourse: Discourse) -> Entity | None:
    """Return the person that such a phrase takes up; None where two stand out alike."""
    return latest(token, discourse, _is_named_person, discourse.before(token, WINDOW))


def _is_named_person(found: Antecedent) -> bool:
    return found.entity is not None and found.entity.type is EntityType.PERSON and found.named
