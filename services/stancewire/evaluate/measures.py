"""Precision, recall, F1 and B-cubed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeVar

Gold = TypeVar("Gold")
Item = TypeVar("Item")
Found = TypeVar("Found")

_SEED: Final = 20260131
_DRAWS: Final = 1000

Report = dict[str, float]
"""Measures by name: shares as fractions of 1 with three decimals, counts whole."""


@dataclass(slots=True)
class Tally:
    """Counts of what was right, what was too much, and what was missed."""

    right: int = 0
    too_much: int = 0
    missed: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one row: `right` of `found` predictions are among the `wanted` ones."""
        self.right += right
        self.too_much += found - right
        self.missed += wanted - right

    def report(self, name: str) -> Report:
        """Return precision, recall and F1 under a name; 0 where nothing was predicted or wanted."""
        precision = ratio(self.right, self.right + self.too_much)
        recall = ratio(self.right, self.right + self.missed)
        return {
            f"{name}.precision": precision,
            f"{name}.recall": recall,
            f"{name}.f1": harmonic(precision, recall),
            f"{name}.gold": self.right + self.missed,
        }


def summed(tallies: Iterable[Tally]) -> Tally:
    """Return the counts of all tallies together."""
    whole = Tally()
    for tally in tallies:
        whole.right += tally.right
        whole.too_much += tally.too_much
        whole.missed += tally.missed
    return whole


def f1_of(tallies: Iterable[Tally]) -> float:
    """Return F1 over all tallies together."""
    return summed(tallies).report("all")["all.f1"]


def recall_of(tallies: Iterable[Tally]) -> float:
    """Return the share of what was wanted that was right, over all tallies together."""
    whole = summed(tallies)
    return ratio(whole.right, whole.right + whole.missed)


def ratio(part: float, whole: float) -> float:
    """Return part of whole with three decimals; 0 of nothing."""
    return round(part / whole, 3) if whole else 0.0


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean with three decimals."""
    return round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0


def paired(
    wanted: Sequence[Gold], found: Sequence[Found], likeness: Callable[[Gold, Found], float]
) -> list[tuple[Gold, Found]]:
    """Return pairs one to one, the most alike first; a likeness of 0 makes no pair. Ties go by order."""
    ranked = sorted(
        ((likeness(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)),
        key=lambda rated: (-rated[0], rated[1], rated[2]),
    )
    taken_wanted, taken_found, pairs = set(), set(), []
    for value, i, j in ranked:
        if value > 0 and i not in taken_wanted and j not in taken_found:
            taken_wanted.add(i)
            taken_found.add(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the shared part of two spans over their union, 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    union = max(one[1], other[1]) - min(one[0], other[0])
    return shared / union if shared > 0 else 0.0


def bootstrap(name: str, items: Sequence[Item], measure: Callable[[Sequence[Item]], float]) -> Report:
    """Return the 95 % interval of a measure over rows drawn again with replacement; the same every time."""
    chance = Random(_SEED)  # noqa: S311  # no secret hangs on it, and it must repeat
    values = sorted(measure(chance.choices(items, k=len(items))) for _ in range(_DRAWS)) if items else [0.0]
    low, high = values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))]
    return {f"{name}.low95": round(low, 3), f"{name}.high95": round(high, 3)}


def b_cubed(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Report:
    """Return B-cubed over the items of both mappings (item to cluster), after Bagga and Baldwin 1998."""
    items = sorted(gold.keys() & found.keys(), key=str)
    wanted, made = _members(gold, items), _members(found, items)
    precision = recall = 0.0
    for item in items:
        own, other = made[found[item]], wanted[gold[item]]
        shared = len(own & other)
        precision += shared / len(own)
        recall += shared / len(other)
    p, r = ratio(precision, len(items)), ratio(recall, len(items))
    return {"b3.precision": p, "b3.recall": r, "b3.f1": harmonic(p, r), "b3.items": len(items)}


def _members(clusters: Mapping[Hashable, Hashable], items: list[Hashable]) -> dict[Hashable, set[Hashable]]:
    members: dict[Hashable, set[Hashable]] = {}
    for item in items:
        members.setdefault(clusters[item], set()).add(item)
    return members
