"""A profile as bytes and back, for the cache on disk: read a hundred times as often as an event's record."""

from __future__ import annotations

import marshal
from typing import Any

from stancewire.merge.counts import Count
from stancewire.merge.days import Days
from stancewire.merge.parties import Side
from stancewire.merge.profile import Profile
from stancewire.merge.sites import Site


def pack(profile: Profile) -> bytes:
    """Return a profile as bytes that this version of Python reads back."""
    plain = profile._replace(place=None, days=None, published=None, actors=(), recipients=(), counts=())
    sides = tuple(map(tuple, profile.actors)), tuple(map(tuple, profile.recipients))
    spans = _plain(profile.place), _plain(profile.days), _plain(profile.published)
    return marshal.dumps((tuple(plain), sides, spans, tuple(map(tuple, profile.counts))))


def unpack(packed: bytes) -> Profile:
    """Return the profile that was packed."""
    plain, (actors, recipients), (place, days, published), counts = marshal.loads(packed)  # noqa: S302  # written by this process
    return Profile._make(plain)._replace(
        actors=tuple(map(Side._make, actors)),
        recipients=tuple(map(Side._make, recipients)),
        place=None if place is None else Site._make(place),
        days=None if days is None else Days._make(days),
        published=None if published is None else Days._make(published),
        counts=tuple(map(Count._make, counts)),
    )


def _plain(values: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    # Marshal takes only tuples themselves.
    return None if values is None else tuple(values)
