"""A party as it is compared: what takes time to see is seen once. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from stancewire_schemas.codes import EntityType, Sector
from stancewire_schemas.stance import PartyV1

_STATE: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT})
_SPEAKS_FOR_STATE: Final = frozenset({Sector.GOVERNMENT, Sector.MILITARY, Sector.ELITE})
_WITH_NAMES: Final = frozenset(
    {
        EntityType.PERSON,
        EntityType.ORGANISATION,
        EntityType.GOVERNMENT,
        EntityType.ARMED_GROUP,
        EntityType.COUNTRY,
        EntityType.PLACE,
    }
)
# In headlines they stand without their country: each has one.
_BODIES: Final = frozenset({
    "airforce", "army", "assembly", "cabinet", "coalition", "commission", "congress", "council", "court",
    "forces", "government", "guard", "junta", "marines", "military", "militia", "ministry", "navy", "opposition",
    "parliament", "police", "regime", "senate", "troops",
})  # fmt: skip
_SMALL_WORDS: Final = frozenset({"the", "of", "and", "for", "de", "al", "el", "bin"})


class Side(NamedTuple):
    """A party as it is compared: what takes time to see is seen once. `name` is in small letters.

    `is_person` is true of persons with a name, `acts_for_state` of states and of who speaks for one; `words` are
    those of the name that say something.
    """

    id: str
    name: str
    type: str
    country: str | None
    sector: str | None
    is_named: bool
    is_known: bool
    is_person: bool
    is_state: bool
    acts_for_state: bool
    is_known_state: bool
    words: frozenset[str]


def side(party: PartyV1) -> Side:
    """Return a party as it is compared."""
    sector = None if party.sector is None else str(party.sector)
    return _side((party.id, party.name, str(party.type), party.country, sector, party.link_confidence > 0))


@lru_cache(maxsize=2048)
def _side(told: tuple[str, str, str, str | None, str | None, bool]) -> Side:
    own_id, name, kind, country, sector, is_known = told
    is_named = is_known or _has_name(name, kind)
    small = name.casefold()
    return Side(
        own_id,
        small,
        kind,
        country,
        sector,
        is_named,
        is_known,
        is_named and kind == EntityType.PERSON,
        kind in _STATE,
        kind in _STATE or sector in _SPEAKS_FOR_STATE,
        kind in _STATE and is_known,
        words_of(small),
    )


def _has_name(name: str, kind: str) -> bool:
    """Tell whether a stranger has a name, not just "protesters" or, at the start of a sentence, "Two men"."""
    first, *others = name.split() or [""]
    if any(word[0].isupper() for word in others):
        return True
    return not others and first[:1].isupper() and kind in _WITH_NAMES and first.casefold() not in _BODIES


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name in small letters that say something."""
    return frozenset([word for word in name.replace("-", " ").split() if word not in _SMALL_WORDS])
