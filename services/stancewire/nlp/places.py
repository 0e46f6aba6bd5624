"""Places: the names of locations in an article, each tied to the entry of the gazetteer that it means.

Homonyms are told apart by what stands beside the name ("Geneva, Illinois", "Idlib province"), by the countries that
the article speaks of, and by size. One name means one place throughout an article unless its words say otherwise.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from stancewire.nlp.datelines import find_datelines, is_dateline
from stancewire.nlp.document import Document, Place
from stancewire.nlp.gazetteer import Gazetteer, GazetteerEntry, fold, prominence
from stancewire.nlp.named_places import Named
from stancewire.nlp.place_mentions import LABELS, read_names
from stancewire.nlp.place_qualifiers import (
    is_called_region,
    is_inside,
    qualified_first,
    qualifier_of,
    told_by_neighbours,
)
from stancewire.nlp.place_senses import stands_for_place
from stancewire.nlp.tree import Doc
from stancewire_schemas.codes import EntityType, MentionForm

__all__ = ["find_places", "is_dateline"]

_CONTEXT_WEIGHT: Final = 3.0
_QUALIFIED: Final = 0.95
_UNKNOWN: Final = 0.3
_STATES_SAID: Final = "USA"
_STANDS_ALONE: Final = 100_000
_FAR_LARGER: Final = 5
_UNSAID: Final = 1.0


def find_places(document: Document, gazetteer: Gazetteer) -> None:
    """Set `document.places` by first mention. A repeat gives the same; entities are read, never changed.

    Mentions in datelines and credit lines are kept; `is_dateline` tells them apart.
    """
    datelines = find_datelines(document)
    names = read_names(document.parse, gazetteer, datelines)
    context = _countries(document, names)
    senses: dict[str, Place] = {}
    names = [_with_small_towns(named, context, gazetteer) for named in told_by_neighbours(document.parse, names)]
    places: dict[int | tuple[str, str], Place] = {}
    by_start = {named.start: named for named in names}
    for named in qualified_first(document.parse, names):
        extent = document.extent_of(document.parse[named.start : named.end])
        if _is_in_a_person(document, named):
            continue
        filed = any(line.start <= extent.start and extent.end <= line.end for line in datelines)
        if not (named.candidates if filed else stands_for_place(named) or _stands_alone(document, named)):
            continue
        place = _place(document.parse, named, by_start, context, senses)
        if place is not None:
            # One entry is one place, whatever the text calls it: "Gaza" and "the Gaza Strip".
            kept = places.setdefault(place.geonames_id or (place.kind, fold(place.name)), place)
            kept.mentions.append(extent)
            kept.confidence = max(kept.confidence, place.confidence)
    for place in places.values():
        place.mentions.sort()
    document.places = sorted(places.values(), key=lambda place: place.mentions[0])


def _with_small_towns(named: Named, context: Counter[str], gazetteer: Gazetteer) -> Named:
    """Return the name with the small towns of the countries that the article speaks of, where it has no others."""
    if named.candidates or named.label not in LABELS:
        return named
    return replace(named, candidates=gazetteer.small_towns(named.name, context.keys()))


def _stands_alone(document: Document, named: Named) -> bool:
    """Tell a town that would act but is no government here: "sold drones to Kyiv"."""
    town = bool(named.candidates) and named.candidates[0].kind == "city" and named.label in LABELS
    return town and named.head.dep_ in {"pobj", "poss"} and document.entity_covering(named.head) is None


def _is_in_a_person(document: Document, named: Named) -> bool:
    """Tell the "Lifeng" of "He Lifeng", and whom the model sees as a person too, from places."""
    person = document.entity_covering(named.head)
    if person is None or person.type is not EntityType.PERSON:
        return False
    start = document.parse[named.start].idx
    covering = [m for m in person.mentions if m.form is MentionForm.NAME and m.start <= start < m.end]
    return bool(covering) and (
        named.label not in LABELS or any(m.end - m.start > len(named.name) for m in covering)
    )


def _countries(document: Document, names: list[Named]) -> Counter[str]:
    """Count the countries that the article speaks of, by its entities and by names that only a country has."""
    context: Counter[str] = Counter()
    for entity in document.entities:
        if entity.country:
            context[entity.country] += len(entity.mentions)
    for named in names:
        best = named.candidates[0] if named.candidates else None
        if best is None or best.country is None:
            continue
        if len({entry.country for entry in named.candidates}) == 1:
            context[best.country] += 1
    return context


def _place(
    doc: Doc, named: Named, names: Mapping[int, Named], context: Counter[str], senses: dict[str, Place]
) -> Place | None:
    if not named.candidates:
        return _unknown(named)
    qualifier = qualifier_of(doc, named, names)
    region_word = is_called_region(doc, named, names)
    key = fold(named.name) + (" region" if region_word else "")
    if qualifier is None and key in senses:
        return _copy(senses[key])
    place = _choose(named, qualifier, context, region_word=region_word)
    senses.setdefault(key, place)
    return place


def _copy(place: Place) -> Place:
    return replace(place, mentions=[])


def _unknown(named: Named) -> Place | None:
    """Keep a name that no entry has, where NER calls it a place: somebody may know it better."""
    if named.label not in {"GPE", "LOC", "FAC"} or not named.name[0].isupper():
        return None
    return Place(named.name, "other", confidence=_UNKNOWN)


def _choose(named: Named, qualifier: GazetteerEntry | None, context: Counter[str], *, region_word: bool) -> Place:
    candidates = list(named.candidates)
    if qualifier is not None:
        candidates = [entry for entry in candidates if is_inside(entry, qualifier)] or candidates
    if region_word:
        candidates.sort(key=lambda entry: entry.kind != "region")
        candidates = [e for e in candidates if e.kind == "region"] or candidates
    total = sum(context.values()) or 1
    scored = sorted(
        ((_score(entry, named, context, total), entry) for entry in candidates),
        key=lambda pair: (-pair[0], pair[1].geonames_id or 0, pair[1].name),
    )
    best = scored[0][1]
    margin = scored[0][0] - scored[1][0] if len(scored) > 1 else 3.0
    confidence = _QUALIFIED if qualifier is not None else 0.5 + 0.45 * math.tanh(margin)
    if region_word and best.kind == "city":
        # The region shares its city's name; the city's id would be the wrong place.
        return Place(named.name, "region", [], None, best.country, best.lat, best.lon, round(confidence / 2, 3))
    return Place(
        best.name, best.kind, [], best.geonames_id, best.country, best.lat, best.lon, round(confidence, 3),
        best.wikidata_id, tuple(best.countries.split()),
    )  # fmt: skip


def _score(entry: GazetteerEntry, named: Named, context: Counter[str], total: int) -> float:
    own = sum(1 for other in {e.country for e in named.candidates} if other == entry.country)
    heard = max(context[entry.country] - (own if entry.kind == "country" else 0), 0) if entry.country else 0
    weight = prominence(entry, named.name)
    if _wants_its_state(entry, named):
        return weight - _UNSAID
    return weight + _CONTEXT_WEIGHT * math.sqrt(heard / total)


def _wants_its_state(entry: GazetteerEntry, named: Named) -> bool:
    """Tell a small American town of the name of a far larger city elsewhere: news names its state."""
    if entry.country != _STATES_SAID or entry.kind != "city" or entry.population >= _STANDS_ALONE:
        return False
    return any(e.population > _FAR_LARGER * entry.population for e in named.candidates if e.country != _STATES_SAID)
