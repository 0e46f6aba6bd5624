"""Labelled sentences for training: one target a row, in the format of NewsMTSC."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stancewire.nlp.encoder import LABELS
from stancewire.nlp.wordpieces import Question
from stancewire_schemas.codes import Polarity


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the index of its label in `LABELS`."""

    question: Question
    label: int


def read_examples(path: Path) -> list[Example]:
    """Return the rows of a file in order. Raise ValueError or KeyError for a row of a wrong shape."""
    return [_example(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _example(row: dict[str, Any]) -> Example:
    target = row["target"]
    spans = [(target["start"], target["end"]), *row.get("further_mentions", [])]
    mentions = tuple(sorted({(int(start), int(end)) for start, end in spans}))
    return Example(Question(row["text"], mentions), LABELS.index(Polarity(row["polarity"])))


def split(examples: Iterable[Example], share: float) -> tuple[list[Example], list[Example]]:
    """Return examples to learn from and about `share` of them to choose by; a text is never in both."""
    learn: list[Example] = []
    choose: list[Example] = []
    for example in examples:
        digest = hashlib.blake2b(example.question.text.encode(), digest_size=4).digest()
        (choose if int.from_bytes(digest, "big") < share * 2**32 else learn).append(example)
    return learn, choose
