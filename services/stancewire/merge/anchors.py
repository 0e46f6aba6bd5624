"""What an event can be found under: each thing that a telling of it is likely to share. Pure."""

from __future__ import annotations

from typing import Final

from stancewire.merge.parties import Side
from stancewire.merge.profile import Profile

_BITS: Final = (1 << 47) - 1


def anchors(profile: Profile) -> set[int]:
    """Return the numbers of what a profile can be found under, each of 47 bits; others in another process.

    Two things under one number are but two more events to look at.
    """
    kind = (profile.type, profile.status)
    return {hash((kind, anchor)) & _BITS for anchor in _anchors(profile)}


def _anchors(profile: Profile) -> set[str]:
    found = {name for party in (*profile.actors, *profile.recipients) for name in _names(party)}
    found |= {f"sentence {digest}" for digest in profile.sentences}
    found |= {f"beside {name}" for name in profile.names}
    if profile.place and not profile.place.is_country:
        found.add(f"place {profile.place.geonames_id or profile.place.name}")
    if profile.place and profile.place.country:
        found |= {f"in {profile.place.country} {stem}" for stem in profile.stems}
    return found


def _names(party: Side) -> set[str]:
    found = {f"id {party.id}"}
    if party.country:
        found.add(f"of {party.country}")
    if party.is_person:
        found.add(f"name {party.name.split()[-1]}")
    return found
