"""How far behind a group is: what retention took is no lag, and what is left is never passed over."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from kafka import KafkaConsumer, OffsetAndMetadata, TopicPartition
from kafka_workers import Cluster

from stancewire.settings import Settings
from stancewire.stream.offsets import Offsets

pytestmark = pytest.mark.kafka

TOPIC = "article.raw.v1"
GROUP = "slow"


@pytest.fixture
async def offsets(cluster: Cluster) -> AsyncIterator[Offsets]:
    settings = Settings(bootstrap_servers=cluster.bootstrap, topic_prefix=cluster.prefix)
    made = Offsets(settings, cluster.prefix + GROUP, settings.topic(TOPIC))
    await made.start()
    yield made
    await made.stop()


def commit(cluster: Cluster, place: TopicPartition, offset: int) -> None:
    consumer = KafkaConsumer(bootstrap_servers=cluster.bootstrap, group_id=cluster.prefix + GROUP)
    consumer.assign([place])
    consumer.commit({place: OffsetAndMetadata(offset, "", -1)})
    consumer.close()


async def test_a_group_behind_what_retention_took_still_has_the_rest_before_it(
    cluster: Cluster, offsets: Offsets
) -> None:
    cluster.feed([(b"k", b"%d" % number) for number in range(10)])
    (place,) = (place for place in cluster.places(TOPIC) if cluster.ends(TOPIC)[place.partition])
    commit(cluster, place, 2)
    with cluster.admin() as admin:
        admin.delete_records({place: 5})
    passed: list[tuple[int, int]] = []
    offsets.pass_over = lambda partition, offset: passed.append((partition, offset))
    for _ in range(3):
        assert await offsets.lag([place.partition]) == {place.partition: 5}
    assert passed == []
