"""The network: a BERT that is told where the target stands, pooled over the target and over the sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH: Final = 384
HEADS: Final = 12
INNER: Final = 1536
WORDS: Final = 30522
POSITIONS: Final = 512
EPSILON: Final = 1e-12


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attended = nn.LayerNorm(WIDTH, EPSILON)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.normed = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = dropout

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return new states (batch, pieces, WIDTH); `mask` is True where a piece may be looked at."""
        rate = self.dropout if self.training else 0.0
        query, key, value = (_heads(part(states)) for part in (self.query, self.key, self.value))
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, dropout_p=rate)
        mixed = self.output(seen.transpose(1, 2).flatten(2))
        states = self.attended(states + functional.dropout(mixed, rate, self.training))
        changed = self.narrow(functional.gelu(self.widen(states)))
        return self.normed(states + functional.dropout(changed, rate, self.training))


def _heads(states: Tensor) -> Tensor:
    return states.unflatten(2, (HEADS, -1)).transpose(1, 2)


class Network(nn.Module):
    """Pieces and marks in, one score a label out. The mark is added to the states before layer `marked_at`."""

    def __init__(self, layers: int, labels: int, marked_at: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.normed = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.pooled = nn.Linear(2 * WIDTH, WIDTH)
        self.scores = nn.Linear(WIDTH, labels)
        self.marked_at = marked_at
        self.dropout = dropout

    def embed(self, ids: Tensor) -> Tensor:
        """Return the states before the first layer."""
        places = torch.arange(ids.shape[1])
        return self.normed(self.words(ids) + self.positions(places) + self.kind)

    def run(self, states: Tensor, marks: Tensor, mask: Tensor, first: int, last: int) -> Tensor:
        """Return the states after layers `first` up to, not including, `last`."""
        seen = mask[:, None, None, :]
        for number in range(first, last):
            if number == self.marked_at:
                states = states + marks[:, :, None] * self.mark
            states = self.layers[number](states, seen)
        return states

    def classify(self, states: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Return scores (batch, labels) of the last states."""
        both = torch.cat((_mean(states, marks), _mean(states, mask.float())), dim=1)
        both = functional.dropout(both, self.dropout, self.training)
        hidden = functional.gelu(self.pooled(both))
        scores: Tensor = self.scores(functional.dropout(hidden, self.dropout, self.training))
        return scores

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Return scores (batch, labels)."""
        states = self.run(self.embed(ids), marks, mask, 0, len(self.layers))
        return self.classify(states, marks, mask)


def _mean(states: Tensor, weights: Tensor) -> Tensor:
    return (states * weights[:, :, None]).sum(1) / weights.sum(1, keepdim=True)


def load_base(network: Network, folder: Path, chosen: tuple[int, ...]) -> None:
    """Fill the network with the weights of the package's model; `chosen` are the layers that it takes over."""
    given = load_file(folder / "model.safetensors")
    given = {name.removeprefix("bert."): value for name, value in given.items()}
    own = network.state_dict()
    for name, source in _sources(chosen):
        own[name] = given[source]
    own["kind"] = given["embeddings.token_type_embeddings.weight"][0]
    network.load_state_dict(own)


def _sources(chosen: tuple[int, ...]) -> list[tuple[str, str]]:
    pairs = [
        ("words.weight", "embeddings.word_embeddings.weight"),
        ("positions.weight", "embeddings.position_embeddings.weight"),
        ("normed.weight", "embeddings.LayerNorm.weight"),
        ("normed.bias", "embeddings.LayerNorm.bias"),
    ]
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "output": "attention.output.dense", "attended": "attention.output.LayerNorm",
        "widen": "intermediate.dense", "narrow": "output.dense", "normed": "output.LayerNorm",
    }  # fmt: skip
    for new, old in enumerate(chosen):
        pairs += [
            (f"layers.{new}.{name}.{kind}", f"encoder.layer.{old}.{part}.{kind}")
            for name, part in parts.items()
            for kind in ("weight", "bias")
        ]
    return pairs
