"""A story's sentences by their marks alone: what a copy is recognised by, and where its words moved to. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from stancewire.core.ids import content_id
from stancewire.core.text import plain, story_bounds
from stancewire_schemas.enriched_article import PassageV1

_BREAK: Final = re.compile(r"((?<=[.!?])[\"”’')\]]*)\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n\s*")
_DIGEST: Final = 16


def passages(text: str) -> tuple[PassageV1, ...]:
    """Return the sentences between dateline and closing credits, in order; the same for copies but for offsets.

    A sentence ends at a full stop before white space and a capital, or at a newline. Linear in the text.
    """
    return tuple(
        PassageV1(start=start, end=end, digest=content_id("passage", plain(text[start:end]))[:_DIGEST])
        for start, end in _bounds(text)
        if text[start:end].strip()
    )


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    at, end = story_bounds(text)
    for found in _BREAK.finditer(text, at, end):
        closed = found.end(1) if found.group(1) is not None else found.start()
        yield at, closed
        at = found.end()
    yield at, end


class Shift:
    """Where the words of a known text stand in a copy of it, which may lack some of them but adds none."""

    def __init__(self, moves: dict[int, int], known: Sequence[PassageV1]) -> None:
        self._moves, self._known = moves, known
        self._starts = [passage.start for passage in known]

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a span went, or None where the copy lacks it or broke it up."""
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, max(start, end - 1)) - 1
        if first < 0 or end > self._known[last].end:
            return None
        by, to = self._moves.get(first), self._moves.get(last)
        return None if by is None or by != to else (start + by, end + by)


def shift(known: Sequence[PassageV1], copy: Sequence[PassageV1]) -> Shift | None:
    """Return how the known text moved into the copy; None where the copy says anything that the known does not.

    What repeats is matched in order. Linear in both.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number in range(len(known) - 1, -1, -1):
        places[known[number].digest].append(number)
    moves: dict[int, int] = {}
    for passage in copy:
        if not places[passage.digest]:
            return None
        number = places[passage.digest].pop()
        moves[number] = passage.start - known[number].start
    return Shift(moves, known) if moves else None
