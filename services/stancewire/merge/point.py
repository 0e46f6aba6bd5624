"""One reason for or against two tellings being of one event. Pure."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """What it gives or takes. `particular` reasons tie to this event, not just to its kind; `forbids` ends it."""

    reason: str
    points: float
    particular: bool = False
    forbids: bool = False
