"""One trace leads from the feed through every stage to the event, and to a dead letter; log lines name it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from kafka_workers import Cluster, Worker, wait_until
from ops.collector import Collector, collector

from stancewire.topology import STAGES

pytestmark = [pytest.mark.kafka, pytest.mark.model, pytest.mark.timeout(240)]

STORY = (
    b'{"id": "a", "text": "Protesters marched in Nairobi on Tuesday.", "published_at": "2026-03-12T09:00:00Z"}\n'
)


@pytest.fixture
def spans() -> Iterator[Collector]:
    with collector() as made:
        yield made


@pytest.fixture
def traced(spans: Collector) -> dict[str, str]:
    return {
        "STANCEWIRE_TRACING": "true",
        "STANCEWIRE_PROFILE": "fast",
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{spans.port}",
        "OTEL_BSP_SCHEDULE_DELAY": "200",
    }


def trace_of(record: Any) -> list[str]:
    """Return the parts of a record's traceparent: version, trace, span, flags."""
    return str(dict(record.headers)["traceparent"].decode()).split("-")


def test_one_trace_leads_from_the_feed_to_the_event_and_to_a_dead_letter(
    cluster: Cluster, spans: Collector, traced: dict[str, str], tmp_path: Path
) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_bytes(STORY + b"{broken\n")
    with ExitStack() as stack:
        logs = {stage: tmp_path / f"{stage}.log" for stage in STAGES}
        workers = {stage: stack.enter_context(Worker(cluster, stage, logs[stage], **traced)) for stage in STAGES}
        for worker in workers.values():
            worker.wait_ready(90)
        fed = cluster.call("feed", "--raw", str(lines), **traced)
        assert fed.returncode == 0, fed.stderr
        wait_until(lambda: cluster.count("event.v1") and cluster.count("article.dead.v1"), 60)
        assert [worker.terminate() for worker in workers.values()] == [0, 0, 0]

    (event,) = cluster.read("event.v1")
    _, trace, last, _ = trace_of(event)
    told = spans.of(trace)
    assert told.keys() == {"stancewire-feed", *(f"stancewire-{stage}" for stage in STAGES)}
    chain = [told[f"stancewire-{name}"] for name in ("feed", "ingest", "enrich", "merge")]
    assert [span.above for span in chain] == ["", *(span.span for span in chain[:-1])]
    assert chain[-1].span == last

    (dead,) = cluster.read("article.dead.v1")
    _, other, _, _ = trace_of(dead)
    assert spans.of(other).keys() == {"stancewire-feed", "stancewire-ingest"}
    (line,) = [json.loads(one) for one in logs["ingest"].read_text().splitlines() if '"dead letter"' in one]
    assert (line["topic"], line["trace"]) == ("article.raw.v1", other)
    assert {"partition", "offset", "reason"} <= line.keys()
