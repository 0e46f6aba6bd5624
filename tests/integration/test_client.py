"""The client begins where it is told, leaves out what is no news, and names what it cannot read."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from kafka_workers import Cluster, wait_until
from topic_records import end, event, stance

from stancewire.client import Selection, subscribe, subscription
from stancewire.client.places import Start
from stancewire.errors import Unreachable, UserError
from stancewire.settings import Settings
from stancewire_schemas import EventV1, StanceV1

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


def updates(
    cluster: Cluster, start: Start = "beginning", where: Selection | None = None
) -> list[tuple[int, int | None]]:
    """Number and revision of each update, in order within a key; no revision where the key has ended."""
    with subscribe(
        EventV1, start=start, where=where or Selection(), follow=False, settings=settings(cluster)
    ) as events:
        told = [(int(u.key, 16), u.record.revision if u.record else None) for u in events.updates()]
    return sorted(told, key=lambda update: update[0])


def test_reading_resumes_at_a_moment_with_the_ends_that_came_behind_it(cluster: Cluster) -> None:
    cluster.feed([event(1, 4), event(2)], "event.v1")
    time.sleep(0.05)
    moment = datetime.now(UTC)
    cluster.feed([end(1), event(2, 2), end(2), end(2), event(2, 1), event(3)], "event.v1")
    assert updates(cluster, moment) == [(1, None), (2, 2), (2, None), (2, 1), (3, 1)]


def read_stances(cluster: Cluster, start: Start, group: str | None = None) -> list[int]:
    with subscribe(StanceV1, start=start, group=group, follow=False, settings=settings(cluster)) as stances:
        return sorted(int(found.id, 16) for found in stances)


def forget(cluster: Cluster, topic: str) -> None:
    """Take everything out of a topic, as retention does."""
    with cluster.admin() as admin:
        admin.delete_records(dict.fromkeys(cluster.places(topic), -1))


def test_behind_a_gap_that_retention_made_reading_goes_on_with_what_is_left(cluster: Cluster) -> None:
    moment = datetime.now(UTC)
    cluster.feed(map(stance, range(8)), "stance.v1")
    assert read_stances(cluster, "beginning", "desk") == list(range(8))
    cluster.feed(map(stance, range(8, 16)), "stance.v1")
    forget(cluster, "stance.v1")
    assert read_stances(cluster, moment) == []
    assert read_stances(cluster, "beginning", "desk") == []
    cluster.feed(map(stance, range(16, 20)), "stance.v1")
    assert read_stances(cluster, moment) == list(range(16, 20))
    assert read_stances(cluster, "beginning", "desk") == list(range(16, 20))


def test_a_selection_lets_no_outdated_revision_through_and_tells_what_no_longer_fits(cluster: Cluster) -> None:
    told = [event(1, 3, type="AID"), event(1, 2, type="PROTEST"), end(1)]
    told += [event(2, 1, type="PROTEST"), event(2, 2, type="AID"), event(2, 3, type="AID"), end(2)]
    told += [event(3, 1, type="PROTEST"), end(3)]
    cluster.feed(told, "event.v1")
    assert updates(cluster, where=Selection(event_type="PROTEST")) == [(2, 1), (2, None), (3, 1), (3, None)]


def test_the_withdrawal_of_what_was_given_out_passes_every_selection(cluster: Cluster) -> None:
    unsure: dict[str, Any] = {"confidence": 0.1, "withdrawn": True}
    told = [stance(1, confidence=0.9), stance(1, **unsure), stance(1, **unsure), stance(2, **unsure)]
    cluster.feed(told, "stance.v1")
    where = Selection(min_confidence=0.5)
    with subscribe(StanceV1, start="beginning", where=where, follow=False, settings=settings(cluster)) as stances:
        assert [(int(found.id, 16), found.withdrawn) for found in stances] == [(1, False), (1, True)]


def test_partitions_that_are_added_while_a_subscriber_reads_are_read_from_their_start(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription, "METADATA_MS", 200)
    with subscribe(EventV1, start="beginning", settings=settings(cluster)) as events:
        cluster.feed([event(1)], "event.v1")
        told = events.updates()
        assert int(next(told).key, 16) == 1
        with cluster.admin() as admin:
            admin.create_partitions({f"{cluster.prefix}event.v1": 32})
        wait_until(lambda: len(cluster.places("event.v1")) == 32)
        cluster.feed(map(event, range(2, 40)), "event.v1")
        found = [next(told) for _ in range(2, 40)]
    assert sorted(int(update.key, 16) for update in found) == list(range(2, 40))
    assert max(update.partition for update in found) > 3


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
