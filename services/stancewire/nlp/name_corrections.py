"""The model's names put right where their own words or their neighbours tell better, before anything reads them.

The corrected names replace those of the parse, so that entities, places and dates all see the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Span, Token

from stancewire.nlp.coreference_words import given_names
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.owners import GOVERNING
from stancewire.nlp.sports import is_about_sport, plays
from stancewire.nlp.titles import HONORIFICS, role_noun_of
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

_NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
PLACE_ENDINGS: Final = word_set(
    "province county governorate oblast prefecture district region peninsula island islands bay valley river "
    "street avenue road desert sea strait lake mountains airport village township"
)
_PLACE_BEGINNINGS: Final = word_set("camp fort mount lake cape port mt. ft.")
_KINDS_OF_PLACE: Final = word_set("town city village province district region port suburb island capital county")
_NATURE: Final = word_set("hurricane cyclone typhoon storm shuttle comet asteroid spacecraft")
_POSTS: Final = word_set("governor ceo secretary president spokesman spokeswoman chairman official officials coach")
_SURE_BODIES: Final = word_set(
    "inc inc. corp corp. ltd ltd. llc plc fc group bank holdings university college institute foundation company "
    "bros partners securities motors airlines airways industries studios hospital advisors associates consulting "
    "technologies entertainment pharmaceuticals therapeutics logistics ministry commission committee association"
)
_OF_PLACES: Final = word_set("bank group hospital studios foundation holdings company college")
_BODY_ENDINGS: Final = _SURE_BODIES | word_set(
    "co party union press times post news brothers capital stores media records pictures church school center "
    "centre club team police"
)
_WHERE: Final = frozenset({"in", "at", "near", "on", "from", "to"})
_SURE_WHERE: Final = frozenset({"in", "near", "outside", "into", "around", "across", "throughout"})
_BIG: Final = 50_000


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    end: int
    label: str


def correct_names(parse: Doc, knowledge: Knowledge, gazetteer: Gazetteer | None = None) -> None:
    """Set the names of a parse to the corrected ones. A repeat changes nothing more. Linear in the tokens.

    With a gazetteer also the towns that the model takes for people or bodies are found where a place must stand.
    """
    kept: list[_Label] = []
    in_sport = is_about_sport(parse)
    for span in parse.ents:
        label = _Label(span.start, span.end, span.label_)
        corrected = _corrected(parse, label, knowledge, in_sport=in_sport) if span.label_ in _NAMES else label
        if corrected is not None:
            town = gazetteer is not None and _is_town_here(parse, corrected, knowledge, gazetteer)
            kept.append(replace(corrected, label="GPE") if town else corrected)
    surnames = _surnames(parse, kept)
    kept = [_without_title(parse, name, surnames, knowledge) for name in kept]
    kept.extend(_missed_places(parse, kept))
    spans = [Span(parse, name.start, name.end, label=name.label) for name in sorted(kept, key=lambda n: n.start)]
    parse.set_ents(spans, default="outside")


def _corrected(parse: Doc, name: _Label, knowledge: Knowledge, *, in_sport: bool) -> _Label | None:
    name = _without_edges(parse, name)
    if name.start >= name.end or _is_thing(parse, name, knowledge):
        return None
    text = parse[name.start : name.end].text
    if (
        in_sport
        and name.label in _PLACES
        and knowledge.country_named(text) is None
        and plays(parse, name.start, name.end)
    ):
        return replace(name, label="ORG")
    if knowledge.lookup(text):
        return name
    told = next((label for rule in _RULES if (label := rule(parse, name, knowledge))), name.label)
    return replace(name, label=told)


def _without_edges(parse: Doc, name: _Label) -> _Label:
    """Cut at a bracket, drop a leading hyphen, and the critics from "Critics of Scientology"."""
    start, end = name.start, name.end
    bracket = next((t.i for t in parse[start:end] if t.i > start and ("(" in t.text or "[" in t.text)), end)
    end = bracket if ")" not in parse[start:end].text else end
    if parse[start].text in {"-", "–"}:
        start += 1
    opens_sentence = parse[start].is_sent_start and end - start > 2 and parse[start + 1].lower_ == "of"
    if opens_sentence and parse[start].tag_ == "NNS" and name.label == "ORG":
        start += 2
    return _Label(start, end, name.label)


def _is_thing(parse: Doc, name: _Label, knowledge: Knowledge) -> bool:
    """Tell storms and craft, posts ("Virginia Governor"), prizes and "the Polaroid camera" from people."""
    if name.label not in {"PERSON", "ORG", "GPE"}:
        return False
    words = [token.lower_ for token in parse[name.start : name.end]]
    before = parse[name.start - 1].lower_ if name.start else ""
    if words[0] in _NATURE or (before in _NATURE and len(words) < 3):
        return True
    if name.label != "PERSON":
        return False
    last = parse[name.end - 1]
    if len(words) == 1 and last.tag_ == "NNPS":
        return True
    names_post = len(words) > 1 and words[-1].strip(".()[]") in _POSTS
    return names_post or (len(words) == 1 and before in {"the", "a"} and _makes(parse[name.start], knowledge))


def _makes(token: Token, knowledge: Knowledge) -> bool:
    """Tell the make in "the Polaroid camera" from the leader in "the Trump administration"."""
    modifies = token.dep_ in {"compound", "nmod", "amod"} and token.head.tag_ in {"NN", "NNS"}
    return modifies and token.head.lower_ not in GOVERNING and not knowledge.people_called(token.text)


def _place_by_words(parse: Doc, name: _Label, _: Knowledge) -> str | None:
    """Read "Anbar Province", "Fort Campbell", "Camp Hurriya" and "the town of Yeoncheon"."""
    if name.label not in {"ORG", "PERSON"}:
        return None
    words = [token.lower_ for token in parse[name.start : name.end]]
    if len(words) > 1 and (words[-1] in PLACE_ENDINGS or words[0] in _PLACE_BEGINNINGS):
        return "LOC"
    before = parse[max(name.start - 2, 0) : name.start]
    of = len(before) == 2 and before[1].lower_ == "of" and before[0].lower_ in _KINDS_OF_PLACE
    return "GPE" if of and len(words) < 4 else None


def _place_by_company(parse: Doc, name: _Label, _: Knowledge) -> str | None:
    """Read "Sarmin" as a town in "in Qamenas, Sarmin and Talamenes", where another of the row is one."""
    if name.label not in {"ORG", "PERSON"} or name.end - name.start > 2:
        return None
    token, steps = parse[name.end - 1], 0
    while token.dep_ == "conj" and steps < 8:
        token, steps = token.head, steps + 1
        if token.ent_type_ not in _PLACES:
            return None
    where = token.dep_ == "pobj" and token.head.lower_ in _WHERE
    return "GPE" if steps and where and given_names().get(parse[name.start].text) is None else None


def _person_by_company(parse: Doc, name: _Label, knowledge: Knowledge) -> str | None:
    """Read "Knox Thames, the special adviser", "Mr Toccafondi" and "23-year-old Vishwanand Subryan" as people."""
    if name.label in {"PERSON", "NORP"}:
        return None
    size = name.end - name.start
    words = parse[name.start : name.end]
    plain = size <= 3 and all(token.is_title and token.is_alpha for token in words)
    if not plain or words[-1].lower_ in _BODY_ENDINGS or _is_body_noun(words[-1], knowledge):
        return None
    before = parse[name.start - 1].lower_ if name.start else ""
    if before in HONORIFICS or (before == "old" and name.label == "ORG"):
        return "PERSON"
    if size > 1 and name.label == "ORG" and (_is_given(words[0]) or _is_apposed_person(words, knowledge)):
        return "PERSON"
    return None


def _body_by_words(parse: Doc, name: _Label, _: Knowledge) -> str | None:
    """Read "Gordon Advisors" as a firm."""
    if name.end - name.start == 1 or name.label == "ORG":
        return None
    # "West Bank" is no bank.
    endings = _SURE_BODIES if name.label == "PERSON" else _SURE_BODIES - _OF_PLACES
    return "ORG" if parse[name.end - 1].lower_ in endings else None


def _is_town_here(parse: Doc, name: _Label, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    """Tell a known town in the place of one: "in Nyala", whatever the model takes it for."""
    head, joined = parse[name.end - 1], False
    while head.dep_ == "conj":
        head, joined = head.head, True
    strict = name.label in {"PERSON", "NORP"} and not joined
    where = _SURE_WHERE if strict else _SURE_WHERE | _WHERE
    if name.label not in {"PERSON", "ORG", "NORP"} or head.dep_ != "pobj" or head.head.lower_ not in where:
        return False
    text = parse[name.start : name.end].text
    entries = () if knowledge.lookup(text) or knowledge.demonym(text) else gazetteer.candidates(text)[:1]
    return any(entry.kind == "region" or entry.population >= _BIG for entry in entries)


def _is_given(token: Token) -> bool:
    return token.text in given_names()


def _is_apposed_person(words: Span, knowledge: Knowledge) -> bool:
    for child in words[-1].children:
        if child.dep_ == "appos" and child.i >= words.end and child.tag_ in {"NN", "NNP"}:
            noun = role_noun_of(child, knowledge)
            return noun is not None and noun.unit == "person"
    return False


def _is_body_noun(token: Token, knowledge: Knowledge) -> bool:
    noun = knowledge.role_noun(token.lower_)
    return noun is not None and noun.unit == "body" and noun.type is not EntityType.POPULATION


def _acronym(parse: Doc, name: _Label, _: Knowledge) -> str | None:
    """Read two to five capitals as a body, not a person, unless the whole line is in capitals."""
    token = parse[name.start]
    short = name.end - name.start == 1 and token.is_upper and token.is_alpha and 2 < len(token) < 6
    beside = [parse[i] for i in (name.start - 1, name.end) if 0 <= i < len(parse) and parse[i].is_alpha]
    shouted = bool(beside) and all(t.is_upper and len(t) > 1 for t in beside)
    return "ORG" if short and name.label == "PERSON" and not shouted else None


_RULES: Final[tuple[Callable[[Doc, _Label, Knowledge], str | None], ...]] = (
    _body_by_words,
    _place_by_words,
    _person_by_company,
    _place_by_company,
    _acronym,
)


def _surnames(parse: Doc, names: list[_Label]) -> frozenset[str]:
    return frozenset(
        parse[name.end - 1].text for name in names if name.label == "PERSON" and name.end - name.start > 1
    )


def _without_title(parse: Doc, name: _Label, surnames: frozenset[str], knowledge: Knowledge) -> _Label:
    """Read "Chief Craft", taken for a body, as the Craft of "Charles Craft"."""
    titled = name.label == "ORG" and name.end - name.start == 2 and parse[name.end - 1].text in surnames
    noun = knowledge.role_noun(parse[name.start].lower_) if titled else None
    if noun is None or noun.unit != "person":
        return name
    return _Label(name.end - 1, name.end, "PERSON")


def _missed_places(parse: Doc, names: list[_Label]) -> Iterator[_Label]:
    """Yield the repeats of a place's name of one word that the model did not see."""
    covered = {index for name in names for index in range(name.start, name.end)}
    labels: dict[str, set[str]] = {}
    for name in names:
        if name.end - name.start == 1:
            labels.setdefault(parse[name.start].text, set()).add(name.label)
    for token in parse:
        seen = labels.get(token.text)
        alone = token.i not in covered and token.pos_ == "PROPN" and token.dep_ not in {"compound", "nmod", "amod"}
        if seen and len(seen) == 1 and seen <= _PLACES and alone and not token.is_lower:
            yield _Label(token.i, token.i + 1, next(iter(seen)))
