"""Which tellings were withdrawn, and where: so that what is delivered again does not come back."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from stancewire.core.messages import UNKNOWN_OFFSET

_KEPT: Final = 50_000


class Left:
    """The offset and version of each telling that left, those that left last."""

    def __init__(self) -> None:
        self._places: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def note(self, mention_id: str, version: int, offset: int) -> None:
        """Remember that a telling left; the last time counts."""
        self._places[mention_id] = (offset, version)
        self._places.move_to_end(mention_id)
        if len(self._places) > _KEPT:
            self._places.popitem(last=False)

    def is_behind(self, mention_id: str, version: int, offset: int) -> bool:
        """Tell whether a telling left behind this offset."""
        # Both must hold: offsets start anew when a topic is made anew, and a text may honestly return.
        left_at, left_version = self._places.get(mention_id, (UNKNOWN_OFFSET, 0))
        return offset <= left_at and version <= left_version
