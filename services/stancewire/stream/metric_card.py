"""A metric as a contract: name, kind, meaning, labels and where each label's values come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

PREFIX = "stancewire_"


@dataclass(frozen=True, slots=True)
class Label:
    """One label. `values` is the closed list; where it is empty, `bound` says what keeps the values few."""

    name: str
    values: tuple[str, ...] = ()
    bound: str = ""


@dataclass(frozen=True, slots=True)
class MetricCard:
    """A metric. The full name is `stancewire_`, `name`, and `_total` for a counter.

    Every metric has the label `stage` as well. `stages` tells who exports it.
    """

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    meaning: str
    labels: tuple[Label, ...]
    stages: tuple[str, ...]
    buckets: tuple[float, ...] = ()

    @property
    def full_name(self) -> str:
        """The name as Prometheus shows it."""
        return f"{PREFIX}{self.name}{'_total' if self.kind == 'counter' else ''}"


def closed(name: str, values: Iterable[str]) -> Label:
    """Return a label with a closed list of values."""
    return Label(name, tuple(values))
