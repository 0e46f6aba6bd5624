"""How far a stance may be believed: the product of its rules turned into the share of such stances that are right.

Slope and shifts are fitted on gold rows on which no rule was tuned (`python -m stancewire.training.confidence`): on
rows that shaped them the rules are right too often. The order of stances is the rules' own within each family.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from stancewire.nlp.document import Document, Stance
from stancewire_schemas.codes import QuoteForm

_OWN_WORDS: Final = ("e.", "duty", "appeal", "refusal", "need", "promise")
FAMILIES: Final = ("cue", "spoken_cue", "own_words", "encoder")
"""What carries a stance: a cue, a cue in direct speech, a judgement in somebody's words, the encoder alone."""
_EDGE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Scale:
    """A logistic curve over the log odds: one slope, a shift a family; below `least` nothing is said."""

    slope: float
    cue: float
    spoken_cue: float
    own_words: float
    encoder: float
    least: float

    def share(self, stance: Stance) -> float:
        """Return how often stances like this one are right, 0 to 1."""
        return self._share(stance.confidence, family_of(stance.rule, spoken=_is_spoken(stance)))

    def lets_through(self, product: float) -> bool:
        """Tell whether a stance that the encoder alone makes would be said, of this product."""
        return self._share(product, FAMILIES.index("encoder")) >= self.least

    def _share(self, product: float, family: int) -> float:
        shift: float = getattr(self, FAMILIES[family])
        return round(1 / (1 + math.exp(-(self.slope * log_odds(product) + shift))), 3)


FITTED: Final = Scale(slope=0.81, cue=0.84, spoken_cue=0.25, own_words=0.82, encoder=-0.08, least=0.5)


def settle(document: Document, scale: Scale = FITTED) -> None:
    """Put shares for the rules' products and drop the stances below the least. Not to be repeated."""
    shares = [(stance, scale.share(stance)) for stance in document.stances]
    document.stances = [replace(stance, confidence=share) for stance, share in shares if share >= scale.least]


def _is_spoken(stance: Stance) -> bool:
    return stance.quote is not None and stance.quote.form is QuoteForm.DIRECT


def family_of(rule: str, *, spoken: bool) -> int:
    """Return the place in `FAMILIES` of what carries a stance; `spoken` tells direct speech."""
    if is_the_encoders(rule):
        return FAMILIES.index("encoder")
    if is_own_words(rule):
        return FAMILIES.index("own_words")
    return FAMILIES.index("spoken_cue" if spoken else "cue")


def is_the_encoders(rule: str) -> bool:
    """Tell a stance that the encoder alone makes of a quote from one that a cue or a judging word carries too."""
    parts = rule.split("+")
    return len(parts) == 2 and parts[1].startswith("encoder:") and not parts[0].startswith("l.")


def is_own_words(rule: str) -> bool:
    """Tell whether a stance rests on a judging word, a duty or an order in somebody's words, not on a cue alone."""
    return any(part.startswith(_OWN_WORDS) for part in rule.split("+"))


def log_odds(share: float) -> float:
    """Return the logarithm of the odds, with shares of 0 and 1 kept off the edge."""
    kept = min(1 - _EDGE, max(_EDGE, share))
    return math.log(kept / (1 - kept))
