"""What the sentences and articles of an event speak of beside it, kept as bytes until it is asked for. Pure."""

from __future__ import annotations

import marshal
from typing import NamedTuple


class Beside(NamedTuple):
    """Names and content words of the sentences; sketches of the articles."""

    names: frozenset[str]
    words: frozenset[str]
    sketches: tuple[str, ...]


def packed(beside: Beside | bytes) -> bytes:
    """Return it as bytes that this version of Python reads back."""
    return beside if isinstance(beside, bytes) else marshal.dumps(tuple(beside))


def unpacked(beside: Beside | bytes) -> Beside:
    """Return what was packed."""
    if isinstance(beside, bytes):
        return Beside._make(marshal.loads(beside))  # noqa: S302  # written by this process
    return beside
