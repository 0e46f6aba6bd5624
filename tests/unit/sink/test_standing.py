from __future__ import annotations

from stancewire.sink.standing import Claim, Place, Standing


def place(offset: int, partition: int = 0, moment_ms: int = 0) -> Place:
    return Place(partition, offset, moment_ms)


def told(offset: int, version: int, *, is_end: bool = False) -> Claim:
    return Claim(place(offset), version, is_end=is_end)


def end(offset: int) -> Claim:
    return Claim(place(offset), None, is_end=True)


def test_an_older_version_never_replaces_a_newer_one_wherever_it_stands() -> None:
    newer = Standing().after(told(1, 2))
    assert newer.after(told(2, 1)) is newer
    assert newer.after(told(0, 3)).version == 3


def test_the_same_record_again_changes_nothing() -> None:
    once = Standing().after(told(1, 2))
    assert once.after(told(1, 2)) is once


def test_of_one_version_told_twice_the_later_counts() -> None:
    assert Standing().after(told(1, 2)).after(told(5, 2)).told == place(5)


def test_what_an_end_stands_behind_is_gone_and_stays_gone_when_it_is_read_again() -> None:
    ended = Standing().after(told(1, 7)).after(end(2))
    assert not ended.is_live
    assert ended.after(told(1, 7)) is ended
    assert ended.after(end(2)) is ended


def test_behind_an_end_a_lower_version_is_a_new_beginning() -> None:
    again = Standing().after(told(1, 7)).after(end(2)).after(told(3, 1))
    assert again.is_live
    assert again.version == 1


def test_an_end_that_is_read_late_leaves_what_stands_behind_it() -> None:
    living = Standing().after(told(3, 1)).after(end(2))
    assert living.is_live
    assert living.after(told(1, 7)) is living


def test_a_versioned_end_gives_way_to_a_later_version_only() -> None:
    withdrawn = Standing().after(told(1, 1)).after(told(2, 1, is_end=True))
    assert not withdrawn.is_live
    assert withdrawn.after(told(1, 1)) is withdrawn
    told_again = withdrawn.after(told(3, 3))
    assert told_again.is_live
    assert told_again.after(told(9, 1, is_end=True)) is told_again


def test_across_partitions_time_tells_which_came_later() -> None:
    assert place(0, partition=1, moment_ms=8).is_behind(place(9, partition=0, moment_ms=7))
    assert not place(9, partition=0, moment_ms=7).is_behind(place(0, partition=1, moment_ms=8))
    assert place(3, moment_ms=1).is_behind(place(2, moment_ms=9))
