from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import pytest
from topic_records import event, message

from stancewire.core.messages import Message
from stancewire.sink import loading
from stancewire.sink.database import Overtaken
from stancewire.sink.duck import DuckDatabase
from stancewire.sink.loading import Limits, Loader, Totals
from stancewire.sink.schema import prepare
from stancewire.sink.store import Store, Written


class Log:
    """A source over a list of messages; `breaks` says at which polls what was read no longer counts."""

    def __init__(self, messages: list[Message], store: Store, breaks: tuple[int, ...] = ()) -> None:
        self._messages, self._store, self._breaks = messages, store, breaks
        self._at, self._polls, self.rewinds, self.committed = 0, 0, 0, 0

    def poll(self, timeout_s: float, at_most: int) -> list[Message] | None:
        del timeout_s
        self._polls += 1
        if self._polls in self._breaks:
            self.rewind()
            return None
        found = self._messages[self._at : self._at + min(at_most, 3)]
        self._at += len(found)
        return found

    def rewind(self) -> None:
        self.rewinds += 1
        self._at = self._store.positions([("event.v1", 0)])["event.v1", 0]

    def lag(self) -> int | None:
        return len(self._messages) - self._at

    def commit(self) -> None:
        self.committed = self._at


class Heard:
    """A listener that keeps what it hears."""

    def __init__(self) -> None:
        self.batches: list[Totals] = []
        self.lags: list[int | None] = []
        self.overtakings = 0

    def turned(self, lag: int | None) -> None:
        self.lags.append(lag)

    def wrote(self, totals: Totals, written: Written, seconds: float) -> None:
        del written
        assert seconds > 0
        self.batches.append(totals)

    def overtaken(self) -> None:
        self.overtakings += 1


@pytest.fixture
def database() -> Iterator[DuckDatabase]:
    made = DuckDatabase(":memory:")
    prepare(made, "test")
    yield made
    made.close()


@pytest.fixture
def store(database: DuckDatabase) -> Store:
    made = Store(database)
    made.positions([("event.v1", 0)])
    return made


def run(
    store: Store, source: Log, limits: Limits, stop: Callable[[], bool] = lambda: False
) -> tuple[Totals, list[Totals]]:
    heard = Heard()
    return Loader(source, store, limits, heard).run(stop, until_idle=True), heard.batches


def events(count: int) -> list[Message]:
    return [message("event.v1", number, event(number)) for number in range(count)]


def test_a_batch_is_written_when_it_is_full_and_the_rest_at_the_end(store: Store) -> None:
    totals, batches = run(store, Log(events(10), store), Limits(4, 60))
    assert [batch.messages for batch in batches] == [4, 8, 10]
    assert (totals.events, totals.lag) == (10, 0)


def test_a_batch_is_written_when_it_has_waited(store: Store) -> None:
    _, batches = run(store, Log(events(7), store), Limits(100, 0))
    assert [batch.messages for batch in batches] == [3, 6, 7]


def test_a_stop_writes_what_was_gathered(store: Store) -> None:
    answers = iter([False, True])
    totals, _ = run(store, Log(events(100), store), Limits(100, 60), lambda: next(answers))
    assert (totals.messages, totals.lag) == (6, 94)


def test_what_was_gathered_before_a_rebalance_is_read_again_and_written_once(
    store: Store, database: DuckDatabase
) -> None:
    source = Log(events(10), store, breaks=(3, 5))
    totals, _ = run(store, source, Limits(5, 60))
    assert totals.messages == 10
    assert source.committed == 10
    assert database.ask("SELECT count(*) FROM events") == [(10,)]


def test_of_two_writers_the_second_finds_itself_overtaken_and_goes_on_behind_the_first(
    store: Store, database: DuckDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_PAUSE_S", 0)
    log = events(10)
    other = Store(database)
    other.positions([("event.v1", 0)])
    other.write(log[:6])
    before = database.ask("SELECT * FROM sink_keys ORDER BY id")
    with pytest.raises(Overtaken):
        store.write(list(islice(log, 4)))
    assert database.ask("SELECT * FROM sink_keys ORDER BY id") == before
    source, heard = Log(log, store), Heard()
    totals = Loader(source, store, Limits(4, 60), heard).run(lambda: False, until_idle=True)
    assert (source.rewinds, heard.overtakings) == (1, 1)
    assert totals.messages == 4
    assert database.ask("SELECT next_offset FROM sink_offsets") == [(10,)]


def test_how_far_it_is_behind_is_told_behind_each_batch_and_where_nothing_comes(store: Store) -> None:
    heard = Heard()
    Loader(Log(events(10), store), store, Limits(4, 60), heard).run(lambda: False, until_idle=True)
    assert heard.lags == [6, 2, 0, 0]
