"""The model's names put right where their own words or their neighbours tell better, before anything reads them.

The corrected names replace those of the parse, so that entities, places and dates all see the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.mapped_names import is_division_here, is_town_here
from stancewire.nlp.missed_speakers import with_missed_speakers
from stancewire.nlp.name_labels import PLACES, SHIPS, Label, told_by_kind, told_label
from stancewire.nlp.owners import GOVERNING
from stancewire.nlp.sports import is_about_sport, plays
from stancewire.nlp.titles import strip_title
from stancewire.nlp.tree import Doc, Span, Token
from stancewire.nlp.word_index import tokens_where
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, Sector

_TICKER: Final = re.compile(r"[A-Z0-9]{1,6}\.[A-Z]{1,3}")
_NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
_NATURE: Final = word_set("hurricane cyclone typhoon storm shuttle comet asteroid spacecraft")
_MAKERS: Final = word_set("miner refiner planemaker brewer distiller utility operator producer builder developer")
_GOODS: Final = frozenset({"brent"})
_JOINTS: Final = frozenset({"and", "or", "&"})
_LEAGUES: Final = word_set("premier champions europa nations conference super")
_POSTS: Final = word_set("governor ceo secretary president spokesman spokeswoman chairman official officials coach")


def correct_names(parse: Doc, knowledge: Knowledge, gazetteer: Gazetteer | None = None) -> None:
    """Set the names of a parse to the corrected ones. A repeat changes nothing more. Linear in the tokens.

    With a gazetteer also the towns that the model takes for people or bodies are found where a place must stand.
    """
    kept: list[Label] = []
    in_sport = is_about_sport(parse)
    for span in parse.ents:
        label = Label(span.start, span.end, span.label_)
        corrected = _corrected(parse, label, knowledge, in_sport=in_sport) if span.label_ in _NAMES else label
        if corrected is not None:
            placed = gazetteer is not None and _is_placed(parse, corrected, knowledge, gazetteer)
            kept.append(replace(corrected, label="GPE") if placed else corrected)
    kept = _agreeing(parse, kept)
    surnames = _surnames(parse, kept)
    kept = [_without_title(parse, name, surnames, knowledge) for name in kept]
    kept.extend(_missed_places(parse, kept))
    if gazetteer is not None:
        kept = with_missed_speakers(parse, kept, knowledge, gazetteer)
    spans = [Span(parse, name.start, name.end, label=name.label) for name in sorted(kept, key=lambda n: n.start)]
    parse.set_ents(spans)


def _is_placed(parse: Doc, name: Label, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    tests = (is_town_here, is_division_here)
    return any(test(parse, name, knowledge, gazetteer) for test in tests)


def _corrected(parse: Doc, name: Label, knowledge: Knowledge, *, in_sport: bool) -> Label | None:
    name = _without_edges(parse, name, knowledge)
    if name.start >= name.end or _is_thing(parse, name, knowledge):
        return None
    text = parse[name.start : name.end].text
    if (
        in_sport
        and name.label in PLACES
        and knowledge.country_named(text) is None
        and plays(parse, name.start, name.end)
    ):
        return replace(name, label="ORG")
    if knowledge.lookup(text):
        return name
    if name.label == "PERSON" and _is_seat(parse, name, knowledge):
        return replace(name, label="FAC")
    return replace(name, label=told_label(parse, name, knowledge))


def _is_seat(parse: Doc, name: Label, knowledge: Knowledge) -> bool:
    """Tell "the Elysee", which stands for those inside, from a person, whom nobody calls "the"."""
    alone = name.end - name.start == 1 and name.start > 0 and parse[name.start - 1].lower_ == "the"
    return alone and knowledge.metonym(parse[name.start].text) is not None


def _without_edges(parse: Doc, name: Label, knowledge: Knowledge) -> Label:
    """Cut at a bracket, drop hyphens, figures and titles, and the critics from "Critics of Scientology"."""
    start, end = name.start, name.end
    if end - start > 1:
        bracket = next((t.i for t in parse[start:end] if t.i > start and ("(" in t.text or "[" in t.text)), end)
        end = bracket if ")" not in parse[start:end].text else end
    if parse[start].text in {"-", "–"}:
        start += 1
    while end > start + 1 and _TICKER.fullmatch(parse[end - 1].text):
        end -= 1
    if end == start + 2 and name.label in {"ORG", "PERSON"} and _is_maker(parse[start], knowledge):
        # "Chipmaker Tesmec" is no person, nor is the maker a part of the name.
        return Label(start + 1, end, "ORG")
    if name.label == "PERSON" and not knowledge.lookup(parse[start:end].text):
        bare = strip_title(parse, start, end, knowledge)
        # "King Charles" keeps his title, "Constable Tim Fanning" does not.
        start = bare if end - bare > 1 else start
    if name.label == "ORG" and end - start > 2 and _is_person_behind(parse, start, end, knowledge):
        start += 1
    while end > start + 1 and parse[end - 1].lower_ in _JOINTS:
        end -= 1
    while (
        name.label == "PERSON"
        and end > start + 1
        and (parse[end - 1].is_digit or parse[end - 1].text in {"-", "–"})
    ):
        end -= 1
    opens_sentence = parse[start].is_sent_start and end - start > 2 and parse[start + 1].lower_ == "of"
    if opens_sentence and parse[start].tag_ == "NNS" and name.label == "ORG":
        start += 2
    return Label(start, end, name.label)


def _is_person_behind(parse: Doc, start: int, end: int, knowledge: Knowledge) -> bool:
    """Tell whether all but the first word names a known person: the "War" of "Secretary of War" stands before."""
    behind = knowledge.lookup(parse[start + 1 : end].text)
    known = bool(behind) and all(entry.type is EntityType.PERSON for entry in behind)
    return known and not knowledge.lookup(parse[start:end].text)


def _is_maker(token: Token, knowledge: Knowledge) -> bool:
    noun = knowledge.role_noun(token.lower_) if token.is_sent_start else None
    return noun is not None and (noun.sector is Sector.BUSINESS or token.lower_ in _MAKERS)


def _is_thing(parse: Doc, name: Label, knowledge: Knowledge) -> bool:
    """Tell storms and craft, posts ("Virginia Governor"), prizes and "the Polaroid camera" from people."""
    if name.label not in {"PERSON", "ORG", "GPE"}:
        return False
    words = [token.lower_ for token in parse[name.start : name.end]]
    before = parse[name.start - 1].lower_ if name.start else ""
    if words[-1] == "league" and words[0] in _LEAGUES:
        return True
    if words[0] in _NATURE or (before in _NATURE and len(words) < 3):
        return True
    if before in SHIPS and parse[name.start - 1].is_upper:
        return True
    if name.label != "PERSON":
        return False
    last = parse[name.end - 1]
    if len(words) == 1 and (last.tag_ == "NNPS" or words[0] in _GOODS):
        return True
    names_post = len(words) > 1 and words[-1].strip(".()[]") in _POSTS
    return names_post or (len(words) == 1 and before in {"the", "a"} and _makes(parse[name.start], knowledge))


def _makes(token: Token, knowledge: Knowledge) -> bool:
    """Tell the make in "the Polaroid camera" from the leader in "the Trump administration"."""
    modifies = token.dep_ in {"compound", "nmod", "amod"} and token.head.tag_ in {"NN", "NNS"}
    return modifies and token.head.lower_ not in GOVERNING and not knowledge.people_called(token.text)


def _agreeing(parse: Doc, names: list[Label]) -> list[Label]:
    """Give a place that the words told once ("the island of Qeshm") the same label wherever it is named again."""
    places = {parse[n.start : n.end].text for n in names if n.label == "GPE" and told_by_kind(parse, n)}
    return [
        replace(n, label="GPE") if n.label in {"PERSON", "ORG"} and parse[n.start : n.end].text in places else n
        for n in names
    ]


def _surnames(parse: Doc, names: list[Label]) -> frozenset[str]:
    return frozenset(
        parse[name.end - 1].text for name in names if name.label == "PERSON" and name.end - name.start > 1
    )


def _without_title(parse: Doc, name: Label, surnames: frozenset[str], knowledge: Knowledge) -> Label:
    """Read "Chief Craft", taken for a body, as the Craft of "Charles Craft"."""
    titled = name.label == "ORG" and name.end - name.start == 2 and parse[name.end - 1].text in surnames
    noun = knowledge.role_noun(parse[name.start].lower_) if titled else None
    if noun is None or noun.unit != "person":
        return name
    return Label(name.end - 1, name.end, "PERSON")


def _missed_places(parse: Doc, names: list[Label]) -> Iterator[Label]:
    """Yield the repeats of a place's name of one word that the model did not see."""
    covered = {index for name in names for index in range(name.start, name.end)}
    labels: dict[str, set[str]] = {}
    for name in names:
        if name.end - name.start == 1:
            labels.setdefault(parse[name.start].text, set()).add(name.label)
    for token in tokens_where(parse, labels.__contains__):
        seen = labels[token.text]
        alone = token.i not in covered and token.pos_ == "PROPN" and token.dep_ not in {"compound", "nmod", "amod"}
        if len(seen) == 1 and seen <= PLACES and alone and not token.is_lower:
            yield Label(token.i, token.i + 1, next(iter(seen)))
