"""Fine-tuning: runs from one start with different orders and dropout, averaged."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from stancewire.nlp.encoder import LABELS
from stancewire.training.batches import Batch, Cut, in_order, shuffled
from stancewire.training.network import Network, load_base
from stancewire.training.recipe import Recipe

_SAY_EVERY = 100


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What is learnt: rows, the states of each behind the layers that do not learn, and the weights of labels."""

    rows: Sequence[Cut]
    trunk: Sequence[Tensor]
    weights: Tensor


def fit(recipe: Recipe, learn: Sequence[Cut], base: Path, say: Callable[[str], None]) -> Network:
    """Return the mean of one run a seed. The same recipe, rows and machine give the same weights."""
    torch.set_num_threads(recipe.threads)
    network = _start(recipe, base)
    lesson = _Lesson(learn, _trunk(network, learn, recipe.frozen), _weights(learn, recipe.balance))
    runs = [_run(recipe, seed, lesson, _start(recipe, base), say).state_dict() for seed in recipe.seeds]
    network.load_state_dict({name: torch.stack([run[name] for run in runs]).mean(0) for name in runs[0]})
    network.eval()
    return network


def scores_of(network: Network, cuts: Sequence[Cut]) -> NDArray[np.float64]:
    """Return scores (rows, labels) in the order of the rows."""
    network.eval()
    scores = np.zeros((len(cuts), len(LABELS)))
    with torch.no_grad():
        for batch in in_order(cuts, 32):
            scores[list(batch.rows)] = network(batch.ids, batch.marks, batch.mask).numpy()
    return scores


def _start(recipe: Recipe, base: Path) -> Network:
    torch.manual_seed(0)
    network = Network(len(recipe.layers), len(LABELS), recipe.marked_at, recipe.dropout)
    load_base(network, base, recipe.layers)
    return network


def _trunk(network: Network, cuts: Sequence[Cut], frozen: int) -> list[Tensor]:
    """Return for each row the states (pieces, width) that the layers which do not learn give."""
    network.eval()
    states: dict[int, Tensor] = {}
    with torch.no_grad():
        for batch in in_order(cuts, 32):
            given = network.run(network.embed(batch.ids), batch.marks, batch.mask, 0, frozen)
            for place, row in enumerate(batch.rows):
                states[row] = given[place, : len(cuts[row].pieces.ids)].clone()
    return [states[row] for row in range(len(cuts))]


def _run(recipe: Recipe, seed: int, lesson: _Lesson, network: Network, say: Callable[[str], None]) -> Network:
    network.train()
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311  # an order to learn in is no secret
    optimiser = torch.optim.AdamW(_groups(network, recipe), betas=(0.9, 0.98), fused=True)
    schedule = _Schedule(recipe, math.ceil(len(lesson.rows) / recipe.rows))
    for step, batch in enumerate(_batches(lesson.rows, recipe.rows, chance, schedule.last)):
        _set_rates(optimiser, schedule.share_of_peak(step))
        loss = _loss(network, batch, lesson, recipe)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], recipe.clip)
        optimiser.step()
        if step % _SAY_EVERY == 0:
            say(f"seed {seed}: step {step} of {schedule.last}, loss {loss.item():.3f}")
    return network


def _batches(rows: Sequence[Cut], size: int, chance: random.Random, count: int) -> Iterator[Batch]:
    """Yield so many batches, in a new order each epoch."""
    while count > 0:
        epoch = shuffled(rows, size, chance)[:count]
        count -= len(epoch)
        yield from epoch


class _Schedule:
    """Which share of its peak a rate has at a step; `last` is the number of steps."""

    def __init__(self, recipe: Recipe, epoch: int) -> None:
        self._horizon = recipe.horizon * epoch
        self._warm = int(recipe.warm * self._horizon)
        self._cut = recipe.epochs * epoch
        self.last = self._cut + recipe.cooling

    def share_of_peak(self, step: int) -> float:
        if step < self._warm:
            return (step + 1) / self._warm
        end = self._horizon if step < self._cut else self.last
        return (end - step) / (end - self._warm)


def _loss(network: Network, batch: Batch, lesson: _Lesson, recipe: Recipe) -> Tensor:
    states = nn.utils.rnn.pad_sequence([lesson.trunk[row] for row in batch.rows], batch_first=True)
    states = network.run(states, batch.marks, batch.mask, recipe.frozen, len(recipe.layers))
    scores = network.classify(states, batch.marks, batch.mask)
    loss: Tensor = functional.cross_entropy(scores, batch.labels, lesson.weights, label_smoothing=recipe.smoothing)
    return loss


def _groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Return each weight that learns with its rate; the lower a layer, the slower."""
    groups = []
    still = ("words", "positions", "kind", "normed", *(f"layers.{number}." for number in range(recipe.frozen)))
    for name, weight in network.named_parameters():
        if name.startswith(still):
            weight.requires_grad_(False)
            continue
        rate = recipe.new_rate
        if name.startswith("layers."):
            rate = recipe.rate * recipe.fall ** (len(recipe.layers) - 1 - int(name.split(".")[1]))
        decay = recipe.decay if weight.ndim > 1 else 0.0
        groups.append({"params": [weight], "lr": rate, "peak": rate, "weight_decay": decay})
    return groups


def _set_rates(optimiser: torch.optim.Optimizer, share: float) -> None:
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * share


def _weights(learn: Sequence[Cut], balance: float) -> Tensor:
    counts = torch.bincount(torch.tensor([row.label for row in learn]), minlength=len(LABELS)).float()
    weights = (counts.sum() / counts) ** balance
    return weights / weights.mean()
