"""Where an article names what may be a place: the model's names, and known names where a place must stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from stancewire.nlp.document import Extent
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.name_labels import DIVISIONS
from stancewire.nlp.named_places import Named, is_several, longest_at, named_at, runs_on, trimmed, whole_start
from stancewire.nlp.place_words import COMPASS, LOCAL_NOUNS, MOTION_VERBS, SIEGE_VERBS, SITES, SURE_WHERE
from stancewire.nlp.tree import Doc, Span, Token
from stancewire.nlp.word_index import tokens_in

_BEFORE_PLACES: Final = frozenset({"IN", "TO", "RP"})
_UNDERGOING: Final = frozenset({"dobj", "nsubjpass"})
_KINDS: Final = DIVISIONS | SITES
LABELS: Final = frozenset({"GPE", "LOC", "FAC"})


def read_names(doc: Doc, gazetteer: Gazetteer, datelines: Sequence[Extent] = ()) -> list[Named]:
    """Return the names of places in order: those that NER marks, and known names after a word of place."""
    taken = [False] * len(doc)
    found: list[Named] = []
    for span in doc.ents:
        if span.label_ in LABELS:
            found.extend(_from_entity(doc, span, gazetteer))
    for named in found:
        taken[named.start : named.end] = [True] * (named.end - named.start)
    marked = {named.name for named in found}
    more = (_after_prepositions(doc, gazetteer), _undergoing(doc, gazetteer, marked),
            _in_datelines(doc, gazetteer, datelines), _divisions(doc, gazetteer))  # fmt: skip
    for named in chain.from_iterable(more):
        if not any(taken[named.start : named.end]):
            taken[named.start : named.end] = [True] * (named.end - named.start)
            found.append(named)
    return sorted(found, key=lambda named: named.start)


def _from_entity(doc: Doc, span: Span, gazetteer: Gazetteer) -> Iterator[Named]:
    start, end = trimmed(span)
    if start >= end or runs_on(doc, end):
        return
    start = whole_start(doc, start, end, gazetteer)
    whole = named_at(doc, start, end, span.label_, gazetteer)
    if whole.candidates or not is_several(doc, start, end):
        yield longest_at(doc, start, gazetteer, beyond=end) or whole
        return
    position = start
    while position < end:
        part = longest_at(doc, position, gazetteer, limit=end)
        position = part.end if part is not None else position + 1
        if part is not None:
            yield part


def _after_prepositions(doc: Doc, gazetteer: Gazetteer) -> Iterator[Named]:
    for token in doc.tokens:
        if token.tag_ not in _BEFORE_PLACES or not _opens_place(token):
            continue
        start = token.i + 1
        while start < len(doc) and (doc[start].lower_ == "the" or doc[start].lower_ in COMPASS):
            start += 1
        named = longest_at(doc, start, gazetteer) if start < len(doc) else None
        while named is not None and not _inside_other_name(doc, named) and _big_enough(named):
            yield named
            named = _next_in_row(doc, named, gazetteer)


def _next_in_row(doc: Doc, named: Named, gazetteer: Gazetteer) -> Named | None:
    """Return the known place behind "and" or a comma: "to El Fasher and Nyala"."""
    at = named.end
    while at < len(doc) and at < named.end + 2 and doc[at].lower_ in {",", "and", "or"}:
        at += 1
    joined = named.end < at < len(doc) and doc[at].dep_ in {"conj", "appos"}
    return longest_at(doc, at, gazetteer) if joined else None


def _in_datelines(doc: Doc, gazetteer: Gazetteer, datelines: Sequence[Extent]) -> Iterator[Named]:
    """Yield the first known name of each dateline, which NER often misses: it stands in capitals."""
    for line in datelines:
        span = doc.char_span(line.start, line.end, alignment_mode="expand")
        named = longest_at(doc, span.start, gazetteer) if span is not None else None
        if named is not None:
            yield named


def _divisions(doc: Doc, gazetteer: Gazetteer) -> Iterator[Named]:
    """Yield known names before a word for what they are, which NER often misses: "Shan state", "Gisenyi post"."""
    for token in tokens_in(doc, _KINDS):
        for start in range(max(token.i - 3, 0), token.i):
            named = longest_at(doc, start, gazetteer, limit=token.i)
            if named is not None and named.end == token.i and _belongs(doc, token, named):
                yield replace(named, label="GPE")
                break


def _belongs(doc: Doc, noun: Token, named: Named) -> bool:
    if noun.lower_ in SITES:
        # Nobody says "the" before a person's name.
        given = named.start > 0 and doc[named.start - 1].lower_ == "the"
        return given or not any(token.ent_type_ for token in doc[named.start : named.end])
    return any(entry.kind == "region" for entry in named.candidates)


def _undergoing(doc: Doc, gazetteer: Gazetteer, marked: set[str]) -> Iterator[Named]:
    """Yield known names that are shelled, captured or fled where NER saw no place, as in "shelled Goma"."""
    for token in doc.tokens:
        if token.dep_ not in _UNDERGOING or token.head.lemma_ not in MOTION_VERBS:
            continue
        named = longest_at(doc, token.left_edge.i if token.left_edge.ent_type_ else token.i, gazetteer)
        sure = token.ent_type_ != "PERSON" or named is None or named.name in marked
        if named is not None and _big_enough(named) and (sure or token.head.lemma_ in SIEGE_VERBS):
            yield named


def _opens_place(token: Token) -> bool:
    """Tell whether the word is one of place: "in", "near", or "of" after "town", "village", "coast"."""
    return token.lower_ in SURE_WHERE or (token.lower_ == "of" and token.head.lemma_.lower() in LOCAL_NOUNS)


def _inside_other_name(doc: Doc, named: Named) -> bool:
    """Tell whether NER sees a person or a longer name: "in London Breed's office", "at the Center for X"."""
    first = doc[named.start]
    if first.ent_type_ in {"", *LABELS}:
        return runs_on(doc, named.end)
    after = doc[named.end] if named.end < len(doc) else None
    goes_on = after is not None and after.ent_iob_ == "I"
    return goes_on or first.ent_iob_ == "I" or first.ent_type_ in {"PERSON", "NORP", "DATE"}


def _big_enough(named: Named) -> bool:
    best = named.candidates[0]
    return len(named.name) > 2 and (best.kind != "city" or best.population >= 30_000 or best.name == named.name)
