"""How far a stance may be believed: the product of its rules turned into the share of such stances that are right.

Slope and shifts are fitted on gold rows on which no rule was tuned (`python -m stancewire.training.confidence`): on
rows that shaped them the rules are right too often. The order of stances is the rules' own within each family.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from stancewire.nlp.document import Document, Stance
from stancewire_schemas.codes import MentionForm, QuoteForm

_JUDGEMENTS: Final = "e."
_APPEALS: Final = ("duty", "appeal", "refusal", "need", "promise")
FAMILIES: Final = ("cue", "spoken_cue", "judgement", "appeal", "encoder")
"""What carries a stance: a cue, a cue in direct speech, a judging word, what must or will be done, the encoder."""
_EDGE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Scale:
    """A logistic curve over the log odds: one slope, a shift a family.

    Below `least` nothing is said, below `alone` nothing that rests on the encoder alone. `pointed` is added where
    direct speech only points to its target: "it", "they", what was told before.
    """

    slope: float
    cue: float = 0.0
    spoken_cue: float = 0.0
    judgement: float = 0.0
    appeal: float = 0.0
    encoder: float = 0.0
    pointed: float = 0.0
    least: float = 0.0
    alone: float = 0.0

    def share(self, stance: Stance) -> float:
        """Return how often stances like this one are right, 0 to 1."""
        spoken = _is_spoken(stance)
        evidence = stance.evidence
        pointed = spoken and is_pointed_to(evidence.start, evidence.end, _named(stance))
        shift = self.pointed if pointed else 0.0
        return self._share(stance.confidence, family_of(stance.rule, spoken=spoken), shift)

    def lets_through(self, product: float) -> bool:
        """Tell whether a stance that the encoder alone makes would be said, of this product."""
        return self._share(product, FAMILIES.index("encoder")) >= self.alone

    def says(self, stance: Stance, share: float) -> bool:
        """Tell whether a stance of this share is sure enough to be said."""
        return share >= (self.alone if is_the_encoders(stance.rule) else self.least)

    def _share(self, product: float, family: int, further: float = 0.0) -> float:
        shift: float = getattr(self, FAMILIES[family])
        return round(1 / (1 + math.exp(-(self.slope * log_odds(product) + shift + further))), 3)


FITTED: Final = Scale(
    slope=0.76,
    cue=0.63,
    spoken_cue=-0.20,
    judgement=0.81,
    appeal=1.03,
    encoder=-0.03,
    pointed=-0.78,
    least=0.4,
    alone=0.5,
)


def settle(document: Document, scale: Scale = FITTED) -> None:
    """Put shares for the rules' products and drop the stances below the least. Not to be repeated."""
    shares = [(stance, scale.share(stance)) for stance in document.stances]
    document.stances = [replace(stance, confidence=share) for stance, share in shares if scale.says(stance, share)]


def _is_spoken(stance: Stance) -> bool:
    return stance.quote is not None and stance.quote.form is QuoteForm.DIRECT


def family_of(rule: str, *, spoken: bool) -> int:
    """Return the place in `FAMILIES` of what carries a stance; `spoken` tells direct speech."""
    if is_the_encoders(rule):
        return FAMILIES.index("encoder")
    parts = rule.split("+")
    if any(part.startswith(_APPEALS) for part in parts):
        return FAMILIES.index("appeal")
    if any(part.startswith(_JUDGEMENTS) for part in parts):
        return FAMILIES.index("judgement")
    return FAMILIES.index("spoken_cue" if spoken else "cue")


def is_the_encoders(rule: str) -> bool:
    """Tell a stance that the encoder alone makes of a quote from one that a cue or a judging word carries too."""
    parts = rule.split("+")
    return len(parts) == 2 and parts[1].startswith("encoder:") and not parts[0].startswith("l.")


def is_pointed_to(start: int, end: int, named: Iterable[int]) -> bool:
    """Tell whether a sentence only points to a target, which is named at these places of the text."""
    return not any(start <= place < end for place in named)


def _named(stance: Stance) -> list[int]:
    """Return where the text names the target of a stance."""
    if stance.proposition is not None:
        return [stance.proposition.start]
    mentions = stance.target.mentions if stance.target is not None else []
    return [mention.start for mention in mentions if mention.form is not MentionForm.PRONOUN]


def log_odds(share: float) -> float:
    """Return the logarithm of the odds, with shares of 0 and 1 kept off the edge."""
    kept = min(1 - _EDGE, max(_EDGE, share))
    return math.log(kept / (1 - kept))
