"""People named inside the names of other things: "the Andy Warhol Foundation"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from stancewire.nlp.cast import Cast
from stancewire.nlp.document import Entity
from stancewire.nlp.names import Name
from stancewire.nlp.spans import name_mention


def add_people_inside(cast: Cast, names: Iterable[Name], people: Sequence[tuple[str, Entity]]) -> None:
    """Give a person named in full in the text the mentions that stand inside names of something else.

    `people` are the full names with their entities. A surname alone inside a name is too often another's.
    """
    full = {tuple(name.split()): entity for name, entity in people if " " in name}
    for name in names:
        for start, end, entity in _inside(cast, name, full):
            cast.add(entity, name_mention(cast.parse, start, end))


def _inside(cast: Cast, name: Name, full: dict[tuple[str, ...], Entity]) -> Iterator[tuple[int, int, Entity]]:
    for size in (2, 3, 4):
        for start in range(name.start, name.end - size):
            entity = full.get(tuple(token.text for token in cast.parse.tokens[start : start + size]))
            if entity is not None:
                yield start, start + size, entity
