"""Names that the gazetteer holds, where a place must stand, whatever the model takes them for."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.coreference_words import given_names
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.lands import lands_spoken_of
from stancewire.nlp.name_labels import DIVISIONS, PLACES, WHERE, Label
from stancewire.nlp.place_words import LOCAL_NOUNS, SIEGE_VERBS
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_of
from stancewire.nlp.word_sets import word_set

_ONLY_PLACES: Final = word_set("province oblast governorate prefecture county voivodeship island islands peninsula")
_DIGGINGS: Final = frozenset({"mine", "dam", "oilfield", "gasfield", "volcano", "glacier"})
_SURE_WHERE: Final = frozenset({"in", "near", "outside", "into", "around", "across", "throughout"})
_SEATED: Final = frozenset({"based", "headquartered", "born", "living", "lives", "lived", "resides"})
_ROADS: Final = word_set("road highway route motorway railway flight ferry bridge trip journey train bus")
_LONG: Final = 3
_INSIDE: Final = frozenset({"in", "near"})
_TAKING: Final = SIEGE_VERBS | {"seize", "capture", "patrol"}
PLACE_WORDS: Final = word_set("in at near from to into outside around across throughout off over between through")
# Towns of these countries are called like people more often than not.
_OF_SURNAMES: Final = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})
_PLACED: Final = frozenset({"pobj", "dobj", "nsubjpass"})
_BASES: Final = frozenset({"air base", "military base", "naval base", "gas field", "oil field"})
_BEFORE_BASES: Final = frozenset(base.partition(" ")[0] for base in _BASES)
_MISTAKEN: Final = frozenset({"PERSON", "ORG", "NORP"})
_BIG: Final = 50_000
_SITES: Final = frozenset({"prison", "jail", "airport", "airfield", "zone", "port", "field"})
_HELD: Final = word_set(
    "stake share shares interest investment confidence trust faith belief holding stock increase rise fall drop "
    "change investor shareholder invest believe trust role part"
)


def is_town_here(parse: Doc, name: Label, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    """Tell a known town in the place of one: "in Nyala", "seized al-Fashir", whatever the model takes it for."""
    if name.label not in _MISTAKEN:
        return False
    head, joined = parse[name.end - 1], False
    while head.dep_ == "conj":
        head, joined = head.head, True
    if head.dep_ not in _PLACED or _is_seat(parse.text_of(name.start, name.end), knowledge, gazetteer):
        return False
    strict = name.label in {"PERSON", "NORP"} and not joined
    where = _SURE_WHERE if strict else _SURE_WHERE | WHERE
    stands = head.dep_ == "pobj" and head.head.lower_ in where
    surely = head.dep_ == "pobj" and _is_surely_where(head)
    if (
        surely
        and _is_seat_verb(head.head)
        and name.end - name.start < _LONG
        and not knowledge.lookup(parse.text_of(name.start, name.end))
    ):
        return True
    if surely and name.label == "ORG" and _is_nowhere_else(parse, name, knowledge):
        return True
    taken = head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_ in (SIEGE_VERBS if strict else _TAKING)
    if _is_town_of_a_land(parse, name, head, knowledge, gazetteer):
        return True
    if not (stands or taken or surely):
        return False
    # "In" a name that has an entry of its own for a town is hardly in a person.
    least = 0 if surely else _BIG
    return _is_on_the_map(parse, name, knowledge, gazetteer, least)


def _is_nowhere_else(parse: Doc, name: Label, knowledge: Knowledge) -> bool:
    """Tell a town that no list has, which the text names only as where something is: "a plot in Purbachal"."""
    token = parse[name.start]
    if name.end - name.start > 1 or token.head.lower_ not in _INSIDE or not token.is_title or token.lefts:
        return False
    same = tokens_of(parse, token.text)
    return all(other.dep_ == "pobj" for other in same) and not knowledge.lookup(token.text)


def _is_seat(text: str, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    """Tell a body or seat of power from the small towns of its name: "in Congress", "in the White House"."""
    noun = knowledge.role_noun(text.lower())
    if noun is not None and noun.unit == "body":
        return True
    return knowledge.metonym(text) is not None and not any(e.capital for e in gazetteer.candidates(text)[:1])


def _is_town_of_a_land(parse: Doc, name: Label, head: Token, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    """Tell a town, however small, of a country that the text speaks of, behind a word of place."""
    if head.dep_ != "pobj" or not is_where(head.head):
        return False
    text, last = parse.text_of(name.start, name.end), parse[name.end - 1].text
    if knowledge.lookup(text) or knowledge.people_called(last):
        return False
    lands = lands_spoken_of(parse, knowledge)
    if name.label == "PERSON":
        lands -= _OF_SURNAMES
        if parse[name.start].text in given_names():
            return False
    towns = gazetteer.candidates(text) or gazetteer.small_towns(text, lands)
    return any(town.country in lands for town in towns)


def is_where(preposition: Token) -> bool:
    """Tell a word of place that no firm stands behind: not "a stake in", but "police chief of"."""
    whose = preposition.head.lemma_.lower()
    if preposition.lower_ == "of":
        return whose in LOCAL_NOUNS
    return preposition.lower_ in PLACE_WORDS and whose not in _HELD


def _is_surely_where(head: Token) -> bool:
    """Tell "in" a place from "a stake in" a firm, and "the road to" from "said to"."""
    preposition, whose = head.head, head.head.head.lemma_.lower()
    if preposition.lower_ in _INSIDE:
        return whose not in _HELD
    beside = any(child.dep_ == "conj" and child.ent_type_ in PLACES for child in head.rights)
    return preposition.lower_ in WHERE and (whose in _ROADS or beside or _is_road(preposition))


def _is_road(preposition: Token) -> bool:
    return preposition.i > 0 and preposition.doc[preposition.i - 1].lemma_.lower() in _ROADS


def _is_seat_verb(preposition: Token) -> bool:
    return preposition.lower_ in {"in", "near"} and preposition.head.lower_ in _SEATED


def is_division_here(parse: Doc, name: Label, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    """Tell a province or a mine from a people or a body: "Enga province", "from Tigray", "its Collahuasi mine"."""
    if name.label not in _MISTAKEN:
        return False
    behind = parse[name.end] if name.end < len(parse) else None
    if behind is not None and behind.lower_ in _ONLY_PLACES and behind.tag_ in {"NN", "NNS"}:
        return True
    if behind is not None and name.label == "PERSON" and behind.lower_ == "region":
        return True
    if behind is not None and behind.lower_ in DIVISIONS and behind.tag_ == "NN":
        text = parse.text_of(name.start, name.end)
        return any(entry.kind == "region" for entry in gazetteer.candidates(text))
    dug = behind is not None and behind.lower_ in _DIGGINGS and name.end - name.start == 1
    if behind is not None and (dug or behind.lower_ in _SITES or _is_air_base(parse, behind.i)):
        return parse[name.end - 1].dep_ == "compound" and not knowledge.lookup(parse.text_of(name.start, name.end))
    head = parse[name.end - 1]
    stands_alone = head.tag_ == "NNP" and head.dep_ not in {"compound", "nmod", "amod"}
    return name.label == "NORP" and stands_alone and _is_on_the_map(parse, name, knowledge, gazetteer)


def _is_on_the_map(parse: Doc, name: Label, knowledge: Knowledge, gazetteer: Gazetteer, least: int = _BIG) -> bool:
    text = parse.text_of(name.start, name.end)
    entries = () if knowledge.lookup(text) or knowledge.demonym(text) else gazetteer.candidates(text)[:1]
    return any(entry.kind == "region" or entry.population >= least for entry in entries)


def _is_air_base(parse: Doc, at: int) -> bool:
    return parse.tokens[at].lower_ in _BEFORE_BASES and parse[at : at + 2].text.lower() in _BASES
