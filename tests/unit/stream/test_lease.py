"""A worker that may have lost its partitions writes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.produce import ProduceRequest

from stancewire.core.messages import Outgoing
from stancewire.settings import Settings
from stancewire.stream.fenced import FencedProducer
from stancewire.stream.lease import Lease
from stancewire.stream.producer import NotWritten, Producer


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_lease_lasts_one_session_from_the_sending_of_the_confirmed_heartbeat() -> None:
    clock = Clock()
    lease = Lease(6, clock)
    assert not lease.is_valid
    sent_at = lease.now()
    clock.now = 104.0
    lease.renew(sent_at)
    assert lease.is_valid
    clock.now = 106.0
    assert not lease.is_valid


async def test_nothing_is_sent_without_a_lease() -> None:
    producer = Producer(Settings(), {"event.v1": 1000}, Lease(6))
    with pytest.raises(NotWritten, match="another worker"):
        await producer.publish([Outgoing("event.v1", b"k", b"v")])


async def test_records_already_queued_are_stopped_at_the_last_moment_and_other_requests_are_not() -> None:
    passed: list[Any] = []
    refused: list[bool] = []
    may_send = [True, False]
    client = FencedProducer(lambda: may_send.pop(0), lambda: refused.append(True))

    async def take(_node: int, request: Any, **_options: Any) -> None:
        passed.append(request)

    client._pass_on = take  # noqa: SLF001  # stands for the network
    records = ProduceRequest(transactional_id=None, required_acks=-1, timeout=1, topics=[])
    await client.client.send(0, records)
    with pytest.raises(KafkaConnectionError, match="held back"):
        await client.client.send(0, records)
    await client.client.send(0, "metadata")
    assert passed == [records, "metadata"]
    assert refused == [True]
    await client.cut_off()
