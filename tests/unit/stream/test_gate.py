"""The ordered gate by example; tests/property/test_gate.py tries it at random."""

from __future__ import annotations

from stancewire.stream.gate import Gate


def gate_with(*offsets: int) -> Gate[int]:
    gate: Gate[int] = Gate(epoch=1)
    assert all(gate.admit(offset, offset) for offset in offsets)
    return gate


def test_offsets_settled_in_order_are_released_one_by_one() -> None:
    gate = gate_with(4, 5)
    assert [gate.settle(4, 1), gate.settle(5, 1)] == [[4], [5]]
    assert len(gate) == 0


def test_nothing_is_released_past_an_unfinished_offset() -> None:
    gate = gate_with(2585, 2586, 2587, 2588)
    assert [gate.settle(offset, 1) for offset in (2586, 2588, 2587)] == [[], [], []]
    assert gate.lowest == 2585
    assert gate.settle(2585, 1) == [2585, 2586, 2587, 2588]


def test_the_first_offsets_of_a_fresh_group_wait_for_the_head_too() -> None:
    gate = gate_with(0, 1, 2)
    assert gate.settle(2, 1) == []
    assert gate.settle(1, 1) == []
    assert gate.settle(0, 1) == [0, 1, 2]


def test_holes_in_the_offsets_hold_nothing_up() -> None:
    gate = gate_with(3, 9, 10)
    assert gate.settle(3, 1) == [3]
    assert gate.settle(9, 1) == [9]


def test_a_repeat_of_what_is_in_flight_is_not_admitted() -> None:
    gate = gate_with(3, 4)
    assert not gate.admit(4, 99)
    assert not gate.admit(3, 99)
    assert gate.settle(4, 1) == []
    assert gate.settle(3, 1) == [3, 4]


def test_settling_twice_releases_once() -> None:
    gate = gate_with(1, 2)
    assert gate.settle(1, 1) == [1]
    assert gate.settle(1, 1) == []


def test_a_result_of_another_epoch_is_ignored() -> None:
    gate = gate_with(1)
    assert gate.settle(1, 0) == []
    assert gate.lowest == 1


def test_a_closed_gate_forgets_and_admits_nothing() -> None:
    gate = gate_with(1, 2)
    assert gate.close() == 2
    assert gate.settle(1, 1) == []
    assert not gate.admit(7, 7)
    assert gate.lowest is None
    assert gate.unsettled == 0
