"""What Faust is told. Each of these, left at its default, has lost messages or opened a door."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from faust.types import TP
from stream_toys import Bench

from stancewire.settings import Settings
from stancewire.stream.app import App, build_app, message_of
from stancewire.stream.lease import Lease
from stancewire.topology import INGEST


@asynccontextmanager
async def built() -> AsyncIterator[tuple[App, Bench]]:
    bench = Bench()
    yield build_app(Settings(), INGEST, bench.runner, Lease(30)), bench
    await asyncio.sleep(0)


async def test_one_agent_alone_takes_raw_bytes() -> None:
    async with built() as (app, _):
        (agent,) = app.agents.values()
        assert agent.concurrency == 1
        topic: Any = agent.channel
        assert (topic.schema.key_serializer, topic.schema.value_serializer) == ("raw", "raw")
        assert (app.conf.key_serializer, app.conf.value_serializer) == ("raw", "raw")


async def test_no_web_server_no_leader_topic_no_declared_topics() -> None:
    async with built() as (app, _):
        strategy: Any = app.boot_strategy
        assert list(strategy.web_server()) == []
        assert app.conf.topic_disable_leader is True
        assert app.conf.topic_allow_declare is False
        assert app.conf.web_enabled is False


async def test_the_group_is_the_stages_and_acks_are_ours() -> None:
    async with built() as (app, _):
        assert app.conf.id == "news.stancewire.ingest"
        assert app.conf.stream_wait_empty is False
        assert app.conf.table_standby_replicas == 0


async def test_a_partition_that_the_runner_holds_stays_paused_when_fausts_queue_has_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with built() as (app, bench):
        place = TP("news.article.raw.v1", 0)
        consumer: Any = app.consumer
        active = consumer._set_active_tps({place})  # noqa: SLF001  # the only place where Faust keeps it
        assert bench.runner.flow is not None
        bench.runner.flow.hold(0)
        monkeypatch.setattr(bench.runner, "is_held", lambda _partition: True)
        consumer.on_buffer_drop(place)
        assert place not in active
        monkeypatch.setattr(bench.runner, "is_held", lambda _partition: False)
        bench.runner.flow.release(0)
        assert place in active


async def test_what_is_fetched_while_the_flow_is_stopped_is_not_handed_over_and_will_be_fetched_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After a rebalance a fetch may end behind the seek and before the flow goes on: dropped, it would be lost."""
    async with built() as (app, _):
        consumer: Any = app.consumer
        place, seeks = TP("news.article.raw.v1", 0), list[int]()

        async def fetched(_timeout: float) -> object:
            return {place: [Received()]}, {place}

        async def sought() -> None:
            seeks.append(1)

        monkeypatch.setattr(consumer, "_wait_next_records", fetched)
        monkeypatch.setattr(consumer, "perform_seek", sought)
        consumer.flow_active = False
        assert [offset async for offset in consumer.getmany(1.0)] == []
        assert seeks == [1]


class Received:
    """A message as Faust hands it over."""

    partition, offset, key, value, timestamp = 2, 9, b"k", None, 1.5
    headers: object = [("a", b"1"), ("a", b"2")]


def test_a_message_keeps_repeated_headers_and_a_null_value() -> None:
    message = message_of(INGEST, Received())
    assert message.headers == (("a", b"1"), ("a", b"2"))
    assert (message.topic, message.partition, message.offset) == ("article.raw.v1", 2, 9)
    assert (message.value, message.timestamp_ms) == (None, 1500)


def acked(consumer: Any, *offsets: int) -> None:
    place = TP("news.article.raw.v1", 0)
    consumer._acked[place].extend(offsets)  # noqa: SLF001  # what Faust's own `ack` does


async def test_holes_between_offsets_hold_no_commit_up() -> None:
    async with built() as (app, _):
        consumer: Any = app.consumer
        place = TP("news.article.raw.v1", 0)
        consumer._committed_offset[place] = 4  # noqa: SLF001  # as after a start in the middle
        acked(consumer, 9, 12)
        assert consumer._filter_committable_offsets([place]) == {place: 13}  # noqa: SLF001  # the step of Faust that decides


async def test_a_commit_that_was_refused_is_tried_again_without_a_new_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with built() as (app, _):
        consumer: Any = app.consumer
        place, answers, sent = TP("news.article.raw.v1", 0), [False, True], []

        async def commit(offsets: Any) -> bool:
            sent.append(dict(offsets))
            return answers.pop(0)

        monkeypatch.setattr(consumer, "_commit", commit)
        monkeypatch.setattr(consumer, "assignment", lambda: {place})
        acked(consumer, 0, 1)
        assert not await consumer.force_commit()
        assert await consumer.force_commit()
        assert not await consumer.force_commit()
        assert sent == [{place: 2}, {place: 2}]


async def test_a_message_is_handed_over_at_once_and_one_that_must_wait_gives_way_to_a_suspension() -> None:
    async with built() as (app, _):
        consumer: Any = app.consumer
        suspended, given = asyncio.Event(), list[int]()

        async def hand_over(number: int, room: asyncio.Event) -> None:
            await room.wait()
            given.append(number)

        room = asyncio.Event()
        room.set()
        await consumer.wait_first(hand_over(1, room), suspended.wait())
        assert given == [1]
        asyncio.get_running_loop().call_later(0.01, suspended.set)
        await consumer.wait_first(hand_over(2, asyncio.Event()), suspended.wait())
        assert given == [1]
