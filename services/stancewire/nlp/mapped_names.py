"""Names that the gazetteer holds, where a place must stand, whatever the model takes them for."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_labels import DIVISIONS, WHERE, Label
from stancewire.nlp.place_words import SIEGE_VERBS
from stancewire.nlp.tree import Doc
from stancewire.nlp.word_sets import word_set

_ONLY_PLACES: Final = word_set("province oblast governorate prefecture county voivodeship island islands peninsula")
_DIGGINGS: Final = frozenset({"mine", "dam", "oilfield", "gasfield", "volcano", "glacier"})
_SURE_WHERE: Final = frozenset({"in", "near", "outside", "into", "around", "across", "throughout"})
_TAKING: Final = SIEGE_VERBS | {"seize", "capture", "patrol"}
_BIG: Final = 50_000


def is_town_here(parse: Doc, name: Label, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    """Tell a known town in the place of one: "in Nyala", "seized al-Fashir", whatever the model takes it for."""
    head, joined = parse[name.end - 1], False
    while head.dep_ == "conj":
        head, joined = head.head, True
    strict = name.label in {"PERSON", "NORP"} and not joined
    where = _SURE_WHERE if strict else _SURE_WHERE | WHERE
    stands = head.dep_ == "pobj" and head.head.lower_ in where
    taken = head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_ in (SIEGE_VERBS if strict else _TAKING)
    if name.label not in {"PERSON", "ORG", "NORP"} or not (stands or taken):
        return False
    return _is_on_the_map(parse, name, knowledge, gazetteer)


def is_division_here(parse: Doc, name: Label, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    """Tell a province or a mine from a people or a body: "Enga province", "from Tigray", "its Collahuasi mine"."""
    if name.label not in {"PERSON", "ORG", "NORP"}:
        return False
    behind = parse[name.end] if name.end < len(parse) else None
    if behind is not None and behind.lower_ in _ONLY_PLACES and behind.tag_ in {"NN", "NNS"}:
        return True
    if behind is not None and behind.lower_ in DIVISIONS and behind.tag_ == "NN":
        text = parse[name.start : name.end].text
        return any(entry.kind == "region" for entry in gazetteer.candidates(text))
    if behind is not None and behind.lower_ in _DIGGINGS and name.end - name.start == 1:
        return parse[name.start].dep_ == "compound" and not knowledge.lookup(parse[name.start].text)
    head = parse[name.end - 1]
    stands_alone = head.tag_ == "NNP" and head.dep_ not in {"compound", "nmod", "amod"}
    return name.label == "NORP" and stands_alone and _is_on_the_map(parse, name, knowledge, gazetteer)


def _is_on_the_map(parse: Doc, name: Label, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    text = parse[name.start : name.end].text
    entries = () if knowledge.lookup(text) or knowledge.demonym(text) else gazetteer.candidates(text)[:1]
    return any(entry.kind == "region" or entry.population >= _BIG for entry in entries)
