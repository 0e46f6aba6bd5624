"""Messages of one key in a row: stepped on one another, written together, and never half remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from stream_toys import Bench, settle, until

from stancewire.core.messages import Outgoing
from stancewire.settings import BreakerSettings, Settings
from stancewire.stream import carrier
from stancewire.stream.producer import NotWritten, TooLarge

Look = Callable[[Sequence[Outgoing]], None]


def rows_refused(why: Exception) -> Look:
    def refuse(batch: Sequence[Outgoing]) -> None:
        if len(batch) > 1:
            raise why

    return refuse


async def in_a_row(
    *values: str,
    row: int = 64,
    refuse: Look | None = None,
    check: Look | None = None,
    settings: Settings | None = None,
) -> Bench:
    """Return a bench that was let go when all values but the first waited behind one of the same key."""
    b = Bench(settings or Settings())
    b.runner.assign([0])
    await settle()
    b.stage.row = row
    b.publisher.refuse = refuse or b.publisher.refuse
    b.publisher.check = check or b.publisher.check
    b.feed("wait:door", *values, key="same")
    await settle()
    b.stage.open("door")
    await settle()
    return b


async def test_messages_of_one_key_are_stepped_on_one_another_and_written_together() -> None:
    b = await in_a_row("ok", "ok", "ok")
    assert b.offsets() == [0, 1, 2, 3]
    assert b.publisher.batches == [1, 1, 3, 3]
    assert b.publisher.values("article.index.v1") == [b"memory %d" % n for n in range(4)]
    assert b.stage.remembered == [(0, b"same", b"memory %d" % n) for n in range(4)]


async def test_a_row_is_no_longer_than_the_stage_says() -> None:
    b = await in_a_row(*["ok"] * 5, row=2)
    assert b.offsets() == list(range(6))
    assert b.publisher.batches == [1, 1, 2, 2, 2, 2, 1, 1]


async def test_a_row_of_large_records_is_written_before_it_is_too_much_for_one_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One message has 16 bytes of values here."""
    monkeypatch.setattr(carrier, "ROW_BYTES", 40)
    b = await in_a_row(*["ok"] * 5)
    assert b.offsets() == list(range(6))
    assert b.publisher.batches == [1, 1, 3, 3, 2, 2]


async def test_a_row_is_remembered_before_it_is_written_and_settled_after() -> None:
    b = await in_a_row("ok", "ok", refuse=rows_refused(NotWritten("broker away")))
    assert b.offsets() == [0]
    assert len(b.stage.remembered) == 3
    assert "broker away" in b.health.reasons()["held"]
    b.publisher.refuse = lambda _batch: None
    await until(lambda: b.offsets() == [0, 1, 2])
    assert b.publisher.values("article.index.v1") == [b"memory 0", b"memory 1", b"memory 2"]
    assert b.health.reasons() == {}


async def test_a_rejected_message_in_a_row_is_buried_between_its_neighbours() -> None:
    b = await in_a_row("ok", "reject", "ok")
    assert b.offsets() == [0, 1, 2, 3]
    assert [r.topic for r in b.publisher.sent if r.topic != "article.accepted.v1"] == [
        "article.index.v1",
        "article.index.v1",
        "article.dead.v1",
        "article.index.v1",
    ]


async def test_a_record_in_a_row_that_is_too_large_is_dead_lettered_and_not_remembered() -> None:
    def check(batch: Sequence[Outgoing]) -> None:
        if batch[0].value == b"record 2":
            raise TooLarge("a record has 9 of 8 bytes")

    b = await in_a_row("ok", "ok", "ok", check=check)
    assert b.offsets() == [0, 1, 2, 3]
    assert [value for _, _, value in b.stage.remembered] == [b"memory 0", b"memory 1", b"memory 3"]
    assert b.sample("dead_letters_total", reason="output_too_large") == 1


async def test_a_row_that_the_broker_finds_too_large_halts_since_the_memory_is_ahead() -> None:
    b = await in_a_row("ok", "ok", "ok", refuse=rows_refused(TooLarge("the broker refused a record")))
    assert b.offsets() == [0]
    assert ["topics check" in str(halt) for halt in b.halts] == [True]


async def test_what_follows_a_row_that_a_drain_drops_is_not_started() -> None:
    b = await in_a_row(*["ok"] * 4, row=2, refuse=rows_refused(NotWritten("broker away")))
    assert not await b.runner.drain(5)
    assert b.offsets() == [0]
    assert b.stage.steps == [0, 1, 2]


async def test_a_stopped_partition_starts_nothing_more_of_a_row() -> None:
    settings = Settings(breaker=BreakerSettings(run=1, ratio=1.0, sample=100))
    b = await in_a_row("reject", "reject", "ok", settings=settings)
    assert b.offsets() == [0, 1]
    assert b.stage.steps == [0, 1, 2]
