"""Organs of state that a text about one country calls by their kind alone: "the army", "the foreign ministry"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp.cast import Cast
from stancewire.nlp.nominal_phrases import Nominal
from stancewire.nlp.owners import Owner
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_ORGANS: Final = word_set(
    "army military navy government parliament senate cabinet police gendarmerie judiciary treasury legislature"
)
_ORGANS_OF_TWO: Final = frozenset({
    "air force", "armed force", "armed forces", "coast guard", "central bank", "federal government",
    "central government", "supreme court", "constitutional court", "electoral commission",
    "election commission", "security force", "security forces", "defence force",
    "defense force", "defence forces", "defense forces", "national guard",
    "national assembly", "constitutional council", "border police", "federal police", "riot police",
})  # fmt: skip
_ENDINGS: Final = (" ministry",)
# Those of whom a country has many are at home there too, but are no single body.
_MANY: Final = word_set("authorities police troops lawmakers prosecutors soldiers")
_OUTSIDE: Final = word_set(
    "foreign international local regional provincial municipal district city state county village allied coalition "
    "neighbouring neighboring rival enemy opposing other another former private military-backed rebel tribal "
    "islamic"
)


def at_home(cast: Cast, nominal: Nominal) -> Nominal:
    """Return the nominal as one of the country that the text is mostly about, where nothing says whose it is.

    Not where its sentence names another country before it. An army is the country's own body; of police and
    soldiers, of whom there are many, only the country is known.
    """
    home = cast.mainland
    if home is None or nominal.owner != Owner() or not _is_organ(nominal) or _is_of_another(nominal.token):
        return nominal
    before = range(nominal.token.sent.start, nominal.token.i)
    if any(cast.country_at.get(index, home) != home for index in before):
        return nominal
    if any(c.lower_ != "the" and c.dep_ in {"det", "poss", "nummod"} for c in nominal.token.lefts):
        return nominal
    single = nominal.noun.unit == "body" and nominal.token.lower_ not in _MANY and not _is_within(nominal.token)
    return replace(nominal, owner=Owner(home, is_country=single))


def _is_organ(nominal: Nominal) -> bool:
    lemma = nominal.noun.lemma
    known = lemma in _ORGANS or lemma in _ORGANS_OF_TWO or lemma.endswith(_ENDINGS)
    return known or nominal.token.lower_ in _MANY or _is_forces(nominal.token)


def _is_forces(token: Token) -> bool:
    return token.lower_ == "forces" and any(child.lower_ in {"security", "armed"} for child in token.lefts)


def _is_within(token: Token) -> bool:
    """Tell "army" of "army officers", who are of it, from the army itself."""
    return token.dep_ in {"compound", "nmod", "amod"}


def _is_of_another(token: Token) -> bool:
    """Tell whether words beside the noun say that it is not the country's own, or which part of it."""
    if any(child.lower_ in _OUTSIDE for child in token.lefts):
        return True
    return any(child.dep_ in {"prep", "appos"} and child.lower_ in {"of", "from", "in"} for child in token.rights)
