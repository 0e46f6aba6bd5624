"""Whatever order records come in, however often and in whatever batches: the same tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from topic_records import end, event, message, stance

from stancewire.core.messages import Message
from stancewire.sink.changes import Key, Rows, changes, read
from stancewire.sink.duck import DuckDatabase
from stancewire.sink.schema import prepare
from stancewire.sink.standing import Standing
from stancewire.sink.store import Store
from stancewire.sink.tables import TABLES

PARTITIONS = 2

growing = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4)), max_size=12)
"""Keys and revisions of events that never begin anew: each revision once, told again at most."""

lives = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4)), max_size=14)
"""Keys and revisions of events in the order of the log; 0 is an end, behind which a lower revision may follow."""

stances = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.booleans(), st.integers(0, 1)), max_size=12)
"""Keys, article versions, whether it is a withdrawal, and the partition."""


def event_log(drawn: Sequence[tuple[int, int]]) -> list[Message]:
    """A key stands in one partition, as its event's family does."""
    return [
        message("event.v1", offset, event(key, revision) if revision else end(key), partition=key % PARTITIONS)
        for offset, (key, revision) in enumerate(drawn)
    ]


def stance_log(drawn: Sequence[tuple[int, int, bool, int]]) -> list[Message]:
    return [
        message("stance.v1", offset, stance(key, version, withdrawn=withdrawn), partition)
        for offset, (key, version, withdrawn, partition) in enumerate(drawn)
    ]


def tables(messages: Iterable[Message], batches: Iterable[int] = ()) -> dict[Key, Rows]:
    """What the tables hold behind these messages, cut into batches of these sizes and one of the rest."""
    known: dict[Key, Standing] = {}
    held: dict[Key, Rows] = {}
    left = iter(messages)
    for size in [*batches, None]:
        told = [one for one in map(read, islice(left, size)) if one is not None]
        found = changes(told, known)
        known |= found.standings
        held |= found.rows
    return {key: rows for key, rows in held.items() if rows}


@settings(max_examples=50)
@given(st.data(), stances, growing)
def test_any_order_and_any_repeats_end_in_the_same_tables(
    data: st.DataObject, told: list[tuple[int, int, bool, int]], events: list[tuple[int, int]]
) -> None:
    log = [*stance_log(told), *event_log(events)]
    again = data.draw(st.lists(st.sampled_from(log), max_size=8)) if log else []
    shuffled = data.draw(st.permutations([*log, *again]))
    assert tables(shuffled, data.draw(st.lists(st.integers(0, 5), max_size=4))) == tables(log)


@settings(max_examples=50)
@given(st.data(), growing)
def test_an_end_takes_its_event_away_at_whatever_moment_it_is_read(
    data: st.DataObject, events: list[tuple[int, int]]
) -> None:
    log = event_log([*events, *[(key, 0) for key in sorted({key for key, _ in events})]])
    assert tables(data.draw(st.permutations([*log, *log]))) == {}


@settings(max_examples=50)
@given(st.data(), lives)
def test_reading_a_partition_again_from_any_offset_changes_nothing_also_where_events_begin_anew(
    data: st.DataObject, drawn: list[tuple[int, int]]
) -> None:
    log = event_log(drawn)
    read_so_far = data.draw(st.integers(0, len(log)))
    back_at = data.draw(st.integers(0, read_so_far))
    once, twice = log[:read_so_far], log[back_at:]
    by_partition = [m for number in range(PARTITIONS) for m in log if m.partition == number]
    assert tables([*once, *twice], data.draw(st.lists(st.integers(0, 5), max_size=4))) == tables(log)
    assert tables(by_partition) == tables(log)


@settings(max_examples=50)
@given(lives)
def test_what_stands_is_the_highest_revision_behind_the_last_end(drawn: list[tuple[int, int]]) -> None:
    expected: dict[int, int] = {}
    for key, revision in drawn:
        expected[key] = max(revision, expected.get(key, 0)) if revision else 0
    held = tables(event_log(drawn))
    told = {int(rows["events"][0][0], 16): rows["events"][0][1] for rows in held.values()}  # type: ignore[arg-type]
    assert told == {key: revision for key, revision in expected.items() if revision}


@settings(max_examples=15)
@given(st.data(), lives, stances)
def test_a_real_database_in_any_batches_holds_what_one_batch_makes(
    data: st.DataObject, drawn: list[tuple[int, int]], told: list[tuple[int, int, bool, int]]
) -> None:
    log = [*event_log(drawn), *stance_log(told)]
    sizes = data.draw(st.lists(st.integers(1, 5), max_size=6))
    assert dump(log, sizes) == dump(log, [])


def dump(log: list[Message], sizes: list[int]) -> dict[str, list[tuple[Any, ...]]]:
    database = DuckDatabase(":memory:")
    try:
        prepare(database, "test")
        store = Store(database)
        store.positions((topic, number) for topic in ("event.v1", "stance.v1") for number in range(PARTITIONS))
        left = iter(log)
        for size in [*sizes, None]:
            store.write(list(islice(left, size)))
        names = [*(table.name for table in TABLES), "sink_offsets", "sink_keys"]
        return {name: sorted(database.ask(f"SELECT * FROM {name}"), key=repr) for name in names}  # noqa: S608
    finally:
        database.close()
