"""How far a stance may be believed: the product of its rules turned into the share of such stances that are right.

Slope and shifts are fitted on gold rows on which no rule was tuned (`python -m stancewire.training.confidence`): on
rows that shaped them the rules are right too often. The order of stances is the rules' own within each family.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from stancewire.nlp.document import Document, Stance

_OWN_WORDS: Final = ("e.", "duty", "appeal", "refusal", "need", "promise")
_EDGE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Scale:
    """A logistic curve over the log odds: one slope, a shift a family; below `least` nothing is said."""

    slope: float
    cue: float
    own_words: float
    encoder: float
    least: float

    def share(self, stance: Stance) -> float:
        """Return how often stances like this one are right, 0 to 1."""
        shift = (self.cue, self.own_words, self.encoder)[family_of(stance.rule)]
        return round(1 / (1 + math.exp(-(self.slope * log_odds(stance.confidence) + shift))), 3)


FITTED: Final = Scale(slope=0.92, cue=0.70, own_words=0.81, encoder=0.30, least=0.58)


def settle(document: Document, scale: Scale = FITTED) -> None:
    """Put shares for the rules' products and drop the stances below the least. Not to be repeated."""
    shares = [(stance, scale.share(stance)) for stance in document.stances]
    document.stances = [replace(stance, confidence=share) for stance, share in shares if share >= scale.least]


def family_of(rule: str) -> int:
    """Return which shift a stance takes: 0 that of cues, 1 of own words, 2 of the encoder alone."""
    if is_the_encoders(rule):
        return 2
    return int(is_own_words(rule))


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
