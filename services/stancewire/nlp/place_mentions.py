"""Which words of an article name a place on the map, and which name an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from spacy.tokens import Doc, Span, Token

from stancewire.nlp.document import Extent
from stancewire.nlp.gazetteer import Gazetteer, GazetteerEntry
from stancewire.nlp.metonyms import acts as governs
from stancewire.nlp.name_labels import DIVISIONS
from stancewire.nlp.word_index import tokens_where, tokens_with
from stancewire.nlp.word_sets import word_set

_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
WHERE: Final = word_set(
    "in at near from to into off outside inside around across through throughout toward towards over "
    "via along within between onto beyond beneath above under past opposite beside amid on against "
    "behind"
)
_SURE_WHERE: Final = frozenset(
    {"in", "at", "near", "from", "to", "into", "off", "outside", "around", "across", "throughout"}
)
_ACTOR_PREPOSITIONS: Final = frozenset(
    {"with", "by", "against", "for", "between", "like", "than", "about", "on", "as", "among"}
)
_LOCAL_NOUNS: Final = word_set(
    "city town village capital port north south east west part coast border region province district "
    "state suburb outskirt outskirts centre center area street airport island territory shore edge "
    "area quarter neighbourhood neighborhood waters siege battle fall capture occupation bombing "
    "governor mayor sheriff prefect bishop archbishop shelling liberation countryside rest map invasion "
    "bombardment control annexation resident people "
    "population mile kilometre kilometer km"
)
_MOTION_VERBS: Final = word_set(
    "visit enter leave reach bomb shell strike hit attack invade storm capture seize occupy cross "
    "tour flee besiege liberate retake annex pound raid blockade rock devastate ravage sweep batter "
    "surround encircle evacuate quit target shake overrun recapture infiltrate control hold batter "
    "flatten destroy"
)
# Nobody does this to a person.
_SIEGE_VERBS: Final = word_set(
    "shell besiege flee liberate retake annex recapture invade occupy evacuate flatten pound blockade overrun storm"
)
_STREETS: Final = word_set(
    "street suburb outskirt outskirts airport port centre center coast border skyline district "
    "neighbourhood north south east west region shore harbour harbor waterfront square stadium "
    "hospital countryside highway road motorway market bridge station metro mall hotel church mosque "
    "university prison slum post crossing checkpoint camp court "
    "courthouse exchange bourse school shop restaurant jail"
)
# "Kabul police" are of the town, "Brazil's police" act for the country.
_TOWNSFOLK: Final = word_set("police firefighter resident")
_SITES: Final = word_set("post crossing checkpoint airport")


@dataclass(frozen=True, slots=True)
class Named:
    """A name that may be a place: tokens `start` to `end` (exclusive), its head, what the gazetteer has."""

    start: int
    end: int
    head: Token
    name: str
    label: str
    candidates: tuple[GazetteerEntry, ...]


def read_names(doc: Doc, gazetteer: Gazetteer, datelines: Sequence[Extent] = ()) -> list[Named]:
    """Return the names of places in order: those that NER marks, and known names after a word of place."""
    taken = [False] * len(doc)
    found: list[Named] = []
    for span in doc.ents:
        if span.label_ in _LABELS:
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
    start, end = _trim(span)
    if start >= end or _runs_on(doc, end):
        return
    whole = _named(doc, start, end, span.label_, gazetteer)
    if whole.candidates or not _splits(doc, start, end):
        longer = _longest(doc, start, gazetteer)
        yield longer if longer is not None and longer.end > end else whole
        return
    position = start
    while position < end:
        part = _longest(doc, position, gazetteer, limit=end)
        position = part.end if part is not None else position + 1
        if part is not None:
            yield part


def _runs_on(doc: Doc, end: int) -> bool:
    """Tell whether the name goes on in a word that NER left out: "London Breed's office"."""
    after = doc[end] if end < len(doc) else None
    return after is not None and (after.tag_, after.dep_, after.ent_type_) == ("NNP", "poss", "")


def _trim(span: Span) -> tuple[int, int]:
    """Drop articles, points of the compass in small letters and possessive marks from the ends."""
    start, end = span.start, span.end
    while start < end and (span.doc[start].lower_ in {"the", "a"} or not span.doc[start].text[0].isupper()):
        start += 1
    while end > start and (span.doc[end - 1].tag_ == "POS" or not span.doc[end - 1].text[-1].isalnum()):
        if (
            span.doc[end - 1].text[-1:] == "."
            and span.doc[end - 1].is_alpha is False
            and len(span.doc[end - 1]) > 1
        ):
            break
        end -= 1
    return start, end


def _splits(doc: Doc, start: int, end: int) -> bool:
    return any(doc[i].text in {",", "/", "and", "&", "-"} for i in range(start, end))


def _named(doc: Doc, start: int, end: int, label: str, gazetteer: Gazetteer) -> Named:
    name = doc[start:end].text
    return Named(start, end, doc[start:end].root, name, label, gazetteer.candidates(name))


def _longest(doc: Doc, start: int, gazetteer: Gazetteer, limit: int | None = None) -> Named | None:
    """Return the longest known name that starts here, at most five tokens."""
    if not doc[start].text[0].isupper():
        return None
    stop = min(start + 5, limit if limit is not None else len(doc))
    while stop > start:
        last = doc[stop - 1]
        if last.text[0].isupper() or last.text[0].isdigit() or (last.text[-1] == "." and len(last) > 1):
            name = doc[start:stop].text
            if "\n" not in name and gazetteer.knows(name):
                return _named(doc, start, stop, "", gazetteer)
        stop -= 1
    return None


def _after_prepositions(doc: Doc, gazetteer: Gazetteer) -> Iterator[Named]:
    for token in tokens_with(doc, "TAG", ("IN", "TO", "RP")):
        if not _opens_place(token):
            continue
        start = token.i + 1
        while start < len(doc) and (doc[start].lower_ == "the" or doc[start].lower_ in _COMPASS):
            start += 1
        named = _longest(doc, start, gazetteer) if start < len(doc) else None
        while named is not None and not _inside_other_name(doc, named) and _big_enough(named):
            yield named
            named = _next_in_row(doc, named, gazetteer)


def _next_in_row(doc: Doc, named: Named, gazetteer: Gazetteer) -> Named | None:
    """Return the known place behind "and" or a comma: "to El Fasher and Nyala"."""
    at = named.end
    while at < len(doc) and at < named.end + 2 and doc[at].lower_ in {",", "and", "or"}:
        at += 1
    joined = named.end < at < len(doc) and doc[at].dep_ in {"conj", "appos"}
    return _longest(doc, at, gazetteer) if joined else None


def _in_datelines(doc: Doc, gazetteer: Gazetteer, datelines: Sequence[Extent]) -> Iterator[Named]:
    """Yield the first known name of each dateline, which NER often misses: it stands in capitals."""
    for line in datelines:
        span = doc.char_span(line.start, line.end, alignment_mode="expand")
        named = _longest(doc, span.start, gazetteer) if span is not None else None
        if named is not None:
            yield named


def _divisions(doc: Doc, gazetteer: Gazetteer) -> Iterator[Named]:
    """Yield known names before a word for what they are, which NER often misses: "Shan state", "Gisenyi post"."""
    for token in tokens_where(doc, (DIVISIONS | _SITES).__contains__):
        for start in range(max(token.i - 3, 0), token.i):
            named = _longest(doc, start, gazetteer, limit=token.i)
            if named is not None and named.end == token.i and _belongs(doc, token, named):
                yield replace(named, label="GPE")
                break


def _belongs(doc: Doc, noun: Token, named: Named) -> bool:
    if noun.lower_ in _SITES:
        # Nobody says "the" before a person's name.
        given = named.start > 0 and doc[named.start - 1].lower_ == "the"
        return given or not any(token.ent_type_ for token in doc[named.start : named.end])
    return any(entry.kind == "region" for entry in named.candidates)


def _undergoing(doc: Doc, gazetteer: Gazetteer, marked: set[str]) -> Iterator[Named]:
    """Yield known names that are shelled, captured or fled where NER saw no place, as in "shelled Goma"."""
    for token in tokens_with(doc, "DEP", ("dobj", "nsubjpass")):
        if token.head.lemma_ not in _MOTION_VERBS:
            continue
        named = _longest(doc, token.left_edge.i if token.left_edge.ent_type_ else token.i, gazetteer)
        sure = token.ent_type_ != "PERSON" or named is None or named.name in marked
        if named is not None and _big_enough(named) and (sure or token.head.lemma_ in _SIEGE_VERBS):
            yield named


def _opens_place(token: Token) -> bool:
    """Tell whether the word is one of place: "in", "near", or "of" after "town", "village", "coast"."""
    return token.lower_ in _SURE_WHERE or (token.lower_ == "of" and token.head.lemma_.lower() in _LOCAL_NOUNS)


_COMPASS: Final = word_set(
    "northern southern eastern western central north south east west northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern neighbouring neighboring nearby"
)


def _inside_other_name(doc: Doc, named: Named) -> bool:
    """Tell whether NER sees a person or a longer name: "in London Breed's office", "at the Center for X"."""
    first = doc[named.start]
    if first.ent_type_ in {"", *_LABELS}:
        return _runs_on(doc, named.end)
    after = doc[named.end] if named.end < len(doc) else None
    goes_on = after is not None and after.ent_iob_ == "I"
    return goes_on or first.ent_iob_ == "I" or first.ent_type_ in {"PERSON", "NORP", "DATE"}


def _big_enough(named: Named) -> bool:
    best = named.candidates[0]
    return len(named.name) > 2 and (best.kind != "city" or best.population >= 30_000 or best.name == named.name)


def stands_for_place(named: Named) -> bool:
    """Tell whether the mention is a location and not the actor that has its seat there."""
    best = named.candidates[0] if named.candidates else None
    if best is None:
        return named.head.dep_ == "pobj" and named.head.head.lower_ in WHERE
    acts = best.kind == "country" or bool(best.capital)
    token = named.head
    while token.dep_ == "conj" and token.head.i != token.i and token.head.ent_type_ in {*_LABELS, "NORP", ""}:
        token = token.head
    match token.dep_:
        case "pobj":
            return _after_preposition(token, acts=acts)
        case "nsubj":
            # "Santiago was quiet" is the city, "Santiago rejected it" those who govern.
            return not acts or (best.kind == "city" and not governs(token))
        case "agent":
            return not acts
        case "nsubjpass":
            return best.kind != "country"
        case "dobj" | "iobj" | "dative" | "attr" | "oprd":
            return not acts or token.head.lemma_ in _MOTION_VERBS
        case "poss":
            return not acts or _is_local(token.head, best) or token.head.lower_ in DIVISIONS
        case "compound" | "nmod" | "amod":
            return (not acts or _is_local(token.head, best)) and named.label != ""
    return not acts or token.dep_ in {"ROOT", "appos", "npadvmod", "dep"}


def _is_local(noun: Token, place: GazetteerEntry) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in _STREETS or (lemma in _TOWNSFOLK and place.kind == "city")


def _after_preposition(token: Token, *, acts: bool) -> bool:
    preposition = token.head.lower_
    if preposition == "of":
        return not acts or token.head.head.lemma_.lower() in _LOCAL_NOUNS
    if preposition in _ACTOR_PREPOSITIONS:
        return not acts
    if preposition == "to" and acts:
        # "a letter to Venezuela" has a recipient, "flights to Venezuela" a destination.
        return token.head.head.lemma_.lower() not in _ADDRESSING
    return preposition in WHERE or not acts


_ADDRESSING: Final = word_set(
    "letter message appeal call warning threat belong offer give say speak apologise apologize hand "
    "sell aid loan support respond response reply answer ally oppose opposition commitment related "
    "relate turn listen owe owed grant ultimatum loyal loyalty close blow threat challenge sale "
    "concession weapon arm ambassador envoy"
)
