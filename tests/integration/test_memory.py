"""What a stage remembers is read back whole, however large one record is."""

from __future__ import annotations

import asyncio

import pytest
from kafka import KafkaProducer
from kafka_workers import Cluster

from stancewire.settings import Settings
from stancewire.stream import memory
from stancewire_schemas import topics

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(120)]

PARTITIONS = range(topics.EVENT.partitions)


def test_records_larger_than_a_fetch_hold_up_nobody(cluster: Cluster) -> None:
    large = memory.FETCH_BYTES * 3 // 2
    assert large < topics.EVENT.max_message_bytes
    topic = cluster.prefix + topics.EVENT.name
    producer = KafkaProducer(bootstrap_servers=cluster.bootstrap, max_request_size=2 * large)
    expected = {}
    for partition in PARTITIONS:
        for number in range(6):
            key, size = b"%d-%d" % (partition, number), large if number == partition % 6 else 100
            producer.send(topic, key=key, value=b"x" * size, partition=partition)
            expected[partition, key] = size
    producer.close()
    found: dict[tuple[int, bytes], int] = {}

    def remember(partition: int, key: bytes, value: bytes | None, _offset: int) -> None:
        found[partition, key] = len(value or b"")

    settings = Settings(bootstrap_servers=cluster.bootstrap, topic_prefix=cluster.prefix)
    count, hidden = asyncio.run(memory.load(settings, topics.EVENT.name, PARTITIONS, remember))
    assert (count, hidden) == (len(expected), [])
    assert found == expected
