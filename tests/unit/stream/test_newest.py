"""A record that came late never hides the one that replaced it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, strategies

from stancewire.stream.newest import Newest


@dataclass
class Kept:
    key: bytes
    value: bytes | None


def state(log: list[Kept]) -> tuple[Newest, bytes | None]:
    newest, value = Newest(), None
    for record in log:
        if newest.takes(0, record):
            value = record.value
    return newest, value


@given(strategies.lists(strategies.integers(0, 5), max_size=6), strategies.integers(1, 6))
def test_late_copies_of_replaced_records_change_nothing(late: list[int], count: int) -> None:
    values = [b"revision %d" % number for number in range(count)]
    log = [Kept(b"k", value) for value in values]
    log += [Kept(b"k", values[number]) for number in late if number < count]
    newest, value = state(log)
    assert value == values[-1]
    assert newest.hidden is (log[-1].value != values[-1])
    hiding = [record for record in log if newest.hides(0, record)]
    assert bool(hiding) is newest.hidden
    assert {record.value for record in hiding} <= {values[-1]}


def test_a_late_record_does_not_wake_what_was_ended() -> None:
    newest, value = state([Kept(b"k", b"1"), Kept(b"k", None), Kept(b"k", b"1")])
    assert value is None
    assert newest.hides(0, Kept(b"k", None))


def test_what_was_ended_may_begin_and_end_again() -> None:
    newest, value = state([Kept(b"k", b"1"), Kept(b"k", None), Kept(b"k", b"2"), Kept(b"k", None)])
    assert value is None
    assert not newest.hidden


def test_keys_and_partitions_are_apart() -> None:
    newest = Newest()
    for partition, key in ((0, b"k"), (0, b"l"), (1, b"k")):
        assert newest.takes(partition, Kept(key, b"1"))
        assert newest.takes(partition, Kept(key, b"2"))
    assert not newest.takes(1, Kept(b"k", b"1"))
    assert not newest.hides(0, Kept(b"k", b"2"))
    assert newest.hides(1, Kept(b"k", b"2"))
