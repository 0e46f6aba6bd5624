"""The settings of one training run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Rates are those at the peak of the schedule.

    It rises over `warm` of the steps of `horizon` epochs and falls towards 0 at their end. After `epochs` the run
    is cut short: over the last `cooling` steps the rates fall to 0 at once.
    """

    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    """Which layers of the base model are taken over."""
    frozen: int = 0
    """How many of the lowest layers stay as they are, as the embeddings always do; worked out once for all runs."""
    marked_at: int = 0
    """Before which layer the target is marked; not below `frozen`."""
    horizon: int = 3
    epochs: int = 2
    cooling: int = 150
    rows: int = 16
    rate: float = 1e-4
    """Of the last layer; each layer below learns `fall` times as fast."""
    fall: float = 0.85
    new_rate: float = 1e-3
    """Of the parts that the base model lacks."""
    decay: float = 0.01
    dropout: float = 0.1
    smoothing: float = 0.1
    balance: float = 0.5
    """Power of the inverse share of a label in its weight: 0 counts rows alike, 1 labels."""
    warm: float = 0.06
    clip: float = 1.0
    held_out: float = 0.1
    """Share of the sentences that is not learnt: it calibrates, and recipes are chosen by it."""
    seeds: tuple[int, ...] = (1,)
    """One run each from the same start; of several the weights are averaged."""
    threads: int = 1
    """One thread learns the same weights each time on one machine."""
