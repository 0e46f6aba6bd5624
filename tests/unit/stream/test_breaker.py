from __future__ import annotations

import pytest

from stancewire.settings import BreakerSettings
from stancewire.stream.breaker import Breaker


def test_the_first_message_being_bad_stops_nothing() -> None:
    assert Breaker(BreakerSettings(run=5, ratio=0.1, sample=10)).allows_dead()


def test_a_run_of_dead_letters_stops_after_exactly_so_many() -> None:
    breaker = Breaker(BreakerSettings(run=3, ratio=1.0, sample=100))
    assert [breaker.allows_dead() for _ in range(5)] == [True, True, True, False, False]
    assert breaker.reason == "more than 3 dead letters in a row"


def test_a_good_message_ends_a_run() -> None:
    breaker = Breaker(BreakerSettings(run=2, ratio=1.0, sample=100))
    for _ in range(10):
        assert breaker.allows_dead()
        breaker.note_good()


@pytest.mark.parametrize(("dead_each", "trips"), [(2, True), (4, False)])
def test_the_share_counts_over_a_full_sample(dead_each: int, trips: bool) -> None:
    breaker = Breaker(BreakerSettings(run=50, ratio=0.3, sample=20))
    for number in range(200):
        if number % dead_each == 0:
            breaker.allows_dead()
        else:
            breaker.note_good()
    assert (breaker.reason is not None) is trips


def test_once_tripped_it_stays_so() -> None:
    breaker = Breaker(BreakerSettings(run=1, ratio=1.0, sample=100))
    assert [breaker.allows_dead(), breaker.allows_dead()] == [True, False]
    breaker.note_good()
    assert not breaker.allows_dead()
