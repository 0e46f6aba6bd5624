"""The event family: the key under which all tellings of one event must meet before merge can join them."""

from __future__ import annotations

from typing import Final

from stancewire_schemas.codes import EventType

_QUAD: Final[dict[str, str]] = {
    EventType.AGREE: "verbal-cooperation",
    EventType.CONSULT: "verbal-cooperation",
    EventType.SUPPORT: "verbal-cooperation",
    EventType.CONCEDE: "verbal-cooperation",
    EventType.COOPERATE: "material-cooperation",
    EventType.AID: "material-cooperation",
    EventType.RETREAT: "material-cooperation",
    EventType.REQUEST: "verbal-conflict",
    EventType.ACCUSE: "verbal-conflict",
    EventType.REJECT: "verbal-conflict",
    EventType.THREATEN: "verbal-conflict",
    EventType.PROTEST: "material-conflict",
    EventType.SANCTION: "material-conflict",
    EventType.MOBILIZE: "material-conflict",
    EventType.COERCE: "material-conflict",
    EventType.ASSAULT: "material-conflict",
}
FAMILIES: Final = tuple(sorted({*_QUAD.values(), "other"}))


def family(event_type: str) -> str:
    """Return the family of an event type: its PLOVER quad class; `other` for a type of a later version.

    The sides and the place are left out on purpose: "a Russian drone killed three in Kharkiv" and "three killed
    in a strike on Kharkiv" name different sides, and must meet. So merge scales to as many workers as there are
    families. Known misses: tellings that differ in quad class, such as a deal told once as AGREE and once as
    COOPERATE, or a threat that one paper tells as the sanction itself.
    """
    return _QUAD.get(event_type, "other")
