"""Workers that are killed, frozen, stopped and multiplied: no article is lost, no record differs."""

from __future__ import annotations

import random
import signal
import time

import psutil
import pytest
from faults.feed import Feed
from faults.ledger import check
from faults.plant import Plant
from faults.table import Notes
from kafka_workers import FAST, wait_until

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

FULL = pytest.mark.faults
QUICK = pytest.mark.quick
MIB = 1_048_576
SESSION_S = float(FAST["STANCEWIRE_KAFKA__SESSION_TIMEOUT_S"])

GROWS = {"ingest": "article.accepted.v1", "enrich": "article.enriched.v1", "merge": "event.v1"}


@pytest.mark.parametrize(
    ("stage", "kills"),
    [
        pytest.param("ingest", 2, marks=QUICK),
        pytest.param("ingest", 20, marks=FULL),
        pytest.param("enrich", 20, marks=FULL),
        pytest.param("merge", 20, marks=FULL),
    ],
)
def test_a_worker_killed_again_and_again_loses_nothing(plant: Plant, table: Notes, stage: str, kills: int) -> None:
    feed, chance, worst = Feed(kills), random.Random(kills), 0.0
    plant.start()
    for _ in range(kills):
        plant.feed_until(feed.take(50), GROWS[stage], chance.randint(5, 25))
        plant.kill(plant.one(stage))
        # What was fed before may be done by then: ingest takes it in rows.
        plant.feed(feed.take(10))
        started = time.monotonic()
        plant.start(stage)
        plant.grows(GROWS[stage], 1)
        worst = max(worst, time.monotonic() - started)
    plant.settle()
    account = check(plant.cluster, plant.fed)
    table.add(f"kill -9 of {stage}", kills, account, worst)
    assert account.messages == sum(account.outcomes.values()) == 60 * kills
    assert worst < 30


@pytest.mark.parametrize("pauses", [pytest.param(1, marks=QUICK), pytest.param(5, marks=FULL)])
def test_a_worker_frozen_past_its_session_writes_nothing_stale_when_it_wakes(
    plant: Plant, table: Notes, pauses: int
) -> None:
    feed, chance, worst = Feed(pauses), random.Random(pauses), 0.0
    plant.tended = {"ingest", "enrich", "merge"}
    plant.start()
    for number in range(pauses):
        stage = ("ingest", "merge", "enrich")[number % 3]
        plant.feed_until(feed.take(60), GROWS[stage], chance.randint(5, 25))
        (frozen,) = plant.workers[stage]
        frozen.process.send_signal(signal.SIGSTOP)
        plant.feed(feed.take(20))
        before = plant.ends(GROWS[stage])
        (fresh,) = plant.start(stage)
        # The session runs out meanwhile; how long an interpreter takes to start is not the group's affair.
        plant.until(lambda fresh=fresh: "ConsumerThread" in fresh.log())
        worst = max(worst, _outgrown_s(plant, stage, before))
        time.sleep(max(0.0, 2 * SESSION_S - worst))
        plant.feed(feed.take(40))
        frozen.process.send_signal(signal.SIGCONT)
        plant.settle()
        # It has ended itself, or it has come back; one of the two is enough from here on.
        for extra in plant.workers[stage][1:]:
            assert extra.terminate() == 0
            plant.forget(extra)
    plant.settle()
    table.add("worker frozen past its session", pauses, check(plant.cluster, plant.fed), worst)
    assert worst < SESSION_S + 10


def _outgrown_s(plant: Plant, stage: str, before: int) -> float:
    started = time.monotonic()
    plant.until(lambda: plant.ends(GROWS[stage]) > before, every_s=0.02)
    return time.monotonic() - started


def _takeover_s(plant: Plant, stage: str) -> float:
    started = time.monotonic()
    plant.grows(GROWS[stage], 1)
    return time.monotonic() - started


@FULL
def test_workers_that_come_and_go_all_the_time_lose_nothing_and_progress(plant: Plant, table: Notes) -> None:
    feed, chance, worst = Feed(9), random.Random(9), 0.0
    plant.environment["STANCEWIRE_HTTP_PORT"] = "0"
    plant.start()
    plant.start("ingest", "ingest", "enrich")
    for worker in plant.all():
        plant.until(lambda worker=worker: "ConsumerThread" in worker.log())
    for _ in range(12):
        plant.feed(feed.take(60))
        stage = chance.choice(["ingest", "enrich", "merge"])
        worst = max(worst, plant.progress_s("ingest"))
        plant.start(stage)
        if len(plant.workers[stage]) > 2:
            leaving = plant.workers[stage][0]
            plant.forget(leaving)
            if leaving.process.poll() is not None:
                # It found no broker in time, say; whoever runs it would start another.
                continue
            if chance.random() < 0.5:
                # One that has not come so far as to listen to signals ends by them.
                assert leaving.terminate() in ({0} if leaving.log() else {0, -signal.SIGTERM})
            else:
                leaving.kill()
        time.sleep(chance.uniform(0.5, 4))
    plant.settle()
    table.add("rebalance storm", 12, check(plant.cluster, plant.fed), worst)
    assert worst < 30


@FULL
def test_more_workers_than_partitions_leave_none_unusable(plant: Plant, table: Notes) -> None:
    plant.start()
    plant.start(*["ingest"] * 4)
    plant.feed(Feed(10).take(300))
    plant.settle()
    for worker in list(plant.workers["ingest"][:4]):
        plant.kill(worker)
    plant.feed(Feed(11).take(1))
    took = plant.settle()
    account = check(plant.cluster, plant.fed)
    table.add("more workers than partitions, then one", 4, account, took)
    assert account.messages == sum(account.outcomes.values()) == 301


@pytest.mark.parametrize("stops", [pytest.param(6, marks=FULL)])
def test_sigterm_under_load_drains_in_time_and_loses_nothing(plant: Plant, table: Notes, stops: int) -> None:
    feed, chance, worst = Feed(20 + stops), random.Random(stops), 0.0
    plant.start()
    plant.tended = set()
    for number in range(stops):
        stage = ("enrich", "ingest", "merge")[number % 3]
        plant.feed_until(feed.take(140), GROWS[stage], chance.randint(5, 25))
        leaving = plant.one(stage)
        started = time.monotonic()
        assert leaving.terminate() == 0
        assert time.monotonic() - started < 25
        plant.feed(feed.take(10))
        plant.forget(leaving)
        plant.start(stage)
        worst = max(worst, _takeover_s(plant, stage))
    plant.settle()
    table.add("SIGTERM under load", stops, check(plant.cluster, plant.fed), worst)


@FULL
def test_a_second_sigterm_ends_at_once_and_loses_nothing(plant: Plant, table: Notes) -> None:
    feed, worst = Feed(30), 0.0
    plant.start(TOY_DELAY_S="0.05")
    plant.tended = set()
    for _ in range(5):
        plant.feed_until(feed.take(60), GROWS["enrich"], 5)
        leaving = plant.one("enrich")
        leaving.process.terminate()
        wait_until(lambda log=leaving.log: '"stopping"' in log())  # type: ignore[misc]  # a default argument binds the loop's value
        leaving.process.terminate()
        # By the signal itself where its loop is closed already.
        assert leaving.process.wait(10) in {0, 128 + signal.SIGTERM, -signal.SIGTERM}
        plant.forget(leaving)
        plant.start("enrich")
        worst = max(worst, _takeover_s(plant, "enrich"))
    plant.settle()
    table.add("SIGTERM twice", 5, check(plant.cluster, plant.fed), worst)


@FULL
@pytest.mark.timeout(1500)
def test_a_burst_is_taken_in_without_a_rebalance_and_in_bounded_memory(plant: Plant, table: Notes) -> None:
    # The session of a real worker: what is proved is that work alone tears no group.
    plant.start(STANCEWIRE_KAFKA__SESSION_TIMEOUT_S="30")
    for worker in plant.all():
        worker.wait_ready()
    processes = [psutil.Process(worker.process.pid) for worker in plant.all()]
    before = [process.memory_info().rss for process in processes]
    started = time.monotonic()
    plant.feed(Feed(40).take(10_000))
    most = list(before)

    def is_done() -> bool:
        most[:] = map(max, most, (process.memory_info().rss for process in processes))
        return plant.is_settled()

    plant.until(is_done, 900, every_s=1)
    took = time.monotonic() - started
    for worker in plant.all():
        rebalances = [v for name, v in worker.samples().items() if name.startswith("stancewire_rebalances_total")]
        assert rebalances == [1], "the group was torn while it worked"
    table.add("burst of 10,000", 1, check(plant.cluster, plant.fed), took)
    assert all(now - was < 400 * MIB for was, now in zip(before, most, strict=True))


@FULL
def test_a_wrong_clock_changes_no_record(plant: Plant, table: Notes) -> None:
    feed, worst = Feed(50), 0.0
    plant.start()
    for days in (1, -1, 30):
        for stage in ("ingest", "enrich", "merge"):
            plant.feed_until(feed.take(14), GROWS[stage], 3)
            plant.kill(plant.one(stage))
            plant.start(stage, TOY_CLOCK_DAYS=str(days))
            started = time.monotonic()
            plant.feed_until(feed.take(6), GROWS[stage], 1)
            worst = max(worst, time.monotonic() - started)
    plant.settle()
    account = check(plant.cluster, plant.fed)
    table.add("wall clock wrong by days", 9, account, worst)
    assert account.messages == sum(account.outcomes.values()) == 180
