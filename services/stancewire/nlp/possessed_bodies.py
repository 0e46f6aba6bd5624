"""Bodies named after those whom they are for: "Los Angeles County Sheriff's Department", "Magistrates' Court"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.name_labels import Label
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_of
from stancewire.nlp.word_sets import word_set

_MARKS: Final = ("'s", "’s", "'", "’")
OWNERS: Final = word_set(
    "sheriff sheriffs magistrates people peoples children women men workers teachers farmers veterans students "
    "writers players directors journalists lawyers doctors nurses employees citizens governor mayor "
    "coroner attorney"
)
_BODIES: Final = word_set(
    "department office court council party army union association federation foundation hospital college club "
    "committee front congress fund guild assembly league movement institute commission bureau"
)
_LONGEST: Final = 3


def possessed_bodies(parse: Doc, names: list[Label]) -> list[Label]:
    """Return the names with such bodies whole, in place of their parts; a sheriff alone is no body."""
    marks = [mark for form in _MARKS for mark in tokens_of(parse, form) if _is_after_owner(parse, mark)]
    if not marks:
        return names
    whole = {index for n in names if n.label == "ORG" for index in range(n.start + 1, n.end - 1)}
    bodies = list(_bodies(parse, [mark for mark in marks if mark.i not in whole]))
    taken = {index for body in bodies for index in range(body.start, body.end)}
    owners = {mark.i - 1 for mark in marks}
    kept = [n for n in names if taken.isdisjoint(range(n.start, n.end)) and not _is_owner(n, owners)]
    return [*kept, *bodies]


def _is_after_owner(parse: Doc, mark: Token) -> bool:
    owner = parse[mark.i - 1] if mark.i else None
    return mark.tag_ == "POS" and owner is not None and owner.is_title and owner.lower_ in OWNERS


def _is_owner(name: Label, owners: set[int]) -> bool:
    return name.label == "ORG" and name.end - name.start == 1 and name.start in owners


def _bodies(parse: Doc, marks: list[Token]) -> Iterator[Label]:
    for mark in marks:
        end = mark.i + 1
        while end < len(parse) and end <= mark.i + _LONGEST and parse[end].is_title and parse[end].tag_ == "NNP":
            end += 1
        if end > mark.i + 1 and parse[end - 1].lower_ in _BODIES:
            yield Label(_start(parse, mark.i - 1), end, "ORG")


def _start(parse: Doc, owner: int) -> int:
    """Return where the words written large before an owner begin: its county, city or state."""
    start = owner
    while start and owner - start < _LONGEST and _goes_before(parse[start - 1], parse[start]):
        start -= 1
    return start


def _goes_before(token: Token, behind: Token) -> bool:
    return token.tag_ == "NNP" and token.text[0].isupper() and token.is_alpha and not behind.is_sent_start
