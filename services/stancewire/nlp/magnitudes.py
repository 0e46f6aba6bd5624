"""Magnitudes: how many were killed, held, freed, marched or sent, and how much money, each given to its event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.arguments import is_passive
from stancewire.nlp.document import Document, Magnitude
from stancewire.nlp.magnitude_words import FORCES, PERSONS, Cue, bounds, load_cues, read_currency
from stancewire.nlp.number_words import Number, read_number
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.trigger_tree import TriggerTree
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EventType, MagnitudeKind

_NOT_COUNTS: Final = word_set(
    "year day week month hour minute decade century percent % pct kilometre km mile metre meter foot "
    "degree tonne ton barrel point seat vote time magnitude am pm a.m. p.m. old cent per"
)
_HARM: Final = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
_FITS: Final[dict[MagnitudeKind, frozenset[EventType]]] = {
    MagnitudeKind.KILLED: _HARM | {EventType.SANCTION},
    MagnitudeKind.INJURED: _HARM,
    MagnitudeKind.ARRESTED: frozenset({EventType.COERCE, EventType.SANCTION, EventType.ASSAULT, EventType.PROTEST}),
    MagnitudeKind.ABDUCTED: frozenset({EventType.COERCE, EventType.ASSAULT}),
    MagnitudeKind.RELEASED: frozenset(
        {EventType.RETREAT, EventType.CONCEDE, EventType.AID, EventType.AGREE, EventType.COOPERATE,
         EventType.REQUEST}
    ),
    MagnitudeKind.DISPLACED: _HARM | {EventType.AID, EventType.RETREAT},
    MagnitudeKind.DEPORTED: frozenset(
        {EventType.COERCE, EventType.SANCTION, EventType.COOPERATE, EventType.RETREAT, EventType.AGREE}
    ),
    MagnitudeKind.PARTICIPANTS: frozenset({EventType.PROTEST}),
    MagnitudeKind.TROOPS: frozenset(
        {EventType.MOBILIZE, EventType.RETREAT, EventType.CONCEDE, EventType.AID, EventType.AGREE,
         EventType.COOPERATE, EventType.SUPPORT, EventType.THREATEN}
    ),
    MagnitudeKind.MONEY: frozenset(EventType) - {EventType.CONSULT},
}  # fmt: skip
_INSIDE_PHRASE: Final = frozenset({"nummod", "quantmod", "compound", "amod", "advmod", "predet"})
_POSTPOSED: Final = 3
_MAX_CLIMB: Final = 6


def measure_events(document: Document, tree: TriggerTree) -> None:
    """Set `magnitudes` of every event, sorted by start. Numbers inside dates, ages and measures are passed over."""
    dated = {i for mention in document.dates for i in _tokens(document, mention.start, mention.end)}
    found: dict[int, list[Magnitude]] = {}
    for number in _numbers(document.parse, dated):
        for trigger, magnitude in _measure(document, number, tree):
            found.setdefault(trigger, []).append(magnitude)
    for trigger, events in tree.events.items():
        for event in events:
            new = [m for m in found.get(trigger, ()) if m not in event.magnitudes and event.type in _FITS[m.kind]]
            event.magnitudes = sorted([*event.magnitudes, *new], key=lambda m: (m.start, m.kind))


def _tokens(document: Document, start: int, end: int) -> range:
    span = document.parse.char_span(start, end, alignment_mode="expand")
    return range(0) if span is None else range(span.start, span.end)


def _numbers(doc: Doc, dated: set[int]) -> Iterator[Number]:
    words = [token.lower_ for token in doc]
    position = 0
    while position < len(doc):
        token = doc[position]
        countable = position not in dated and (
            token.tag_ in {"CD", "NNS", "NN", "JJ"} or words[position] in {"a", "an"}
        )
        number = read_number(words, position, article=_opens_scale(words, position)) if countable else None
        if number is None:
            position += 1
            continue
        yield number
        position = number.end


def _opens_scale(words: list[str], position: int) -> bool:
    following = words[position + 1 : position + 2]
    return bool(following) and following[0] in {"dozen", "hundred", "thousand", "million", "billion"}


def _measure(document: Document, number: Number, tree: TriggerTree) -> Iterator[tuple[int, Magnitude]]:
    doc = document.parse
    currency = read_currency(doc, number)
    if currency is not None:
        unit, tokens = currency[0], currency[1:]
        for trigger in _money_triggers(doc, number, tree):
            yield trigger, _magnitude(document, number, MagnitudeKind.MONEY, tokens, unit)
        return
    counted = _counted(doc, number)
    if counted is None:
        return
    licence = _licence(doc, number, counted)
    if licence is None:
        return
    cue, token = licence
    for trigger in _triggers_of(token, tree):
        yield trigger, _magnitude(document, number, cue.kind, (number.start, number.end))


def _magnitude(
    document: Document, number: Number, kind: MagnitudeKind, tokens: tuple[int, int], unit: str | None = None
) -> Magnitude:
    doc = document.parse
    first, value, low, high = bounds(doc, number, tokens[0])
    last = doc[tokens[1] - 1]
    return Magnitude(kind, value, low, high, unit, doc[first].idx, last.idx + len(last))


def _counted(doc: Doc, number: Number) -> Token | None:
    """Return the noun that the number counts, or the number where it stands alone ("killing four")."""
    token = doc[number.end - 1] if number.value is not None else doc[number.start : number.end].root
    for _ in range(_MAX_CLIMB):
        if token.dep_ not in _INSIDE_PHRASE or token.head.i < number.start:
            break
        token = token.head
    following = doc[number.end].lemma_.lower() if number.end < len(doc) else ""
    if following in _NOT_COUNTS or _kind_of(token) in _NOT_COUNTS:
        return None
    return token


def _kind_of(counted: Token) -> str:
    """Return the lemma of what is counted: "troops" in "tens of thousands of troops"."""
    for child in counted.children:
        if child.lower_ == "of" and child.i > counted.i:
            return next((noun.lemma_.lower() for noun in child.children if noun.dep_ == "pobj"), "")
    return counted.lemma_.lower()


def _licence(doc: Doc, number: Number, counted: Token) -> tuple[Cue, Token] | None:
    """Find the word that says what happened to the counted, and its token."""
    for at in range(number.end, min(number.end + _POSTPOSED, len(doc))):
        cue = _cue(doc[at], "self")
        if cue is not None and (doc[at].pos_ != "VERB" or doc[at].tag_ == "VBN"):
            return cue, doc[at]
        if doc[at].is_punct or doc[at].pos_ in {"ADP", "VERB", "AUX"}:
            break
    while counted.dep_ == "conj" and counted.head.i != counted.i and counted.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        counted = counted.head
    for child in counted.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and (cue := _object_cue(child, counted)) is not None:
            return cue, child
    return _governing_licence(counted)


def _governing_licence(counted: Token) -> tuple[Cue, Token] | None:
    governor = counted.head
    match counted.dep_:
        case "dobj" | "nsubjpass" | "oprd":
            cue = _object_cue(governor, counted)
        case "nsubj" if is_passive(governor):
            cue = _object_cue(governor, counted)
        case "nsubj":
            cue = _subject_cue(governor)
        case "pobj":
            return _after_noun(counted, governor)
        case _:
            return None
    return None if cue is None else (cue, governor)


def _after_noun(counted: Token, preposition: Token) -> tuple[Cue, Token] | None:
    noun = preposition.head
    if preposition.lower_ == "of":
        cue = _cue(noun, "of")
        if cue is not None and (cue.kind is not MagnitudeKind.TROOPS or _kind_of(counted) in FORCES):
            return cue, noun
        if noun.pos_ == "NUM" or noun.lower_ in {"dozens", "scores", "hundreds", "thousands", "group", "total"}:
            return _governing_licence(noun)
    if preposition.lower_ in {"to", "at"} and noun.pos_ == "VERB":
        for child in noun.children:
            if (
                child.dep_ in {"nsubj", "nsubjpass"}
                and child.lemma_.lower() == "toll"
                and (cue := _cue(child, "toll"))
            ):
                return cue, noun
    return None


def _object_cue(verb: Token, counted: Token) -> Cue | None:
    noun = _kind_of(counted)
    if noun in {"hostage", "captive"} and (cue := _cue(verb, "hostage")) is not None:
        return cue
    if noun in FORCES and (cue := _cue(verb, "force")) is not None:
        return cue
    if (noun in PERSONS or counted.ent_type_ == "NORP" or counted.tag_ == "NNPS") and (cue := _cue(verb, "person")):
        return cue
    return _cue(verb, "obj")


def _subject_cue(verb: Token) -> Cue | None:
    if verb.lower_ == "dead":
        return _cue(verb, "self")
    below = {child.lower_ for child in verb.children}
    streets = any(grand.lemma_ == "street" for child in verb.children for grand in child.children)
    if streets and (cue := _cue(verb, "street")) is not None:
        return cue
    if "out" in below and (cue := _cue(verb, "out")) is not None:
        return cue
    return _cue(verb, "subj")


def _cue(token: Token, slot: str) -> Cue | None:
    return load_cues().get((token.lemma_.lower(), slot))


def _triggers_of(token: Token, tree: TriggerTree) -> tuple[int, ...]:
    if token.i in tree.events:
        return (token.i,)
    while token.dep_ == "conj" and token.tag_ == "VBG" and token.head.pos_ == "VERB":
        # "killing 12 and wounding dozens" hangs on what did both.
        token = token.head
    if token.pos_ == "VERB" and (below := tree.below(token)):
        return below
    if token.dep_ in {"ccomp", "relcl", "ROOT", "parataxis"} and token.pos_ == "VERB":
        return ()
    return tree.governing(token)


def _money_triggers(doc: Doc, number: Number, tree: TriggerTree) -> tuple[int, ...]:
    """Climb to the first trigger above the amount; only a verb that reports or a new clause stops the way."""
    token = doc[number.end - 1]
    for _ in range(_MAX_CLIMB * 2):
        if token.i in tree.events:
            return (token.i,)
        if token.head.i == token.i or token.dep_ in {"ccomp", "parataxis"}:
            return tree.below(token)
        token = token.head
    return ()
