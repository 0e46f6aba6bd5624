from __future__ import annotations

from collections.abc import Hashable

import pytest

from stancewire.evaluate.measures import Tally, b_cubed, bootstrap, harmonic, overlap, paired, ratio
from stancewire.evaluate.names import same_party


def test_a_tally_gives_precision_recall_and_f1() -> None:
    tally = Tally()
    tally.add(right=2, found=4, wanted=3)
    tally.add(right=1, found=1, wanted=1)
    assert tally.report("x") == {"x.precision": 0.6, "x.recall": 0.75, "x.f1": 0.667, "x.gold": 4}


def test_nothing_of_nothing_is_zero() -> None:
    assert (ratio(0, 0), harmonic(0, 0), Tally().report("x")["x.f1"]) == (0.0, 0.0, 0.0)


def test_pairs_are_one_to_one_and_the_most_alike_first() -> None:
    assert paired([10, 20], [11, 12, 40], lambda w, f: max(0, 5 - abs(w - f))) == [(10, 11)]
    assert paired("ab", "ba", lambda w, f: float(w == f)) == [("a", "a"), ("b", "b")]


@pytest.mark.parametrize(
    ("one", "other", "expected"), [((0, 4), (2, 6), 1 / 3), ((0, 4), (4, 8), 0.0), ((3, 5), (3, 5), 1.0)]
)
def test_overlap_is_shared_over_union(one: tuple[int, int], other: tuple[int, int], expected: float) -> None:
    assert overlap(one, other) == pytest.approx(expected)


def test_b_cubed_of_the_textbook_example() -> None:
    gold: dict[Hashable, Hashable] = {**dict.fromkeys("12345", "a"), **dict.fromkeys("67", "b")}
    gold.update(dict.fromkeys("89x", "c"))
    found: dict[Hashable, Hashable] = {**dict.fromkeys("12345", 1), **dict.fromkeys("6789x", 2)}
    report = b_cubed(gold, found)
    assert (report["b3.precision"], report["b3.recall"], report["b3.items"]) == (0.76, 1.0, 10)


def test_b_cubed_looks_at_items_that_both_know() -> None:
    assert b_cubed({"a": 1, "b": 1}, {"a": 1, "c": 1})["b3.items"] == 1


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("the ELN", "ELN", True),
        ("Prime Minister Lena Okafor", "Okafor", True),
        ("Indian and Omani warships", "warships", True),
        ("Colombia", "the ELN", False),
        ("the", "The", True),
    ],
)
def test_parties_are_compared_by_the_words_that_count(gold: str, found: str, same: bool) -> None:
    assert same_party(gold, found) is same


def test_a_bootstrap_interval_holds_the_measure_and_repeats() -> None:
    values = [0.0, 1.0] * 20
    report = bootstrap("x", values, lambda drawn: sum(drawn) / len(drawn))
    assert report["x.low95"] < 0.5 < report["x.high95"]
    assert report == bootstrap("x", values, lambda drawn: sum(drawn) / len(drawn))
    assert bootstrap("x", [], len) == {"x.low95": 0.0, "x.high95": 0.0}
