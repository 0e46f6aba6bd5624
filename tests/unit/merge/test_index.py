"""The index in memory finds what a plain search through everything that is filed would find."""

from __future__ import annotations

from collections import Counter
from random import Random

import psutil

from stancewire.merge.index import Index
from stancewire.merge.traces import Traces


def test_any_filing_and_unfiling_finds_what_a_plain_search_finds() -> None:
    dice, index = Random(3), Index()  # noqa: S311  # no secret hangs on it, and it must repeat
    filed: dict[int, tuple[int, tuple[int, ...], tuple[int, ...]]] = {}
    for number in range(1, 3_000):
        anchors = tuple({dice.choice((dice.randrange(40), dice.getrandbits(47))) for _ in range(dice.randrange(9))})
        weeks = tuple(sorted({dice.choice((-1, 700, 106_000)) + dice.randrange(3) for _ in range(2)}))
        filed[number] = index.file(number, anchors, weeks), anchors, weeks
        if dice.random() < 0.5:
            place, anchors, weeks = filed.pop(dice.choice(list(filed)))
            assert Counter(index.unfile(place)) == Counter((a, w) for a in anchors for w in weeks)
    for anchor in range(40):
        for first, last in ((-2, 0), (699, 701), (700, 700), (-2, 106_010), (2_000, 3_000)):
            plain = [n for n, (_, a, w) in filed.items() if anchor in a for week in w if first <= week <= last]
            assert Counter(index.under(anchor, first, last, 10_000)) == Counter(plain)


def test_no_more_entries_are_counted_than_are_asked_for() -> None:
    index = Index()
    for number in range(1, 50):
        index.file(number, (7,), (100,))
    assert len(index.under(7, 99, 101, 20)) == 20


def test_the_places_of_what_is_taken_out_are_used_again() -> None:
    index = Index()
    index.unfile(index.file(1, (7, 8), (100,)))
    second = index.file(2, (7, 9), (100,))
    # Where a third begins, nothing was left free below it.
    assert index.file(3, (6,), (100,)) > second
    index.unfile(second)
    assert index.file(2, (7, 9), (100,)) <= second
    assert index.under(7, 100, 100, 9) == [2]


def test_an_event_without_anything_to_be_found_under_is_filed_nowhere() -> None:
    index = Index()
    assert index.unfile(index.file(1, (), (100,))) == []


def test_weeks_beyond_the_year_2513_are_one() -> None:
    index = Index()
    index.file(1, (7,), (500_000,))
    assert index.under(7, 200_000, 600_000, 9) == [1]


def test_partitions_that_come_again_and_again_take_no_more_memory() -> None:
    process = psutil.Process()
    before = process.memory_info().rss
    for _ in range(4):
        made = [(Index(), Traces()) for _ in range(4)]
        assert len(made) == 4
        # A tenth of what four would take if all of it were written.
        assert process.memory_info().rss - before < 20 * 1_048_576
