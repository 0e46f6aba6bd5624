"""Where an event took place, as it is compared. Pure."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import Final, NamedTuple

from stancewire.merge.point import Point
from stancewire_schemas.codes import PlaceRole
from stancewire_schemas.event import EventSiteV1

_WIDE: Final = frozenset({"country", "sea"})
_NEAR_KM: Final = 60.0
_KM_PER_DEGREE: Final = 111.2
_SAME_EXPANSE: Final = Point("same country or sea", 0.5)


class Site(NamedTuple):
    """A place; `name` is in small letters, `geonames_id` None where the gazetteer is not sure.

    `is_wide` is true of countries and seas, in which much of one kind may happen in one week.
    """

    name: str
    geonames_id: int | None
    country: str | None
    is_wide: bool
    lat: float | None
    lon: float | None


def site_of(place: EventSiteV1 | None) -> Site | None:
    """Return a place as it is compared; None for none."""
    # Where the reporter sat says little of where it happened.
    if place is None or place.role == PlaceRole.DATELINE:
        return None
    is_wide = place.kind in _WIDE
    return Site(place.name.casefold(), place.geonames_id, place.country, is_wide, place.lat, place.lon)


def places(one: Site | None, other: Site | None) -> Point | None:
    """Compare two places; None where that tells nothing."""
    if one is None or other is None:
        return None
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return _SAME_EXPANSE if one.is_wide else Point("same place", 1.5, particular=True)
    if one.country and other.country and one.country != other.country:
        return Point("another country", -2.0)
    if one.is_wide or other.is_wide:
        return _SAME_EXPANSE if _share_expanse(one, other) else None
    if one.name == other.name:
        return Point("place of the same name", 1.0, particular=True)
    return _by_distance(one, other)


def _share_expanse(one: Site, other: Site) -> bool:
    return one.country == other.country if one.country and other.country else one.name == other.name


def _by_distance(one: Site, other: Site) -> Point:
    """Compare on a plain, which is near enough for what counts as close."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return Point("places of other names", -1.0)
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    is_near = hypot(one.lat - other.lat, east) * _KM_PER_DEGREE <= _NEAR_KM
    return Point("places close by", 0.5) if is_near else Point("places far apart", -1.5)
