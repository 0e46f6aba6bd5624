"""What the sentences of a telling say beside its record: names and content words, for comparison only. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from stancewire.core.content_words import WORD, beginning, is_content, plain_word
from stancewire_schemas.event import EventSourceV1

_YEAR: Final = 4
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
) | _set(
    # Titles, and what streets and counties are called: they tell nobody apart. Compass points do, "the North".
    """attorney prosecutor prosecutors judge justice court sheriff deputy detective sergeant sgt lieutenant lt
    captain capt officer chief director secretary spokesman spokeswoman general colonel senator sen
    representative rep governor gov mayor professor prof king queen chairman commissioner county city state
    district street avenue boulevard road"""
)


class Wording(NamedTuple):
    """Of one telling: beginnings of its triggers, its sentences, names and content words beside them.

    Sentences are numbers that are others in another process.
    """

    stems: frozenset[str]
    sentences: frozenset[int]
    names: frozenset[str]
    words: frozenset[str]


def wording(source: EventSourceV1) -> Wording:
    """Return what the sentences of a telling say beside its record."""
    told, triggers = source.telling, [trigger.text for trigger in source.triggers]
    known = [party.name for side in (told.actors, told.recipients) for party in side]
    if told.place is not None:
        known.append(told.place.name)
    deeds = tuple([word.casefold() for word in triggers])
    texts = [sentence.text for sentence in source.evidence]
    contents, names = _contents_and_names(texts)
    return Wording(
        stems=frozenset([deed[:_STEM] for deed in deeds]),
        sentences=frozenset([hash((_spaced(text), deeds)) for text in texts]),
        names=names.difference(_plain(WORD.findall(" ".join(known)))) if names else names,
        words=contents.difference([beginning(plain) for plain in _plain(WORD.findall(" ".join(triggers)))]),
    )


def numbers_in(words: Iterable[str]) -> frozenset[str]:
    """Return the words that count something: numbers, but for those of four digits, which are mostly a year."""
    return frozenset([word for word in words if word.isdigit() and len(word) < _YEAR])


def _contents_and_names(texts: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    plains, names = set[str](), set[str]()
    for text in texts:
        told = WORD.findall(text)
        plain = _plain(told)
        plains.update(plain)
        # The first word of a sentence has a capital whether it is a name or not.
        names.update([own for word, own in zip(told[1:], plain[1:], strict=True) if word[0].isupper()])
    contents = [beginning(plain) for plain in plains if is_content(plain)]
    return frozenset(contents), frozenset([name for name in names if len(name) > 1 and name not in _NO_NAMES])


def _plain(words: list[str]) -> list[str]:
    # Words repeat, but to remember them takes longer than to read them again.
    return [plain if plain.isalnum() else plain_word(plain) for plain in map(str.casefold, words)]


def _spaced(text: str) -> str:
    return " ".join(text.casefold().split())
