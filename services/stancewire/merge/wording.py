"""What the sentences of a telling say beside its record: names and content words, for comparison only. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from stancewire.core.content_words import WORD, plain_word, words_in
from stancewire_schemas import TextSpan
from stancewire_schemas.event import EventSourceV1


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NO_NAMES: Final = _set(
    """a an and the in on at of for by to from with after before but as he she it they we i his her its their
    this that these those there two three four five six seven eight nine ten more some many most all no not
    one when while where who what how if both other another officials police people president minister
    government monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mr mrs ms dr new news according"""
)


@lru_cache(maxsize=4096)
def names_in(text: str) -> frozenset[str]:
    """Return the capitalised words of a sentence, lower case; not its first word, no days or months."""
    found = list(WORD.finditer(text))
    return frozenset(
        word
        for match in found[1:]
        if match[0][0].isupper() and (word := plain_word(match[0])) not in _NO_NAMES and len(word) > 1
    )


def names_beside(source: EventSourceV1) -> frozenset[str]:
    """Return the names in a telling's sentences that are not those of its parties or place."""
    told = source.telling
    own = [party.name for party in (*told.actors, *told.recipients)] + ([told.place.name] if told.place else [])
    known = {plain_word(word) for name in own for word in WORD.findall(name)}
    return frozenset(name for span in source.evidence for name in names_in(span.text)) - known


def words_of(source: EventSourceV1) -> frozenset[str]:
    """Return the content of a telling's sentences without its triggers."""
    triggers = {word for span in source.triggers for word in words_in(span.text)}
    return frozenset(word for span in _distinct(source) for word in words_in(span.text)) - triggers


def _distinct(source: EventSourceV1) -> tuple[TextSpan, ...]:
    return tuple({span.start: span for span in source.evidence}.values())
