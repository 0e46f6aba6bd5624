"""A name in the text, before it is known whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.nlp.knowledge import Entry

NAME_LABELS: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
LOWER_STARTS: Final = frozenset({"al", "al-", "el", "an", "ash", "as", "bin", "de", "von", "van"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text. `label` is the model's, or KB where only the knowledge base knows it."""

    start: int
    end: int
    label: str
    text: str
    entries: tuple[Entry, ...] = ()

    def __len__(self) -> int:
        return self.end - self.start
