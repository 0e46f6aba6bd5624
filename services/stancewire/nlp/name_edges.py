"""Where a name of the model begins and ends: without brackets, figures, titles, makers and words for its kind."""

from __future__ import annotations

import re
from typing import Final

from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_labels import MAKERS, PLACE_ENDINGS, Label
from stancewire.nlp.titles import strip_title
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, Sector

TICKER: Final = re.compile(r"[A-Z0-9]{1,8}[a-z]?\.[A-Z]{1,3}")
_BODIES: Final = frozenset({"ORG", "PERSON"})
_HYPHENS: Final = frozenset({"-", "–"})
_JOINTS: Final = frozenset({"and", "or", "&"})
_KINDS: Final = word_set(
    "province county district governorate oblast prefecture region state zone city town village island valley "
    "newspaper daily weekly magazine agency news party movement network station channel website broadcaster "
    "airline police"
)


def without_edges(parse: Doc, name: Label, knowledge: Knowledge) -> Label:
    """Cut at a bracket, drop hyphens, figures and titles, and the critics from "Critics of Scientology"."""
    start, end = name.start, name.end
    if parse.tokens[start].text in _HYPHENS:
        start += 1
    if end - name.start == 1:
        return name if start == name.start else Label(start, end, name.label)
    text = parse.text_of(name.start, end)
    if ("(" in text or "[" in text) and ")" not in text:
        inside = parse.tokens[name.start + 1 : end]
        end = next((t.i for t in inside if "(" in t.text or "[" in t.text), end)
    while end > start + 1 and "." in (last := parse.tokens[end - 1].text) and TICKER.fullmatch(last):
        end -= 1
    if end == start + 2 and name.label in {"ORG", "PERSON"} and _is_maker(parse[start], knowledge):
        # "Chipmaker Tesmec" is no person, nor is the maker a part of the name.
        return Label(start + 1, end, "ORG")
    if name.label == "PERSON" and not knowledge.lookup(parse.text_of(start, end)):
        bare = strip_title(parse, start, end, knowledge)
        # "King Charles" keeps his title, "Constable Tim Fanning" does not.
        start = bare if end - bare > 1 else start
    if name.label == "ORG" and end - start > 2 and _is_person_behind(parse, start, end, knowledge):
        start += 1
    while end > start + 1 and parse[end - 1].lower_ in _JOINTS:
        end -= 1
    while (
        name.label == "PERSON" and end > start + 1 and (parse[end - 1].is_digit or parse[end - 1].text in _HYPHENS)
    ):
        end -= 1
    bare = _without_kind(parse, start, end, knowledge)
    label = "LOC" if bare < end and parse[bare].lower_ in PLACE_ENDINGS and name.label in _BODIES else name.label
    end = bare
    opens_sentence = parse[start].is_sent_start and end - start > 2 and parse[start + 1].lower_ == "of"
    if opens_sentence and parse[start].tag_ == "NNS" and name.label == "ORG":
        start += 2
    return Label(start, end, label)


def _is_person_behind(parse: Doc, start: int, end: int, knowledge: Knowledge) -> bool:
    """Tell whether all but the first word names a known person: the "War" of "Secretary of War" stands before."""
    behind = knowledge.lookup(parse.text_of(start + 1, end))
    known = bool(behind) and all(entry.type is EntityType.PERSON for entry in behind)
    return known and not knowledge.lookup(parse.text_of(start, end))


def _is_maker(token: Token, knowledge: Knowledge) -> bool:
    noun = knowledge.role_noun(token.lower_) if token.is_sent_start else None
    return noun is not None and (noun.sector is Sector.BUSINESS or token.lower_ in MAKERS)


def _without_kind(parse: Doc, start: int, end: int, knowledge: Knowledge) -> int:
    """Return the end before small words that say what is named: "Mehr news agency", "Nordland county"."""
    if not parse[end - 1].is_lower:
        return end
    cut = end
    while (
        cut > start + 1
        and (parse[cut - 1].lower_ in _KINDS or parse[cut - 1].tag_ == "CD")
        and parse[cut - 1].is_lower
    ):
        cut -= 1
    named = parse[cut - 1].tag_ in {"NNP", "NNPS"}
    known = knowledge.lookup(parse.text_of(start, end)) and not knowledge.lookup(parse.text_of(start, cut))
    return cut if named and not known else end
