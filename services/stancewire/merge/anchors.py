"""What an event can be found under: each thing that a telling of it is likely to share. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from stancewire.merge.side import Side
from stancewire.merge.sites import Site

_BITS: Final = (1 << 47) - 1
_Anchor = tuple[str | int, ...]


class Found(NamedTuple):
    """The parts of a profile that it can be found under."""

    parties: tuple[Side, ...]
    sentences: frozenset[int]
    names: frozenset[str]
    place: Site | None
    stems: frozenset[str]


def anchors(kind: tuple[str, str], under: Found) -> tuple[int, ...]:
    """Return the numbers of what an event of a type and status can be found under, each of 47 bits, in no order.

    They are others in another process. Two things under one number are but two more events to look at.
    """
    own = hash(kind)
    return tuple({hash((own, anchor)) & _BITS for anchor in _anchors(under)})


def _anchors(under: Found) -> list[_Anchor]:
    found: list[_Anchor] = [name for party in under.parties for name in _names(party)]
    found += [("sentence", sentence) for sentence in under.sentences]
    found += [("beside", name) for name in under.names]
    place = under.place
    if place and not (place.is_wide and place.country):
        found.append(("place", place.geonames_id or place.name))
    if place and place.country:
        found += [("in", place.country, stem) for stem in under.stems]
    return found


def _names(party: Side) -> list[_Anchor]:
    found: list[_Anchor] = [("id", party.id)]
    if party.country:
        found.append(("of", party.country))
    if party.is_person:
        found.append(("name", party.name.split()[-1]))
    return found
