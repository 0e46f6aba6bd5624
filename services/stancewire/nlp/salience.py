"""Which of several earlier entities stands out most before a noun."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.tree import Token

# In sentences back.
WINDOW: Final = 4
SAME_HEAD_WINDOW: Final = 30
MARGIN: Final = 8.0


def latest(
    token: Token,
    discourse: Discourse,
    fits: Callable[[Antecedent], bool],
    earlier: Iterable[tuple[float, Antecedent]],
) -> Entity | None:
    """Return the fitting entity that stands out most before the token; None where two stand out alike."""
    best: dict[Entity, float] = {}
    for distance, found in earlier:
        if found.entity is not None and fits(found) and not _inside(token, found.token):
            score = (100.0 + found.weight) * 0.5**distance + 2.0 * min(discourse.counts[found.entity], 8)
            best[found.entity] = max(score, best.get(found.entity, 0.0))
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
        return None
    return ranked[0][0]


def _inside(token: Token, candidate: Token) -> bool:
    """Tell whether the candidate belongs to the noun's own phrase."""
    return token.i in {candidate.head.i, candidate.i}
