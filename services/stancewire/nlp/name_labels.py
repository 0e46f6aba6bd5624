"""What a name is by its own words and its neighbours: a place, a body, a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.coreference_words import given_names
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.role_phrases import role_noun_of
from stancewire.nlp.titles import HONORIFICS
from stancewire.nlp.tree import Doc, Span, Token
from stancewire.nlp.word_index import tokens_of
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, Sector

PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
PLACE_ENDINGS: Final = word_set(
    "province county governorate oblast prefecture district region peninsula island islands bay valley river "
    "street avenue road desert sea strait lake mountains airport village township shoal reef atoll archipelago "
    "canal plateau temple"
)
DIVISIONS: Final = word_set(
    "province region oblast state governorate district county prefecture department territory canton "
    "krai voivodeship emirate raion"
)
SHIPS: Final = word_set("uss hms hmas hmcs hmnzs fs ins mv mt rfa usns uscgc rms brp kri roks tcg")
_PLACE_BEGINNINGS: Final = word_set("camp fort mount lake cape port mt. ft.")
_KINDS_OF_PLACE: Final = word_set(
    "town city village province district region port suburb island capital county outskirts mayor township hamlet "
    "municipality neighbourhood neighborhood"
)
_SURE_BODIES: Final = word_set(
    "inc inc. corp corp. ltd ltd. llc plc fc group bank holdings university college institute foundation "
    "company bros partners securities motors airlines airways industries studios hospital advisors "
    "associates consulting trading energy cement petroleum mining insurance shipping steel chemicals "
    "foods seafood analytics insights semiconductors aerospace pharma biotech robotics labs software "
    "networks telecom telecommunications electronics brands restaurants ventures technologies "
    "entertainment pharmaceuticals therapeutics logistics ministry commission committee association"
)
_OF_PLACES: Final = word_set("bank group hospital studios foundation holdings company college")
BODY_ENDINGS: Final = _SURE_BODIES | word_set(
    "co party union press times post news brothers capital stores media records pictures church school center "
    "centre club team police"
)
_OF_FIRMS: Final = word_set(
    "data shares stock sales revenue earnings shareholders bonds factories customers subsidiary"
)
EXPERTS: Final = word_set(
    "analyst economist strategist trader broker manager researcher scientist professor lecturer fellow director "
    "partner spokesman spokeswoman spokesperson executive president chairman head officer editor lawyer attorney "
    "expert meteorologist seismologist geologist epidemiologist reporter correspondent"
)
MAKERS: Final = word_set("miner refiner planemaker brewer distiller utility operator producer builder developer")
WHERE: Final = frozenset({"in", "at", "near", "on", "from", "to"})


@dataclass(frozen=True, slots=True)
class Label:
    """A name in the making: tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    label: str


def _place_by_words(parse: Doc, name: Label, _: Knowledge) -> str | None:
    """Read "Anbar Province", "Fort Campbell", "Camp Hurriya" and "the town of Yeoncheon"."""
    if name.label not in {"ORG", "PERSON"}:
        return None
    words = [token.lower_ for token in parse.tokens[name.start : name.end]]
    if len(words) > 1 and name.label == "PERSON" and words[-1] == "city":
        return "GPE"
    if len(words) > 1 and (words[-1] in PLACE_ENDINGS or words[0] in _PLACE_BEGINNINGS):
        return "LOC"
    if _is_based_there(parse, name):
        return "GPE"
    return "GPE" if told_by_kind(parse, name) and len(words) < 4 else None


def _is_based_there(parse: Doc, name: Label) -> bool:
    """Tell the town of "the Bagsvaerd-based drugmaker"."""
    behind = parse.tokens[name.end : name.end + 2]
    return len(behind) == 2 and behind[0].text == "-" and behind[1].lower_ in {"based", "born"}


def _place_by_company(parse: Doc, name: Label, _: Knowledge) -> str | None:
    """Read "Sarmin" as a town in "in Qamenas, Sarmin and Talamenes", where another of the row is one."""
    if name.label not in {"ORG", "PERSON"} or name.end - name.start > 2:
        return None
    token, steps = parse[name.end - 1], 0
    while token.dep_ == "conj" and steps < 8:
        token, steps = token.head, steps + 1
        if token.ent_type_ not in PLACES:
            return None
    where = token.dep_ == "pobj" and token.head.lower_ in WHERE
    return "GPE" if steps and where and given_names().get(parse[name.start].text) is None else None


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


def _has_age(parse: Doc, end: int) -> bool:
    """Tell whether an age follows between commas: "Paris Kyriakides, 23, said"."""
    behind = parse.tokens[end : end + 3]
    in_commas = len(behind) == 3 and behind[0].text == "," and behind[2].text in {",", "."}
    return in_commas and behind[1].is_digit and 1 < len(behind[1]) < 4


def _body_by_words(parse: Doc, name: Label, _: Knowledge) -> str | None:
    """Read "Gordon Advisors" as a firm."""
    if name.end - name.start == 1 or name.label == "ORG":
        return None
    # "West Bank" is no bank.
    endings = _SURE_BODIES if name.label == "PERSON" else _SURE_BODIES - _OF_PLACES
    return "ORG" if parse[name.end - 1].lower_ in endings else None


def _body_by_company(parse: Doc, name: Label, knowledge: Knowledge) -> str | None:
    """Read "drugmaker Valeo" and "Leapmotor sales" as firms, which the model takes for people."""
    if name.label == "PERSON" and _employs(parse[name.end - 1]):
        return "ORG"
    if name.label != "PERSON" or name.end - name.start > 1 or not parse[name.start].is_title:
        return None
    before = parse[name.start - 1] if name.start else None
    noun = knowledge.role_noun(before.lower_) if before is not None and before.is_lower else None
    if noun is not None and noun.unit == "body" and noun.sector is Sector.BUSINESS and before is not None:
        return "ORG" if before.head is parse[name.start] else None
    last = parse[name.start]
    if _is_in_row_of_bodies(last) and not knowledge.people_called(last.text):
        return "ORG"
    return "ORG" if last.dep_ == "compound" and last.head.lower_ in _OF_FIRMS else None


def _employs(head: Token) -> bool:
    """Tell the firm of "her lawyers at Stephenson Harwood": nobody works at a person."""
    return head.dep_ == "pobj" and head.head.lower_ == "at" and head.head.head.lemma_.lower() in EXPERTS


def _is_in_row_of_bodies(token: Token) -> bool:
    beside = [token.head] if token.dep_ == "conj" else []
    beside.extend(child for child in token.rights if child.dep_ == "conj")
    return bool(beside) and all(other.ent_type_ == "ORG" for other in beside)


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


def _acronym(parse: Doc, name: Label, _: Knowledge) -> str | None:
    """Read two to five capitals as a body, not a person, unless the whole line is in capitals."""
    token = parse[name.start]
    short = name.end - name.start == 1 and token.is_upper and token.is_alpha and 2 < len(token) < 6
    if not short or name.label != "PERSON":
        return None
    beside = [parse[i] for i in (name.start - 1, name.end) if 0 <= i < len(parse) and parse[i].is_alpha]
    shouted = bool(beside) and all(t.is_upper and len(t) > 1 for t in beside)
    return None if shouted else "ORG"


def told_by_kind(parse: Doc, name: Label) -> bool:
    """Tell whether a word says that it is a place: "the island of Qeshm"."""
    if name.start < 2 or parse.tokens[name.start - 1].lower_ != "of":
        return False
    return parse.tokens[name.start - 2].lower_ in _KINDS_OF_PLACE


def told_by_kind_word(noun: Token) -> bool:
    """Tell whether a noun is a word for a kind of place: "town", "island"."""
    return noun.lower_ in _KINDS_OF_PLACE


_RULES: Final[tuple[Callable[[Doc, Label, Knowledge], str | None], ...]] = (
    _body_by_words,
    _body_by_company,
    _place_by_words,
    _person_by_company,
    _place_by_company,
    _acronym,
    _known_person,
)


def told_label(parse: Doc, name: Label, knowledge: Knowledge) -> str:
    """Return the label that the first rule tells, else the name's own."""
    return next((label for rule in _RULES if (label := rule(parse, name, knowledge))), name.label)
