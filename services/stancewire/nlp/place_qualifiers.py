"""What stands behind a place's name and says which is meant: "Geneva, Illinois", "Kidal region"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stancewire.nlp.gazetteer import GazetteerEntry
from stancewire.nlp.name_labels import DIVISIONS
from stancewire.nlp.named_places import Named
from stancewire.nlp.tree import Doc


def qualified_first(doc: Doc, names: list[Named]) -> list[Named]:
    """Order mentions so that "Geneva, Illinois" settles what a bare "Geneva" means."""
    by_start = {named.start: named for named in names}
    return sorted(names, key=lambda named: (qualifier_of(doc, named, by_start) is None, named.start))


def told_by_neighbours(doc: Doc, names: list[Named]) -> list[Named]:
    """Keep of "Georgia" in "Atlanta, Georgia" only the one that has an Atlanta."""
    by_start = {named.start: named for named in names}
    for named in names:
        outer = qualifier_of(doc, named, by_start)
        behind = None if outer is None else by_start[_start_behind(doc, named)]
        if behind is not None and outer is not None:
            by_start[behind.start] = replace(behind, candidates=(outer,))
    return list(by_start.values())


def qualifier_of(doc: Doc, named: Named, names: Mapping[int, Named]) -> GazetteerEntry | None:
    """Return the country or state that stands behind the name: "Geneva, Illinois", "Oxford, in Mississippi"."""
    behind = names.get(_start_behind(doc, named))
    if behind is None or not behind.candidates:
        return None
    inside = [e for e in behind.candidates if e.kind in {"country", "region"} and _any_inside(named, e)]
    return inside[0] if inside else None


def _start_behind(doc: Doc, named: Named) -> int:
    """Return where the name behind a comma or "in" starts; -1 where neither follows."""
    at, tokens = named.end, doc.tokens
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    if at < len(tokens) and tokens[at].lower_ == "in":
        at += 1
        while at < len(tokens) and (tokens[at].lower_ == "the" or tokens[at].lower_.endswith("ern")):
            at += 1
    return -1 if at == named.end else at


def _any_inside(named: Named, outer: GazetteerEntry) -> bool:
    return any(is_inside(entry, outer) for entry in named.candidates)


def is_inside(entry: GazetteerEntry, outer: GazetteerEntry) -> bool:
    """Tell whether a place lies in a country or state."""
    if entry.kind == "country" or entry.country is None or entry.country != outer.country:
        return False
    return outer.kind == "country" or not outer.admin1 or entry.admin1 == outer.admin1


def is_called_region(doc: Doc, named: Named, names: Mapping[int, Named]) -> bool:
    """Tell "Kidal region" and both of "the Segou and Mopti regions"."""
    behind = doc[named.end] if named.end < len(doc) else None
    if behind is None or behind.lemma_.lower() in DIVISIONS:
        return behind is not None
    following = names.get(named.end + 1) if behind.lower_ in {",", "and", "or"} else None
    if following is None or following.end >= len(doc):
        return False
    last = doc[following.end]
    return last.tag_ == "NNS" and last.lemma_.lower() in DIVISIONS
