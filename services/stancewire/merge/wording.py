"""What the sentences of a telling say beside its record: names and content words, for comparison only. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from stancewire_schemas import TextSpan
from stancewire_schemas.event import EventSourceV1

_WORD: Final = re.compile(r"[^\W_][\w'’-]*")
_STEM: Final = 5
_SHORTEST: Final = 4


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NO_NAMES: Final = _set(
    """a an and the in on at of for by to from with after before but as he she it they we i his her its their
    this that these those there two three four five six seven eight nine ten more some many most all no not
    one when while where who what how if both other another officials police people president minister
    government monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mr mrs ms dr new news according"""
)
_NO_CONTENT: Final = _set(
    """about above after again against along also among another around because been before being below between
    both could days does doing down during each early earlier even ever every first five following four from
    further have having here into just last late later least less like made make many more most much must
    near next nine none once only other over said same says second seven several shall should since some
    still such than that their them then there these they third this those three through time told today
    took under until upon very was week weeks were what when where which while will with within without
    would year years your"""
)


@lru_cache(maxsize=4096)
def names_in(text: str) -> frozenset[str]:
    """Return the capitalised words of a sentence, lower case; not its first word, no days or months."""
    found = list(_WORD.finditer(text))
    return frozenset(
        word
        for match in found[1:]
        if match[0][0].isupper() and (word := _plain(match[0])) not in _NO_NAMES and len(word) > 1
    )


@lru_cache(maxsize=4096)
def words_in(text: str) -> frozenset[str]:
    """Return the beginnings of the content words of a sentence, and its numbers."""
    return frozenset(
        word[:_STEM]
        for match in _WORD.finditer(text)
        if (word := _plain(match[0])) not in _NO_CONTENT and (len(word) >= _SHORTEST or word.isdigit())
    )


def names_beside(source: EventSourceV1) -> frozenset[str]:
    """Return the names in a telling's sentences that are not those of its parties or place."""
    told = source.telling
    own = [party.name for party in (*told.actors, *told.recipients)] + ([told.place.name] if told.place else [])
    known = {_plain(word) for name in own for word in _WORD.findall(name)}
    return frozenset(name for span in source.evidence for name in names_in(span.text)) - known


def words_of(source: EventSourceV1) -> frozenset[str]:
    """Return the content of a telling's sentences without its triggers."""
    triggers = {word for span in source.triggers for word in words_in(span.text)}
    return frozenset(word for span in _distinct(source) for word in words_in(span.text)) - triggers


def _distinct(source: EventSourceV1) -> tuple[TextSpan, ...]:
    return tuple({span.start: span for span in source.evidence}.values())


def _plain(word: str) -> str:
    plain = word.casefold().replace("’", "'")
    return plain.removesuffix("'s").strip("'-")
