"""What an event can be found under: each thing that a telling of it is likely to share. Pure."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Final

from stancewire.merge.parties import Side
from stancewire.merge.profile import Profile

_BYTES: Final = 6


def anchors(profile: Profile) -> set[int]:
    """Return the numbers of what a profile can be found under, each of 48 bits."""
    prefix = f"{profile.type} {profile.status} "
    return {_number(prefix + anchor) for anchor in _anchors(profile)}


@lru_cache(maxsize=8192)
def _number(anchor: str) -> int:
    # So short that a million events are filed in half the room; two anchors in one are but two more to look at.
    return int.from_bytes(blake2b(anchor.encode(), digest_size=_BYTES).digest(), "big", signed=True)


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
