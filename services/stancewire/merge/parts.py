"""Parts of a profile that are seldom asked for, kept as bytes until they are. Pure."""

from __future__ import annotations

import marshal
from typing import NamedTuple


class Filed(NamedTuple):
    """What an event is found under: weeks, in order, and anchors, numbers of this process."""

    weeks: tuple[int, ...]
    anchors: tuple[int, ...]


class Beside(NamedTuple):
    """What is told beside the event: names and content words of the sentences; sketches of the articles.

    `numbers` are those of the words that count something.
    """

    names: frozenset[str]
    words: frozenset[str]
    sketches: tuple[str, ...]
    numbers: frozenset[str]


def packed(part: Beside | bytes) -> bytes:
    """Return a part as bytes that this version of Python reads back."""
    return part if isinstance(part, bytes) else marshal.dumps(tuple(part))


def beside(part: Beside | bytes) -> Beside:
    """Return what was packed."""
    return Beside._make(marshal.loads(part)) if isinstance(part, bytes) else part  # noqa: S302  # written by this process
