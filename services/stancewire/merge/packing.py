"""A profile as bytes and back, for the cache on disk: read a hundred times as often as an event's record."""

from __future__ import annotations

import marshal
from enum import Enum
from typing import Any

from stancewire.merge.parties import Side
from stancewire.merge.profile import Days, Profile
from stancewire_schemas.event import EventSiteV1

_SITE = tuple(EventSiteV1.model_fields)


def pack(profile: Profile) -> bytes:
    """Return a profile as bytes that this version of Python reads back."""
    return marshal.dumps(
        (
            profile.type,
            profile.mode,
            profile.status,
            tuple(map(tuple, profile.actors)),
            tuple(map(tuple, profile.recipients)),
            None if profile.place is None else _values(profile.place),
            _bounds(profile.days),
            _bounds(profile.published),
            profile.stems,
            profile.sentences,
            profile.names,
            profile.words,
            profile.sketches,
            profile.counts,
            profile.texts,
        )
    )


def unpack(packed: bytes) -> Profile:
    """Return the profile that was packed."""
    kind, mode, status, actors, recipients, place, days, published, *rest = marshal.loads(packed)  # noqa: S302  # written by this process
    return Profile(
        kind,
        mode,
        status,
        tuple(Side(*values) for values in actors),
        tuple(Side(*values) for values in recipients),
        None if place is None else EventSiteV1.model_construct(**dict(zip(_SITE, place, strict=True))),
        None if days is None else Days(*days),
        None if published is None else Days(*published),
        *rest,
    )


def _values(site: EventSiteV1) -> tuple[Any, ...]:
    return tuple(_plain(getattr(site, name)) for name in _SITE)


def _plain(value: Any) -> Any:
    # An enumeration is a string too, but marshal takes only strings themselves.
    return str(value.value) if isinstance(value, Enum) else value


def _bounds(days: Days | None) -> tuple[int, int] | None:
    return None if days is None else (days.first, days.last)
