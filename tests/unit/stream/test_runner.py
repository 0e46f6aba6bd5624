"""The runner with a toy stage: what moves an offset, and what never does."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from stream_toys import Bench, settle, until

from stancewire.core.messages import Outgoing
from stancewire.errors import Halt
from stancewire.settings import BreakerSettings, Settings
from stancewire.stream import runner
from stancewire.stream.lane import BACKLOG_MESSAGES
from stancewire.stream.producer import NotWritten, TooLarge
from stancewire_schemas import DeadLetterV1


async def bench(settings: Settings | None = None) -> Bench:
    made = Bench(settings or Settings())
    made.runner.assign([0])
    await settle()
    return made


async def test_a_completed_message_is_sent_remembered_and_acknowledged() -> None:
    b = await bench()
    b.feed("ok")
    await settle()
    assert b.acked == [(0, 0)]
    assert [(r.topic, r.value) for r in b.publisher.sent] == [
        ("article.accepted.v1", b"record 0"),
        ("article.index.v1", b"memory 0"),
    ]
    assert b.stage.remembered == [(0, b"k0", b"memory 0")]
    assert b.sample("outcomes_total", outcome="completed") == 1


async def test_memory_stands_in_the_partition_of_its_message() -> None:
    b = Bench()
    b.runner.assign([3])
    await settle()
    b.feed("ok", partition=3)
    await settle()
    assert [record.partition for record in b.publisher.sent] == [None, 3]


async def test_acks_keep_the_order_of_offsets_when_the_first_is_slow() -> None:
    b = await bench()
    b.feed("wait:door", "ok", "ok")
    await settle()
    assert b.stage.steps == [0, 1, 2]
    assert b.acked == []
    b.stage.open("door")
    await settle()
    assert b.offsets() == [0, 1, 2]


async def test_messages_of_one_key_do_not_overlap() -> None:
    b = await bench()
    b.feed("wait:door", "ok", key="same")
    b.feed("ok", start=2, key="other")
    await settle()
    assert b.stage.steps == [0, 2]
    b.stage.open("door")
    await settle()
    assert b.stage.steps == [0, 2, 1]
    assert b.publisher.values("article.index.v1") == [b"memory 2", b"memory 0", b"memory 1"]


async def test_the_memory_is_sent_only_after_the_records_are_acknowledged() -> None:
    b = await bench()
    tries = 0

    def refuse(batch: Sequence[Outgoing]) -> None:
        nonlocal tries
        if batch[0].topic == "article.accepted.v1" and tries < 2:
            tries += 1
            raise NotWritten("broker away")

    b.publisher.refuse = refuse
    b.feed("ok")
    await settle()
    assert b.publisher.sent == []
    assert b.acked == []
    assert "broker away" in b.health.reasons()["held"]
    await asyncio.sleep(1)
    assert b.offsets() == [0]
    assert b.health.reasons() == {}
    assert b.sample("retries_total", cause="produce") == 2


async def test_a_rejected_message_becomes_one_dead_letter_and_its_neighbours_complete() -> None:
    b = await bench()
    b.feed("ok", "reject", "ok")
    await settle()
    assert b.offsets() == [0, 1, 2]
    (dead,) = b.publisher.values("article.dead.v1")
    assert dead is not None
    found = DeadLetterV1.from_bytes(dead)
    assert (found.reason, found.offset, found.value, found.topic) == (
        "bad_json",
        1,
        b"reject",
        "news.article.raw.v1",
    )
    assert b.sample("dead_letters_total", reason="bad_json") == 1


async def test_an_unknown_error_is_tried_twice_and_its_text_stays_out_of_the_letter() -> None:
    b = await bench()
    b.feed("boom")
    await settle()
    assert b.stage.steps == [0, 0]
    (dead,) = b.publisher.values("article.dead.v1")
    assert dead is not None
    found = DeadLetterV1.from_bytes(dead)
    assert (found.reason, found.attempts) == ("coder_error", 2)
    assert found.error.startswith("ZeroDivisionError in ")
    assert "words of the article" not in found.error


async def test_a_retry_is_made_in_place_until_it_works() -> None:
    b = await bench()
    b.feed("retry:4", "ok")
    await until(lambda: b.offsets() == [0, 1])
    assert b.sample("retries_total", cause="step") == 3


async def test_an_output_that_is_too_large_is_dead_lettered() -> None:
    b = await bench()

    def refuse(batch: Sequence[Outgoing]) -> None:
        if batch[0].topic == "article.accepted.v1":
            raise TooLarge("a record has 9 of 8 bytes")

    b.publisher.refuse = refuse
    b.feed("ok")
    await settle()
    assert b.offsets() == [0]
    assert b.publisher.values("article.index.v1") == []
    assert b.sample("dead_letters_total", reason="output_too_large") == 1


async def test_an_unwritable_dead_letter_topic_holds_the_offset() -> None:
    b = await bench()

    def refuse(batch: Sequence[Outgoing]) -> None:
        if batch[0].topic == "article.dead.v1":
            raise NotWritten("not authorised")

    b.publisher.refuse = refuse
    b.feed("reject", "ok")
    await settle()
    assert b.acked == []
    assert "not authorised" in b.health.reasons()["held"]


async def test_a_halt_stops_the_worker_and_moves_no_offset() -> None:
    b = await bench()
    b.feed("halt", "ok")
    await settle()
    assert [type(error) for error in b.halts] == [Halt]
    assert b.acked == []


async def test_the_window_bounds_what_is_in_flight_even_when_later_messages_are_done() -> None:
    b = await bench(Settings(window=4))
    b.feed("wait:door", *["ok"] * 10)
    await settle()
    assert b.stage.steps == [0, 1, 2, 3]
    assert b.runner.in_flight == 4
    b.stage.open("door")
    await settle()
    assert b.offsets() == list(range(11))


async def test_a_full_lane_pauses_its_partition_and_an_emptier_one_goes_on() -> None:
    b = await bench(Settings(window=1))
    b.feed("wait:door", *["ok"] * BACKLOG_MESSAGES)
    assert b.flow.held == {0}
    assert b.runner.is_held(0)
    b.stage.open("door")
    await until(lambda: b.flow.held == set())


async def test_nothing_is_stepped_before_the_memory_is_loaded() -> None:
    b = Bench()
    b.runner.assign([0])
    b.feed("ok")
    assert b.stage.steps == []
    assert b.health.reasons() == {"memory": "loading"}
    await settle()
    assert b.loaded == [[0]]
    assert b.stage.steps == [0]


async def test_a_failed_load_starts_from_nothing_again() -> None:
    b = Bench(memory_problem=OSError("gone"))
    b.runner.assign([0])
    b.feed("ok")
    await settle()
    assert b.health.reasons() == {"memory": "loading failed: OSError"}
    assert b.stage.forgotten == [0]
    await asyncio.sleep(1.1)
    assert b.offsets() == [0]


async def test_a_revoked_partition_counts_nothing_that_finishes_later() -> None:
    b = await bench()
    b.feed("wait:door", "ok")
    await settle()
    await b.runner.revoke()
    b.stage.open("door")
    await settle()
    assert b.acked == []
    assert b.stage.forgotten == [0]
    assert b.runner.partitions == ()
    assert "assignment" in b.health.reasons()


async def test_after_a_new_assignment_the_same_offsets_are_taken_again() -> None:
    b = await bench()
    b.feed("wait:door", "ok")
    await settle()
    await b.runner.revoke()
    b.runner.assign([0])
    b.feed("ok", "ok")
    await settle()
    assert b.offsets() == [0, 1]


async def test_what_is_only_waiting_for_the_broker_may_finish_on_revoke() -> None:
    b = await bench()
    refused = True

    def refuse(_batch: Sequence[Outgoing]) -> None:
        if refused:
            raise NotWritten("slow")

    b.publisher.refuse = refuse
    b.feed("ok")
    await settle()
    refused = False
    await b.runner.revoke()
    assert b.offsets() == [0]
    assert b.abandoned == 0


async def test_what_the_broker_has_not_acknowledged_on_revoke_is_abandoned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else it would be sent when another worker has gone on."""
    monkeypatch.setattr(runner, "REVOKE_GRACE_S", 0.05)
    b = await bench()

    def refuse(_batch: Sequence[Outgoing]) -> None:
        raise NotWritten("away")

    b.publisher.refuse = refuse
    b.feed("ok", "wait:door")
    await settle()
    await b.runner.revoke()
    assert b.abandoned == 1
    assert b.acked == []


async def test_a_message_of_a_partition_that_is_not_ours_is_ignored() -> None:
    b = await bench()
    b.feed("ok", partition=5)
    await settle()
    assert b.stage.steps == []


async def test_a_drain_finishes_what_is_in_flight_and_starts_nothing_more() -> None:
    b = await bench(Settings(window=1))
    b.feed("wait:door", "ok")
    await settle()
    asyncio.get_running_loop().call_later(0.02, b.stage.open, "door")
    assert await b.runner.drain(5)
    b.feed("ok", start=2)
    await settle()
    assert b.offsets() == [0]
    assert b.stage.steps == [0]


async def test_a_drain_gives_up_after_its_time() -> None:
    b = await bench()
    b.feed("wait:never")
    await settle()
    assert not await b.runner.drain(0.05)


async def test_the_breaker_stops_the_partition_and_holds_its_offset() -> None:
    b = await bench(Settings(breaker=BreakerSettings(run=3, ratio=1.0, sample=100), window=2))
    b.feed(*["reject"] * 20)
    await settle()
    assert b.offsets() == [0, 1, 2]
    assert len(b.publisher.values("article.dead.v1")) == 3
    assert b.health.reasons() == {"partition 0": "stopped: more than 3 dead letters in a row"}


async def test_a_stopped_partition_leaves_the_others_alone() -> None:
    b = Bench(Settings(breaker=BreakerSettings(run=1, ratio=1.0, sample=100)))
    b.runner.assign([0, 1])
    await settle()
    b.feed("reject", "reject", "reject", partition=0)
    b.feed("ok", "ok", partition=1)
    await settle()
    assert sorted(b.acked) == [(0, 0), (1, 0), (1, 1)]


async def test_a_stopped_partition_is_still_stopped_when_it_is_assigned_again() -> None:
    b = await bench(Settings(breaker=BreakerSettings(run=1, ratio=1.0, sample=100)))
    b.feed("reject", "reject")
    await settle()
    await b.runner.revoke()
    b.runner.assign([0])
    await settle()
    assert "partition 0" in b.health.reasons()
    b.feed("ok", start=1)
    await settle()
    assert b.offsets() == [0]


async def test_a_drain_does_not_wait_for_what_waits_to_be_tried_again() -> None:
    b = await bench()

    def refuse(_batch: Sequence[Outgoing]) -> None:
        raise NotWritten("broker away")

    b.publisher.refuse = refuse
    b.feed("ok")
    await settle()
    async with asyncio.timeout(2):
        assert not await b.runner.drain(60)
    assert b.acked == []
