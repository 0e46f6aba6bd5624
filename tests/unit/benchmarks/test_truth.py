"""A small seeded part of the made-up newswire, coded by the stand-in: copies are found, events come out right."""

from __future__ import annotations

from stancewire.benchmarks.copies import measure as measure_copies
from stancewire.benchmarks.merging import measure as measure_cost
from stancewire.benchmarks.newswire import newswire, states
from stancewire.benchmarks.stand_in import StandIn
from stancewire.benchmarks.truth import measure


def test_copies_and_events_of_a_made_up_newswire_are_found() -> None:
    report = measure(newswire(300, seed=7), StandIn())
    assert report["copies.gold"] > 100
    assert report["copies.precision"] >= 0.98
    assert report["copies.recall"] >= 0.95
    assert report["b3.f1"] >= 0.9
    assert report["coded"] < 0.6 * report["articles"]


def test_events_come_out_right_where_the_same_states_are_told_of_every_day() -> None:
    report = measure(newswire(600, 7, states(11)), StandIn())
    assert report["b3.precision"] >= 0.88
    assert report["b3.f1"] >= 0.92


def test_the_same_seed_makes_the_same_newswire() -> None:
    assert list(newswire(60, seed=3)) == list(newswire(60, seed=3))
    assert list(newswire(60, seed=3)) != list(newswire(60, seed=4))


def test_the_cost_of_a_telling_is_measured_at_each_size() -> None:
    costs = list(measure_cost([20, 40], None, lambda _: None, sample=50))
    assert [cost.live_events for cost in costs] == [20, 40]
    assert all(cost.telling_us > 0 and 0 < cost.joined < 1 for cost in costs)


def test_thirty_copies_are_coded_once_and_cost_a_part_of_the_first_telling() -> None:
    cost = measure_copies(StandIn(), [next(iter(newswire(5, seed=1))).article])
    row = cost.row()
    assert row["sent"] == 31
    assert row["coded"] == 1
    assert row["outcome_copy"] == 30
    assert row["first_ms"] > 0 < row["exact_copy_ms"]
