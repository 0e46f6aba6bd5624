"""What a sink tells of itself is what its cards say."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families
from topic_records import event, message

from stancewire.sink.cards import SINK_METRICS
from stancewire.sink.metrics import SinkMetrics
from stancewire.sink.store import Written


def value(metrics: SinkMetrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"stancewire_{name}", {"stage": "sink"} | labels)


def test_it_exports_the_metrics_of_the_cards_and_no_others() -> None:
    found = text_string_to_metric_families(SinkMetrics().render().decode())
    told = {family.name: family.type for family in found if family.name.startswith("stancewire_")}
    assert told == {card.full_name.removesuffix("_total"): card.kind for card in SINK_METRICS}


def test_a_batch_is_counted_by_what_it_came_to() -> None:
    metrics = SinkMetrics()
    metrics.wrote(Written(3, 2, 1, (message("event.v1", 0, event(0)),)), 7, 0.2)
    assert value(metrics, "sink_records_written_total", kind="event") == 3
    assert value(metrics, "sink_records_written_total", kind="stance") == 2
    assert value(metrics, "sink_records_ended_total") == 1
    assert value(metrics, "sink_unreadable_messages_total") == 1
    assert value(metrics, "sink_messages_total") == 7
    assert value(metrics, "sink_batch_duration_seconds_sum") == 0.2


def test_without_partitions_it_is_not_ready_and_tells_no_lag_of_its_own_making() -> None:
    metrics = SinkMetrics()
    metrics.turned(None)
    assert metrics.health.reasons() == {"assignment": "the group has given no partitions"}
    assert value(metrics, "sink_lag_messages") is None
    metrics.turned(12)
    assert metrics.health.reasons() == {}
    assert value(metrics, "sink_lag_messages") == 12


def test_a_batch_that_another_process_had_written_is_counted() -> None:
    metrics = SinkMetrics()
    metrics.overtaken()
    assert value(metrics, "sink_overtaken_batches_total") == 1
