"""How far scores may be believed: one temperature, and the share from which a reading may stand alone."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from stancewire.nlp.encoder import LABELS
from stancewire_schemas.codes import Polarity

Scores = NDArray[np.float64]
"""Shape (rows, labels)."""
Labels = NDArray[np.int64]
"""Shape (rows,): places in `LABELS`."""

_NEUTRAL: Final = LABELS.index(Polarity.NEUTRAL)


def shares_of(scores: Scores, temperature: float) -> Scores:
    """Return how likely each label is; rows sum to 1."""
    raised = np.exp((scores - scores.max(axis=1, keepdims=True)) / temperature)
    shares: Scores = raised / raised.sum(axis=1, keepdims=True)
    return shares


def temperature_of(scores: Scores, labels: Labels) -> float:
    """Return the temperature, 0.5 to 2 in steps of 0.01, under which the labels are likeliest."""
    rows = np.arange(len(labels))
    return min(
        (number / 100 for number in range(50, 201)),
        key=lambda one: -float(np.log(shares_of(scores, one)[rows, labels]).mean()),
    )


def sure_from(shares: Scores, labels: Labels, wanted: float) -> float:
    """Return the least share, in steps of 0.01, from which on readings that are not neutral are right so often.

    1.0 where no share is enough: then the encoder never speaks alone.
    """
    surest, found = shares.max(axis=1), shares.argmax(axis=1)
    for number in range(50, 100):
        taken = (surest >= number / 100) & (found != _NEUTRAL)
        if taken.any() and float((found == labels)[taken].mean()) >= wanted:
            return number / 100
    return 1.0
