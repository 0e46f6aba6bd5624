"""Magnitudes: how many were killed, held, freed, marched or sent, and how much money, each given to its event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.counted import licence
from stancewire.nlp.document import Document, Magnitude
from stancewire.nlp.magnitude_words import bounds, read_currency
from stancewire.nlp.number_words import Number, begins_number, read_number
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.trigger_tree import TriggerTree
from stancewire.nlp.word_index import tokens_where
from stancewire_schemas.codes import EventType, MagnitudeKind

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
_COUNTING_TAGS: Final = frozenset({"CD", "NNS", "NN", "JJ"})
_ARTICLES: Final = frozenset({"a", "an"})
_MAX_CLIMB: Final = 12


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
    words = [token.lower_ for token in doc.tokens]
    read_to = 0
    for token in tokens_where(doc, _may_begin):
        is_number_word = token.tag_ in _COUNTING_TAGS or token.lower_ in _ARTICLES
        if token.i < read_to or token.i in dated or not is_number_word:
            continue
        number = read_number(words, token.i, article=_opens_scale(words, token.i))
        if number is not None:
            yield number
            read_to = number.end


def _may_begin(form: str) -> bool:
    word = form.lower()
    return word in _ARTICLES or begins_number(word)


def _opens_scale(words: list[str], position: int) -> bool:
    following = words[position + 1 : position + 2]
    return bool(following) and following[0] in {"dozen", "hundred", "thousand", "million", "billion"}


def _measure(document: Document, number: Number, tree: TriggerTree) -> Iterator[tuple[int, Magnitude]]:
    doc = document.parse
    if (currency := read_currency(doc, number)) is not None:
        unit, tokens = currency[0], currency[1:]
        for trigger in _money_triggers(doc, number, tree):
            yield trigger, _magnitude(document, number, MagnitudeKind.MONEY, tokens, unit)
        return
    licensed = licence(doc, number)
    if licensed is None:
        return
    cue, token = licensed
    for trigger in _triggers_of(token, tree):
        yield trigger, _magnitude(document, number, cue.kind, (number.start, number.end))


def _magnitude(
    document: Document, number: Number, kind: MagnitudeKind, tokens: tuple[int, int], unit: str | None = None
) -> Magnitude:
    doc = document.parse
    first, value, low, high = bounds(doc, number, tokens[0])
    last = doc[tokens[1] - 1]
    return Magnitude(kind, value, low, high, unit, doc[first].idx, last.idx + len(last))


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
    for _ in range(_MAX_CLIMB):
        if token.i in tree.events:
            return (token.i,)
        if token.head.i == token.i or token.dep_ in {"ccomp", "parataxis"}:
            return tree.below(token)
        token = token.head
    return ()
