"""Fit the scale of stances' confidence: `python -m stancewire.training.confidence GOLD…` prints it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stancewire.enrich.coder import Coder
from stancewire.evaluate import stances
from stancewire.evaluate.gold import Row, accepted_of, read_rows
from stancewire.nlp.confidence import is_own_words, log_odds
from stancewire.nlp.pipeline import Pipeline

# Two right and two wrong stances at even odds keep a family of few stances from claiming certainty.
_FEW: Final = 4
_STEPS: Final = 50


def main() -> None:
    """Read gold files, code their rows without the scale, and print slope and shifts."""
    whole = Pipeline.load("accurate")
    pipeline = replace(whole, components=tuple(part for part in whole.components if part[0] != "confidence"))
    coder = Coder(pipeline)
    rows = [row for name in sys.argv[1:] for row in read_rows(Path(name), stances.NEEDED)]
    features, hits = _observed(rows, coder)
    slope, cue, own_words = fitted(features, hits)
    sys.stdout.write(f"Scale(slope={slope:.2f}, cue={cue:.2f}, own_words={own_words:.2f}) of {len(hits)} stances\n")


def _observed(rows: list[Row], coder: Coder) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each stance found the log odds of its product and one flag a family; and whether it is right."""
    features, hits = [], []
    for row in rows:
        made = stances.predict(row, coder)["stances"]
        right = {id(found) for found in stances.right_ones(row, made)}
        for tag, found in zip(coder.understand(accepted_of(row)).stances, made, strict=True):
            own = is_own_words(tag.cue.rule)
            features.append((log_odds(tag.confidence), float(not own), float(own)))
            hits.append(float(id(found) in right))
    return np.array(features), np.array(hits)


def fitted(features: NDArray[np.float64], hits: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return slope and two shifts by Newton's method on the likelihood, a few even rows added to each family."""
    even = np.repeat(np.array([(0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]), _FEW, axis=0)
    rows = np.vstack((features, even))
    wanted = np.concatenate((hits, np.tile((0.0, 1.0), _FEW)))
    weights: NDArray[Any] = np.array((1.0, 0.0, 0.0))
    for _ in range(_STEPS):
        shares = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (wanted - shares)
        curve = rows.T @ (rows * (shares * (1 - shares))[:, None]) + 1e-6 * np.eye(3)
        weights = weights + np.linalg.solve(curve, slope)
    return float(weights[0]), float(weights[1]), float(weights[2])


if __name__ == "__main__":
    main()
