"""The client begins where it is told, leaves out what is no news, and names what it cannot read."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest
from kafka_workers import Cluster
from topic_records import event

from stancewire.client import Selection, subscribe
from stancewire.client.subscription import Start
from stancewire.errors import Unreachable, UserError
from stancewire.settings import Settings
from stancewire_schemas import EventV1

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(120)]


def settings(cluster: Cluster) -> Settings:
    return Settings(bootstrap_servers=cluster.bootstrap, topic_prefix=cluster.prefix)


def read(
    cluster: Cluster, start: Start = "beginning", group: str | None = None, where: Selection | None = None
) -> list[tuple[int, int]]:
    with subscribe(
        EventV1,
        start=start,
        group=group,
        where=where or Selection(),
        follow=False,
        settings=settings(cluster),
    ) as events:
        return sorted((int(found.event_id, 16), found.revision) for found in events)


def test_repeats_outdated_revisions_and_rubbish_are_left_out(
    cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    cluster.feed([event(1, 2), event(1, 1), event(1, 2), event(2), (b"x", b"rubbish"), event(1, 3)], "event.v1")
    assert read(cluster) == [(1, 2), (1, 3), (2, 1)]
    (line,) = caplog.messages
    assert line.startswith(f"no EventV1 at {cluster.prefix}event.v1 partition ")


def test_reading_begins_at_a_moment(cluster: Cluster) -> None:
    cluster.feed([event(1)], "event.v1")
    time.sleep(0.05)
    moment = datetime.now(UTC)
    cluster.feed([event(2), event(3)], "event.v1")
    assert read(cluster, start=moment) == [(2, 1), (3, 1)]
    assert read(cluster, start=datetime.now(UTC)) == []
    assert read(cluster, start="end") == []


def test_a_group_goes_on_behind_what_it_has_read(cluster: Cluster) -> None:
    cluster.feed([event(1), event(2)], "event.v1")
    assert read(cluster, group="desk") == [(1, 1), (2, 1)]
    cluster.feed([event(3)], "event.v1")
    assert read(cluster, group="desk") == [(3, 1)]
    assert read(cluster, group="other") == [(1, 1), (2, 1), (3, 1)]


def test_only_what_is_asked_for_is_given_out(cluster: Cluster) -> None:
    cluster.feed(
        [
            event(1, type="PROTEST", confidence=0.9),
            event(2, type="AID", confidence=0.9),
            event(3, type="PROTEST", confidence=0.1),
        ],
        "event.v1",
    )
    assert read(cluster, where=Selection(event_type="PROTEST", min_confidence=0.5)) == [(1, 1)]


def test_updates_tell_the_place_and_the_end_of_a_key(cluster: Cluster) -> None:
    key, value = event(1)
    cluster.feed([(key, value), (key, None), (key, None)], "event.v1")
    with subscribe(EventV1, start="beginning", follow=False, settings=settings(cluster)) as events:
        told = [(update.key.encode(), update.record is None, update.offset) for update in events.updates()]
    assert told == [(key, False, 0), (key, True, 1)]


def test_tail_begins_at_a_moment_and_chooses(cluster: Cluster) -> None:
    cluster.feed([event(1, type="PROTEST"), event(2, type="AID"), event(3, type="PROTEST")], "event.v1")
    found = cluster.call("tail", "event", "--since", "2020-01-01", "--type", "protest", "--limit", "2", "--json")
    assert found.stderr == ""
    assert [json.loads(line)["type"] for line in found.stdout.splitlines()] == ["PROTEST", "PROTEST"]


def test_no_broker_and_no_topic_are_one_line(cluster: Cluster) -> None:
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:1"):
        subscribe(EventV1, "127.0.0.1:1")
    with pytest.raises(UserError, match=r"no topic gone\.event\.v1"):
        subscribe(EventV1, settings=Settings(bootstrap_servers=cluster.bootstrap, topic_prefix="gone."))
