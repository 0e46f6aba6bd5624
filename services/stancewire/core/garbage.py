"""How often Python looks for objects that hold each other."""

from __future__ import annotations

import gc
from typing import Final

_NEW: Final = 200_000
_YOUNG: Final = 20
_OLD: Final = 100


def collect_rarely() -> None:
    """Look for cycles once in 200,000 new objects, not in 700; a repeat changes nothing."""
    # Records are trees, freed when nobody holds them; looking through a full cache takes time and finds nothing.
    # What a cache gives up is counted against what it takes in: new are those that are kept beyond that.
    gc.set_threshold(_NEW, _YOUNG, _OLD)
