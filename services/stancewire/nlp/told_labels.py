"""What a name is by its own words and its neighbours: a person, and whichever rule tells first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from stancewire.nlp.coreference_words import given_names
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_labels import (
    BODY_ENDINGS,
    MAKERS,
    Label,
    acronym,
    body_by_company,
    body_by_words,
    place_by_company,
    place_by_words,
)
from stancewire.nlp.role_phrases import role_noun_of
from stancewire.nlp.titles import HONORIFICS
from stancewire.nlp.tree import Doc, Span, Token
from stancewire.nlp.word_index import tokens_of
from stancewire_schemas.codes import EntityType


def _person_by_company(parse: Doc, name: Label, knowledge: Knowledge) -> str | None:
    """Read "Knox Thames, the special adviser", "Mr Toccafondi" and "23-year-old Vishwanand Subryan" as people."""
    if name.label in {"PERSON", "NORP"}:
        return None
    size = name.end - name.start
    words = parse[name.start : name.end]
    plain = size <= 3 and all(token.is_title and token.is_alpha for token in parse.tokens[name.start : name.end])
    if not plain or words[-1].lower_ in BODY_ENDINGS or _is_body_noun(words[-1], knowledge):
        return None
    before = parse[name.start - 1].lower_ if name.start else ""
    if before in HONORIFICS or (name.label == "ORG" and (before == "old" or _has_age(parse, name.end))):
        return "PERSON"
    if size > 1 and name.label == "ORG" and (_is_given(words[0]) or is_apposed_person(words, knowledge)):
        return "PERSON"
    return None


def _has_age(parse: Doc, end: int) -> bool:
    """Tell whether an age follows between commas: "Paris Kyriakides, 23, said"."""
    behind = parse.tokens[end : end + 3]
    in_commas = len(behind) == 3 and behind[0].text == "," and behind[2].text in {",", "."}
    return in_commas and behind[1].is_digit and 1 < len(behind[1]) < 4


def _known_person(parse: Doc, name: Label, knowledge: Knowledge) -> str | None:
    """Read "Pelosi", taken for a body, as the one person of this surname that the world speaks of."""
    token = parse[name.start]
    if name.label != "ORG" or name.end - name.start > 1 or not token.is_title or token.dep_ in {"compound", "nmod"}:
        return None
    if len(knowledge.people_called(token.text)) != 1 or tokens_of(parse, token.lower_):
        return None
    before = parse[name.start - 1].lower_ if name.start else ""
    trade = before in MAKERS or (knowledge.role_noun(before) is not None and knowledge.title(before) is None)
    return None if trade or knowledge.title(f"{token.lower_} minister") else "PERSON"


def _is_given(token: Token) -> bool:
    return token.text in given_names()


def is_apposed_person(words: Span, knowledge: Knowledge) -> bool:
    """Tell whether a person's trade or post follows: "Siemoniak, a former coordinator"."""
    for child in words[-1].children:
        if child.dep_ == "appos" and child.i >= words.end and child.tag_ in {"NN", "NNP"}:
            noun = role_noun_of(child, knowledge)
            return noun is not None and noun.unit == "person"
    return False


def _is_body_noun(token: Token, knowledge: Knowledge) -> bool:
    noun = knowledge.role_noun(token.lower_)
    return noun is not None and noun.unit == "body" and noun.type is not EntityType.POPULATION


_RULES: Final[tuple[Callable[[Doc, Label, Knowledge], str | None], ...]] = (
    body_by_words,
    body_by_company,
    place_by_words,
    _person_by_company,
    place_by_company,
    acronym,
    _known_person,
)


def told_label(parse: Doc, name: Label, knowledge: Knowledge) -> str:
    """Return the label that the first rule tells, else the name's own."""
    return next((label for rule in _RULES if (label := rule(parse, name, knowledge))), name.label)
