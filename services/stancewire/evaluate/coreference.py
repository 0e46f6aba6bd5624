"""Task `coreference`: which mentions of people, organisations and places speak of the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final

from stancewire.evaluate.entities import bare_span, scored_kind, span_of
from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, Tally, b_cubed, bootstrap, f1_of, summed

_POSSESSIVE: Final = ("'s", "\u2019s")


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return pairwise F1 over the gold mentions, with a bootstrap interval over articles, and B-cubed.

    A pair of mentions is right where gold and prediction both put the two together; a gold mention that was not
    found makes its pairs missed. A mention is found when a predicted one covers the same words but for a determiner
    in front and a possessive mark behind. B-cubed counts only the mentions that were found at all. Names, nominals
    and pronouns count alike.
    """
    gold_chains: dict[Hashable, Hashable] = {}
    own_chains: dict[Hashable, Hashable] = {}
    articles: list[Tally] = []
    wanted = 0
    for row, prediction in zip(rows, predictions, strict=True):
        gold, own = _chains(row, prediction)
        articles.append(_pairs(gold, own))
        wanted += len(gold)
        for number, chain in enumerate(own):
            if chain is not None:
                item = (row["id"], number)
                gold_chains[item], own_chains[item] = (row["id"], gold[number]), (row["id"], chain)
    found = {**b_cubed(gold_chains, own_chains), "mentions.gold": wanted}
    return {**summed(articles).report("pairs"), **bootstrap("pairs", articles, f1_of), **found}


def _chains(row: Row, prediction: Row) -> tuple[list[str], list[str | None]]:
    """Return the gold chain of each mention that counts, and the predicted one, None where it was not found."""
    by_span = {span_of(found): str(found["chain"]) for found in prediction["entities"]}
    gold: list[str] = []
    own: list[str | None] = []
    for mention in row["entities"]:
        if scored_kind(mention) is not None and mention.get("chain") is not None:
            gold.append(str(mention["chain"]))
            own.append(next((by_span[span] for span in _spans(mention) if span in by_span), None))
    return gold, own


def _spans(mention: Row) -> list[tuple[int, int]]:
    """Return the spans that count as the mention's own, the barest first."""
    (bare, end), (start, _) = bare_span(mention), span_of(mention)
    tail = next((len(mark) for mark in _POSSESSIVE if str(mention["text"]).endswith(mark)), 0)
    return [(bare, end - tail), (start, end - tail), (bare, end), (start, end)]


def _pairs(gold: Sequence[str], own: Sequence[str | None]) -> Tally:
    both = Counter((g, o) for g, o in zip(gold, own, strict=True) if o is not None)
    tally = Tally()
    tally.add(_count(both), _count(Counter(o for o in own if o is not None)), _count(Counter(gold)))
    return tally


def _count(sizes: Mapping[Any, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
