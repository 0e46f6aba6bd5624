from __future__ import annotations

import socket

from stancewire.console.metrics import WorkerNumbers, numbers_of, read_numbers
from stancewire.stream.metrics import Metrics


def test_numbers_are_read_from_what_a_worker_really_renders() -> None:
    metrics = Metrics("enrich")
    metrics.outcomes.labels("enrich", "completed").inc(3)
    metrics.outcomes.labels("enrich", "copy").inc()
    metrics.dead.labels("enrich", "timeout").inc(2)
    metrics.retries.labels("enrich", "step").inc()
    metrics.retries.labels("enrich", "produce").inc()
    metrics.in_flight.labels("enrich").set(4)
    metrics.waiting.labels("enrich").set(5)
    metrics.tell_health([])
    assert numbers_of(metrics.render().decode()) == WorkerNumbers(
        outcomes={"completed": 3, "copy": 1},
        dead={"timeout": 2},
        in_flight=4,
        waiting=5,
        retries=2,
        ready=True,
    )


def test_a_worker_that_has_done_nothing_counts_nothing() -> None:
    assert numbers_of(Metrics("merge").render().decode()) == WorkerNumbers()


def test_a_worker_that_does_not_answer_has_no_numbers() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = int(probe.getsockname()[1])
    assert read_numbers(closed) is None
