"""The producer over a client that the test controls: when is a record written, and when is it not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiokafka.errors import MessageSizeTooLargeError, NotLeaderForPartitionError

from stancewire.core.messages import Outgoing
from stancewire.settings import KafkaSettings, Settings
from stancewire.stream import producer as module
from stancewire.stream.lease import Lease
from stancewire.stream.producer import NotWritten, Producer, TooLarge

LIMITS = {"article.accepted.v1": 2000, "article.index.v1": 1000}


class Client:
    """Stands for the fenced producer; `behave` decides what becomes of each send."""

    made: list[Client]
    behave: Callable[[asyncio.Future[Any]], None]

    def __init__(self, **options: Any) -> None:
        self.options, self.is_stopped = options, False
        self.sent: list[tuple[str, dict[str, Any]]] = []
        type(self).made.append(self)

    async def start(self) -> None:
        pass

    async def cut_off(self) -> None:
        self.is_stopped = True

    async def send(self, topic: str, **record: Any) -> asyncio.Future[Any]:
        self.sent.append((topic, record))
        ack = asyncio.get_running_loop().create_future()
        type(self).behave(ack)
        return ack


def acknowledge(ack: asyncio.Future[Any]) -> None:
    asyncio.get_running_loop().call_soon(ack.set_result, "metadata")


def say_nothing(_ack: asyncio.Future[Any]) -> None:
    pass


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> type[Client]:
    fresh = type("FreshClient", (Client,), {"made": [], "behave": staticmethod(acknowledge)})
    monkeypatch.setattr(module, "FencedProducer", fresh)
    return fresh


def valid() -> Lease:
    lease = Lease(60)
    lease.renew(lease.now())
    return lease


def producer(deadline_s: float = 0.1, *, idempotence: bool = True) -> Producer:
    return Producer(
        Settings(kafka=KafkaSettings(produce_deadline_s=deadline_s, idempotence=idempotence)), LIMITS, valid()
    )


def record(
    value: bytes | None = b"v", topic: str = "article.accepted.v1", partition: int | None = None
) -> Outgoing:
    return Outgoing(topic, b"k", value, partition, (("ce_id", b"1"),))


async def test_records_go_out_in_order_with_acks_from_all(client: type[Client]) -> None:
    await producer().publish([record(), record(None, "article.index.v1", 3)])
    (made,) = client.made
    assert [(topic, sent["value"], sent["partition"]) for topic, sent in made.sent] == [
        ("news.article.accepted.v1", b"v", None),
        ("news.article.index.v1", None, 3),
    ]
    assert made.sent[0][1]["headers"] == [("ce_id", b"1")]
    assert (made.options["acks"], made.options["enable_idempotence"]) == ("all", True)


async def test_idempotence_can_be_switched_off(client: type[Client]) -> None:
    await producer(idempotence=False).publish([record()])
    assert client.made[0].options["enable_idempotence"] is False


async def test_nothing_is_sent_when_one_record_is_too_large(client: type[Client]) -> None:
    with pytest.raises(TooLarge, match=r"article\.index\.v1 has 1,5\d\d of 1,000 bytes"):
        await producer().publish([record(), record(b"x" * 1000, "article.index.v1")])
    assert client.made == []


async def test_a_record_that_is_never_acknowledged_is_not_written_and_the_client_is_built_anew(
    client: type[Client],
) -> None:
    p = producer()
    client.behave = staticmethod(say_nothing)
    with pytest.raises(NotWritten, match="not acknowledged before the deadline"):
        await p.publish([record()])
    assert p.problem == "not acknowledged before the deadline"
    client.behave = staticmethod(acknowledge)
    await p.publish([record()])
    assert [made.is_stopped for made in client.made] == [True, False]
    assert p.problem is None


async def test_a_refusal_is_not_written(client: type[Client]) -> None:
    client.behave = staticmethod(lambda ack: ack.set_exception(NotLeaderForPartitionError()))
    with pytest.raises(NotWritten, match="NotLeaderForPartitionError"):
        await producer().publish([record()])


async def test_one_refusal_among_many_means_none_counts(client: type[Client]) -> None:
    acks: list[asyncio.Future[Any]] = []

    def refuse_the_second(ack: asyncio.Future[Any]) -> None:
        acks.append(ack)
        if len(acks) == 2:
            ack.set_exception(NotLeaderForPartitionError())
        else:
            acknowledge(ack)

    client.behave = staticmethod(refuse_the_second)
    with pytest.raises(NotWritten):
        await producer().publish([record(), record(), record()])


async def test_a_record_that_the_broker_finds_too_large_is_the_records_fault(client: type[Client]) -> None:
    p = producer()
    client.behave = staticmethod(lambda ack: ack.set_exception(MessageSizeTooLargeError()))
    with pytest.raises(TooLarge):
        await p.publish([record()])
    assert len(client.made) == 1
    assert not client.made[0].is_stopped


async def test_all_who_wait_on_a_lost_client_are_told_at_once(client: type[Client]) -> None:
    p = producer(deadline_s=60)
    client.behave = staticmethod(say_nothing)
    waiting = [asyncio.create_task(p.publish([record()])) for _ in range(3)]
    await asyncio.sleep(0.01)
    await p.stop()
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(error) for error in done] == [NotWritten] * 3


async def test_who_waits_on_a_lost_client_hears_why_though_the_next_one_works_already(client: type[Client]) -> None:
    p = producer(deadline_s=60)
    client.behave = staticmethod(say_nothing)
    waiting = asyncio.create_task(p.publish([record()]))
    await asyncio.sleep(0.01)
    client.behave = staticmethod(lambda ack: ack.set_exception(NotLeaderForPartitionError()))
    refused = asyncio.create_task(p.publish([record()]))
    refused.add_done_callback(lambda _: setattr(p, "problem", None))  # as a publish that succeeds meanwhile does
    told = await asyncio.gather(waiting, refused, return_exceptions=True)
    assert [str(error) for error in told] == ["NotLeaderForPartitionError"] * 2


async def test_no_record_waits_for_room_in_a_client_that_is_lost(
    client: type[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_self: Client, _topic: str, **_record: Any) -> asyncio.Future[Any]:
        room: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        await room
        return room

    monkeypatch.setattr(client, "send", full)
    before = asyncio.all_tasks()
    with pytest.raises(NotWritten):
        await producer().publish([record()])
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


async def test_a_broker_that_cannot_be_reached_is_not_written(
    client: type[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_self: Client) -> None:
        raise OSError("refused")

    monkeypatch.setattr(client, "start", refuse)
    p = producer()
    with pytest.raises(NotWritten, match="no producer: OSError"):
        await p.publish([record()])
    assert p.problem == "no producer: OSError"
