"""What the sentences of a telling say beside its record: names and content words, for comparison only. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from stancewire.core.content_words import WORD, beginning, is_content, plain_word
from stancewire_schemas.event import EventSourceV1

_STEM: Final = 5
"""Letters that are enough to see "attack" in "attacked" and "attacks"."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NO_NAMES: Final = _set(
    """a an and the in on at of for by to from with after before but as he she it they we i his her its their
    this that these those there two three four five six seven eight nine ten more some many most all no not
    one when while where who what how if both other another officials police people president minister
    government monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mr mrs ms dr new news according"""
)


_NOTHING: Final = ("",)


class Wording(NamedTuple):
    """Of one telling: beginnings of its triggers, its sentences, names and content words beside them.

    Sentences are numbers that are others in another process.
    """

    stems: frozenset[str]
    sentences: frozenset[int]
    names: frozenset[str]
    words: frozenset[str]


def wording(source: EventSourceV1) -> Wording:
    """Return what the sentences of a telling say beside its record. The same telling is not read twice."""
    told = source.telling
    own = tuple([party.name for side in (told.actors, told.recipients) for party in side])
    known = own if told.place is None else (*own, told.place.name)
    return _wording(tuple([s.text for s in source.evidence]), tuple([t.text for t in source.triggers]), known)


@lru_cache(maxsize=2048)
def _wording(sentences: tuple[str, ...], triggers: tuple[str, ...], known: tuple[str, ...]) -> Wording:
    told = tuple([word.casefold() for word in triggers])
    contents, names = {""}, {""}
    for text in sentences:
        words = _read(text)
        contents.update([content for _, content, _ in words])
        # The first word of a sentence has a capital whether it is a name or not.
        names.update([name for _, _, name in words[1:]])
    own = [plain for plain, _, _ in _read(" ".join(known))]
    return Wording(
        stems=frozenset([word[:_STEM] for word in told]),
        sentences=frozenset([hash((_spaced(text), told)) for text in sentences]),
        names=frozenset(names.difference(own, _NOTHING)),
        words=frozenset(
            contents.difference([beginning(plain) for plain, _, _ in _read(" ".join(triggers))], _NOTHING)
        ),
    )


def _read(text: str) -> list[_Word]:
    return [_word(told) for told in WORD.findall(text)]


class _Word(NamedTuple):
    """A word in small letters; as what it counts beside an event, "" where it does not."""

    plain: str
    content: str
    name: str


@lru_cache(maxsize=8192)
def _word(told: str) -> _Word:
    plain = plain_word(told)
    is_name = told[0].isupper() and plain not in _NO_NAMES and len(plain) > 1
    return _Word(plain, beginning(plain) if is_content(plain) else "", plain if is_name else "")


def _spaced(text: str) -> str:
    return " ".join(text.casefold().split())
