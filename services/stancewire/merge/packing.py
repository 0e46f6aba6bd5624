"""A profile as bytes and back, for the cache on disk: read a hundred times as often as an event's record."""

from __future__ import annotations

import marshal
from typing import Any, Final, cast

from stancewire.merge.counts import Count
from stancewire.merge.days import Days
from stancewire.merge.parts import packed
from stancewire.merge.profile import Profile
from stancewire.merge.side import Side, words_of
from stancewire.merge.sites import Site

_NESTED: Final = Profile._fields.index("actors")
"""From here on a profile holds what is more than words."""

_FILED: Final = Profile._fields.index("filed")
_NAME: Final = Side._fields.index("name")
_WORDS: Final = Side._fields.index("words")
"""The last field, which follows from the name."""


def pack(profile: Profile) -> bytes:
    """Return a profile as bytes that this version of Python reads back."""
    nested = cast("tuple[Any, ...]", profile[_NESTED:])
    actors, recipients, counts, place, days, published = nested
    sides = (tuple([party[:_WORDS] for party in values]) for values in (actors, recipients))
    plain = map(_plain, (place, days, published))
    return marshal.dumps(
        ((*profile[:_FILED], None, packed(profile.beside)), *sides, tuple(map(tuple, counts)), *plain)
    )


def unpack(value: bytes) -> Profile:
    """Return the profile that was packed, but for what it is filed under; what is told beside it stays packed."""
    plain, actors, recipients, counts, place, days, published = marshal.loads(value)  # noqa: S302  # written by this process
    nested = (
        tuple(map(_side, actors)),
        tuple(map(_side, recipients)),
        tuple(map(Count._make, counts)),
        None if place is None else Site._make(place),
        None if days is None else Days._make(days),
        None if published is None else Days._make(published),
    )
    return Profile._make((*plain, *nested))


def _side(packed: tuple[Any, ...]) -> Side:
    return Side._make((*packed, words_of(packed[_NAME])))


def _plain(values: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    # Marshal takes only tuples themselves.
    return None if values is None else tuple(values)
