"""Fine-tuning: runs from one start with different orders and dropout, averaged."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
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


def fit(recipe: Recipe, learn: Sequence[Cut], base: Path, say: Callable[[str], None]) -> Network:
    """Return the mean of one run a seed. The same recipe, rows and machine give the same weights."""
    torch.set_num_threads(recipe.threads)
    runs = [_run(recipe, seed, learn, base, say).state_dict() for seed in recipe.seeds]
    network = _start(recipe, base)
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


def _run(recipe: Recipe, seed: int, learn: Sequence[Cut], base: Path, say: Callable[[str], None]) -> Network:
    network = _start(recipe, base)
    network.train()
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311  # an order to learn in is no secret
    groups = _groups(network, recipe)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    weights = _weights(learn, recipe.balance)
    steps = recipe.epochs * math.ceil(len(learn) / recipe.rows)
    step = 0
    for _ in range(recipe.epochs):
        for batch in shuffled(learn, recipe.rows, chance):
            _set_rates(optimiser, _share_of_peak(step / steps, recipe.warm))
            loss = _learn(network, batch, optimiser, weights, recipe)
            step += 1
            if step % _SAY_EVERY == 0:
                say(f"seed {seed}: step {step} of {steps}, loss {loss:.3f}")
    return network


def _learn(
    network: Network, batch: Batch, optimiser: torch.optim.Optimizer, weights: Tensor, recipe: Recipe
) -> float:
    scores = network(batch.ids, batch.marks, batch.mask)
    loss = functional.cross_entropy(scores, batch.labels, weights, label_smoothing=recipe.smoothing)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], recipe.clip)
    optimiser.step()
    return float(loss)


def _groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Return each weight with its rate; embeddings stay as they are, lower layers learn slower."""
    groups = []
    for name, weight in network.named_parameters():
        if name.startswith(("words", "positions", "kind", "normed")):
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


def _share_of_peak(done: float, warm: float) -> float:
    return done / warm if done < warm else (1 - done) / (1 - warm)


def _weights(learn: Sequence[Cut], balance: float) -> Tensor:
    counts = torch.bincount(torch.tensor([row.label for row in learn]), minlength=len(LABELS)).float()
    weights = (counts.sum() / counts) ** balance
    return weights / weights.mean()
