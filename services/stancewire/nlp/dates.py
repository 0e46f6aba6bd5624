"""Dates: the words of time in an article, each with the days that it means.

The grammar (`date_grammar`) reads the words, the calendar (`date_resolution`) turns them into days, the tense of
the governing verb (`date_direction`) says which Friday is meant. Here the chained ones find their anchor.

Convention for "four days after X" and "a day before X", which tie two events together: the mention carries the date
of X when X has no date of its own in the text ("dated September 6, four days after a strike": the strike was on
September 2), and otherwise the date of what stands outside ("two days after the strike on Friday, Ecuador left":
Ecuador left on Sunday). `dates_complement` tells the two apart for whoever attaches dates to events.
Chains without a complement ("a day later", "the following week") date their own clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from stancewire.nlp.calendar_arithmetic import UNRESOLVED, Resolved, shifted
from stancewire.nlp.date_direction import Direction, direction_of
from stancewire.nlp.date_forms import Ahead, CalendarDay, Chain, Expression, Form, YearPart
from stancewire.nlp.date_grammar import read_expressions
from stancewire.nlp.date_resolution import resolve
from stancewire.nlp.document import DateMention, Document
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import DateKind, Granularity

_TOLD: Final = {"last": Direction.PAST, "past": Direction.PAST} | dict.fromkeys(
    ("next", "coming", "upcoming"), Direction.COMING
)
_LINKS: Final = frozenset({"after", "before", "to"})
_FINE: Final[dict[str, frozenset[Granularity]]] = {
    "day": frozenset({Granularity.DAY, Granularity.RANGE}),
    "week": frozenset({Granularity.DAY, Granularity.WEEK, Granularity.RANGE}),
    "fortnight": frozenset({Granularity.DAY, Granularity.WEEK, Granularity.RANGE}),
    "month": frozenset({Granularity.DAY, Granularity.WEEK, Granularity.RANGE, Granularity.MONTH}),
}


def find_dates(document: Document) -> None:
    """Set `document.dates` to the time expressions in order. A repeat gives the same; nothing else changes.

    Without a publication day what depends on it stays unresolved, with its words.
    """
    today = None if document.published is None else document.published.date()
    expressions = [e for e in read_expressions(document.parse) if _tells_a_time(document, e)]
    document.dates = [_mention(document, expression, today) for expression in expressions]
    for number, expression in enumerate(expressions):
        if isinstance(expression.form, Chain):
            _resolve_chain(document, number, expressions)


def dates_complement(document: Document, mention: DateMention) -> bool:
    """Tell whether the mention ("four days after X") dates X, to its right, and not what governs it."""
    link = link_of(document, mention)
    return link is not None and _date_inside(document, mention, complement_of(link)) is None


def link_of(document: Document, mention: DateMention) -> Token | None:
    """Return the "after" or "before" that ends the mention and ties it to a complement, else None."""
    span = document.parse.char_span(mention.start, mention.end)
    if span is None or span[-1].lower_ not in _LINKS or len(span) < 2:
        return None
    return span[-1]


def complement_of(link: Token) -> tuple[int, int]:
    """Return the token range that "after" or "before" governs, `end` exclusive: its clause or noun phrase."""
    top = link.head if link.dep_ == "mark" else link
    return link.i + 1, max(top.right_edge.i + 1, link.i + 1)


def _tells_a_time(document: Document, expression: Expression) -> bool:
    if not isinstance(expression.form, Ahead):
        return True
    head = _head(document.parse.tokens[expression.start : expression.end])
    return direction_of(head, "", document.parse[expression.start]) is Direction.COMING


def _mention(document: Document, expression: Expression, today: date | None) -> DateMention:
    tokens = document.parse.tokens
    first, last = tokens[expression.start], tokens[expression.end - 1]
    head = _head(tokens[expression.start : expression.end])
    resolved = resolve(expression.form, today, _direction(document, expression, head))
    return DateMention(
        first.idx,
        last.idx + len(last.text),
        head.i,
        resolved.first,
        resolved.last,
        resolved.granularity,
        resolved.kind,
    )


def _head(words: list[Token]) -> Token:
    """Return the token of a row that hangs on something outside it; in a tie the last one, the noun."""
    first, last = words[0].i, words[-1].i
    for token in reversed(words):
        if not first <= token.head.i <= last or token.head is token:
            return token
    return words[-1]


def _direction(document: Document, expression: Expression, head: Token) -> Direction:
    which = _told_direction(expression.form, document.parse[expression.start].lower_)
    if which is not None:
        return which
    before = document.parse[expression.start - 1].lower_ if expression.start else ""
    return direction_of(head, before, document.parse[expression.start])


def _told_direction(form: Form, first_word: str) -> Direction | None:
    """Return the direction that "last May" and "next summer" tell by themselves."""
    if not isinstance(form, CalendarDay | YearPart):
        return None
    return _TOLD.get(first_word)


def _resolve_chain(document: Document, number: int, expressions: Sequence[Expression]) -> None:
    mention, form = document.dates[number], expressions[number].form
    if not isinstance(form, Chain) or form.count is None:
        return
    link = None if form.link is None else document.parse[form.link]
    told = None if link is None else _date_inside(document, mention, complement_of(link))
    if told is not None:
        resolved = _shift(told, form.count, form.unit)
    elif link is not None:
        anchor = _governing_date(document, mention, complement_of(link))
        resolved = UNRESOLVED if anchor is None else _shift(anchor, -form.count, form.unit)
    else:
        anchor = _preceding_date(document, number, form.unit)
        resolved = UNRESOLVED if anchor is None else _shift(anchor, form.count, form.unit)
    mention.first, mention.last = resolved.first, resolved.last
    mention.granularity, mention.kind = resolved.granularity, resolved.kind


def _shift(anchor: DateMention, count: int, unit: str) -> Resolved:
    if anchor.first is None or anchor.granularity not in _FINE.get(unit, frozenset(Granularity)):
        return UNRESOLVED
    try:
        return shifted(anchor.first, anchor.last or anchor.first, count, unit, DateKind.CHAINED)
    except (ValueError, OverflowError):
        return UNRESOLVED


def _date_inside(document: Document, mention: DateMention, tokens: tuple[int, int]) -> DateMention | None:
    inside = range(*tokens)
    return next((d for d in document.dates if d is not mention and d.head in inside and d.first is not None), None)


def _governing_date(document: Document, mention: DateMention, complement: tuple[int, int]) -> DateMention | None:
    """Return the nearest date of the same sentence outside the complement: the one told for what governs it."""
    sentence = document.parse[mention.head].sent
    outside = [
        d
        for d in document.dates
        if d is not mention
        and d.first is not None
        and sentence.start <= d.head < sentence.end
        and not complement[0] <= d.head < complement[1]
    ]
    return min(outside, key=lambda d: (d.head > mention.head, abs(d.head - mention.head)), default=None)


def _preceding_date(document: Document, number: int, unit: str) -> DateMention | None:
    """Return the last resolved date before the mention, in its sentence or the one before, if it is fine enough.

    What is open ("since 2020") is passed over; behind a coarser date ("in March") no older one is meant.
    """
    head = document.parse[document.dates[number].head]
    floor = document.parse[max(head.sent.start - 1, 0)].sent.start
    fine = _FINE.get(unit, frozenset(Granularity))
    for mention in reversed(document.dates[:number]):
        if mention.head < floor:
            return None
        if mention.first is not None and mention.last is not None:
            return mention if mention.granularity in fine else None
    return None
