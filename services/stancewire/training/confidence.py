"""Fit the scale of stances' confidence: `python -m stancewire.training.confidence GOLD…` prints it.

Beside it stands how well a scale fitted on nine tenths of the rows tells the rest, row by row of the gold.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stancewire.enrich.coder import Coder
from stancewire.evaluate import stances
from stancewire.evaluate.calibration import by_confidence, calibration_error
from stancewire.evaluate.gold import Row, accepted_of, read_rows
from stancewire.nlp.confidence import FAMILIES, family_of, is_pointed_to, log_odds
from stancewire.nlp.pipeline import Pipeline
from stancewire_schemas.codes import MentionForm
from stancewire_schemas.enriched_article import EntityV1, StanceTagV1

# Keeps a family of few stances from claiming certainty: its shift is drawn towards even odds.
_DRAWN: Final = 2.0
_STEPS: Final = 50
_FOLDS: Final = 10
Table = NDArray[np.float64]
"""Shape (stances, 2 + families): the log odds of the product, a flag a family, a flag for what is pointed to."""


def main() -> None:
    """Read gold files, code their rows without the scale, and print slope, shifts and the error across folds."""
    whole = Pipeline.load("accurate")
    pipeline = replace(whole, components=tuple(part for part in whole.components if part[0] != "confidence"))
    coder = Coder(pipeline)
    rows = [row for name in sys.argv[1:] for row in read_rows(Path(name), stances.NEEDED)]
    features, hits, folds = _observed(rows, coder)
    slope, *shifts = fitted(features, hits)
    named = ", ".join(f"{name}={shift:.2f}" for name, shift in zip((*FAMILIES, "pointed"), shifts, strict=True))
    sure = list(zip(across(features, hits, folds).tolist(), (hits > 0).tolist(), strict=True))
    sys.stdout.write(f"Scale(slope={slope:.2f}, {named}) of {len(hits)} stances\n")
    sys.stdout.write(f"across {_FOLDS} folds: error {calibration_error(sure):.3f}\n")
    for name, value in by_confidence(sure).items():
        sys.stdout.write(f"{name} {value}\n")


def _observed(rows: list[Row], coder: Coder) -> tuple[Table, NDArray[np.float64], NDArray[np.int64]]:
    """Return for each stance found its features, whether it is right, and the fold of its row."""
    features, hits, folds = [], [], []
    for number, row in enumerate(rows):
        made = stances.predict(row, coder)["stances"]
        right = {id(found) for found in stances.right_ones(row, made)}
        record = coder.understand(accepted_of(row))
        entities = {entity.ref: entity for entity in record.entities}
        for tag, found in zip(record.stances, made, strict=True):
            target = entities.get(tag.target or "")
            features.append(_features(tag, target, spoken=found["quote_type"] == "direct"))
            hits.append(float(id(found) in right))
            folds.append(number % _FOLDS)
    return np.array(features), np.array(hits), np.array(folds)


def _features(tag: StanceTagV1, target: EntityV1 | None, *, spoken: bool) -> tuple[float, ...]:
    """Return a row of the table."""
    mentions = target.mentions if target is not None else []
    named = [mention.start for mention in mentions if mention.form is not MentionForm.PRONOUN]
    if tag.proposition is not None:
        named = [tag.proposition.start]
    family = family_of(tag.cue.rule, spoken=spoken)
    flags = (float(family == one) for one in range(len(FAMILIES)))
    pointed = spoken and is_pointed_to(tag.evidence.start, tag.evidence.end, named)
    return (log_odds(tag.confidence), *flags, float(pointed))


def across(features: Table, hits: NDArray[np.float64], folds: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of each stance by the scale fitted on the other folds."""
    shares = np.zeros(len(hits))
    for fold in range(_FOLDS):
        out = folds == fold
        if out.any() and not out.all():
            shares[out] = _shares(features[out], np.array(fitted(features[~out], hits[~out])))
    return shares


def fitted(features: Table, hits: NDArray[np.float64]) -> tuple[float, ...]:
    """Return the slope and a shift a family by Newton's method, drawn a little towards zero."""
    width = features.shape[1]
    weights = np.zeros(width)
    for _ in range(_STEPS):
        shares = _shares(features, weights)
        rise = features.T @ (hits - shares) - _DRAWN * weights
        curve = features.T @ (features * (shares * (1 - shares))[:, None]) + _DRAWN * np.eye(width)
        weights = weights + np.linalg.solve(curve, rise)
    return tuple(map(float, weights))


def _shares(features: Table, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = 1 / (1 + np.exp(-features @ weights))
    return shares


if __name__ == "__main__":
    main()
