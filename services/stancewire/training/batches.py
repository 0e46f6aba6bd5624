"""Examples as tensors, in batches of about one length."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from stancewire.nlp.wordpieces import Pieces, WordPieces
from stancewire.training.examples import Example


@dataclass(frozen=True, slots=True)
class Cut:
    """One example in pieces."""

    pieces: Pieces
    label: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of shape (rows, pieces): ids, marks as 0.0 or 1.0, mask; and (rows,): labels, place in the order."""

    ids: Tensor
    marks: Tensor
    mask: Tensor
    labels: Tensor
    rows: tuple[int, ...]


def cut(examples: Sequence[Example], wordpieces: WordPieces) -> list[Cut]:
    """Return the examples in pieces, in order."""
    pieces = wordpieces.cut(example.question for example in examples)
    return [Cut(piece, example.label) for piece, example in zip(pieces, examples, strict=True)]


def in_order(cuts: Sequence[Cut], size: int) -> list[Batch]:
    """Return batches by length, for measuring."""
    order = sorted(range(len(cuts)), key=lambda row: len(cuts[row].pieces.ids))
    return [_batch(cuts, order[start : start + size]) for start in range(0, len(order), size)]


def shuffled(cuts: Sequence[Cut], size: int, chance: random.Random) -> list[Batch]:
    """Return batches in a random order whose rows are of about one length."""
    order = sorted(range(len(cuts)), key=lambda row: len(cuts[row].pieces.ids) + chance.uniform(0, 8))
    batches = [_batch(cuts, order[start : start + size]) for start in range(0, len(order), size)]
    chance.shuffle(batches)
    return batches


def _batch(cuts: Sequence[Cut], rows: list[int]) -> Batch:
    width = max(len(cuts[row].pieces.ids) for row in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    marks, mask = torch.zeros(len(rows), width), torch.zeros(len(rows), width, dtype=torch.bool)
    for place, row in enumerate(rows):
        pieces = cuts[row].pieces
        count = len(pieces.ids)
        ids[place, :count] = torch.tensor(pieces.ids)
        marks[place, :count] = torch.tensor(pieces.marks, dtype=torch.float)
        mask[place, :count] = True
    return Batch(ids, marks, mask, torch.tensor([cuts[row].label for row in rows]), tuple(rows))
