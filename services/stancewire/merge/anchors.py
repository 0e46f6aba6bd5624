"""What an event can be found under: each thing that a telling of it is likely to share. Pure."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from stancewire.merge.parties import Side
from stancewire.merge.profile import Profile

Key = tuple[int, int]
"""Week and anchor."""


def keys(profile: Profile, in_weeks: tuple[int, ...]) -> set[Key]:
    """Return under which weeks and anchors a profile is filed."""
    prefix = f"{profile.type} {profile.status} "
    numbers = {_number(prefix + anchor) for anchor in _anchors(profile)}
    return {(week, number) for week in in_weeks for number in numbers}


@lru_cache(maxsize=65_536)
def _number(anchor: str) -> int:
    return int.from_bytes(blake2b(anchor.encode(), digest_size=8).digest(), "big", signed=True)


def _anchors(profile: Profile) -> set[str]:
    found = {name for party in (*profile.actors, *profile.recipients) for name in _names(party)}
    found |= {f"sentence {digest}" for digest in profile.sentences}
    found |= {f"beside {name}" for name in profile.names}
    if profile.place and profile.place.kind != "country":
        found.add(f"place {profile.place.geonames_id or profile.place.name.casefold()}")
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
