"""What a worker tells of itself is what its cards say."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from stancewire.cli import metric_page
from stancewire.core.messages import Outgoing
from stancewire.stream.metric_cards import METRICS
from stancewire.stream.metrics import Metrics
from stancewire.topology import STAGES
from stancewire_schemas.codes import DeadReason, EventType

DOCS = Path(__file__).resolve().parents[3] / "docs"


def families(metrics: Metrics) -> dict[str, str]:
    found = text_string_to_metric_families(metrics.render().decode())
    return {family.name: family.type for family in found if family.name.startswith("stancewire_")}


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"stancewire_{name}", {"stage": metrics.stage} | labels)


@pytest.mark.parametrize("stage", STAGES)
def test_a_worker_exports_the_metrics_of_the_cards_and_no_others(stage: str) -> None:
    cards = {card.full_name.removesuffix("_total"): card.kind for card in METRICS}
    assert families(Metrics(stage)) == cards


def test_the_committed_page_of_metrics_is_that_of_the_cards() -> None:
    assert (DOCS / "metrics.md").read_text(encoding="utf-8") == metric_page.page()


def test_every_reason_of_a_dead_letter_stands_at_zero_before_the_first() -> None:
    metrics = Metrics("enrich")
    assert [value(metrics, "dead_letters_total", reason=reason) for reason in DeadReason] == [0] * len(DeadReason)


def test_only_enrich_counts_events_and_stances() -> None:
    assert value(Metrics("enrich"), "event_mentions_total", type=EventType.PROTEST) == 0
    assert value(Metrics("merge"), "event_mentions_total", type=EventType.PROTEST) is None


def test_an_acknowledged_telling_is_counted_by_its_type_and_a_withdrawal_is_not() -> None:
    metrics = Metrics("enrich")
    metrics.wrote(Outgoing("event.mention.v1", b"k", b"v", says="PROTEST"))
    metrics.wrote(Outgoing("event.mention.v1", b"k", b"v"))
    assert value(metrics, "event_mentions_total", type="PROTEST") == 1
    assert value(metrics, "records_published_total", topic="event.mention.v1") == 2


def test_what_stands_in_no_closed_list_becomes_no_label() -> None:
    metrics = Metrics("enrich")
    metrics.wrote(Outgoing("stance.v1", b"k", b"v", says="a word of an article"))
    assert b"a word of an article" not in metrics.render()
    assert value(metrics, "records_published_total", topic="stance.v1") == 1


def test_each_condition_that_is_not_met_is_told_and_a_partition_loses_its_number() -> None:
    metrics = Metrics("merge")
    metrics.tell_health(["broker", "partition 3"])
    told = {name for name in ("broker", "partition", "memory") if value(metrics, "not_ready", condition=name)}
    assert told == {"broker", "partition"}
    assert value(metrics, "ready") == 0
    metrics.tell_health([])
    assert value(metrics, "not_ready", condition="broker") == 0
    assert value(metrics, "ready") == 1


def test_the_model_is_told_once_it_is_loaded() -> None:
    metrics = Metrics("enrich")
    assert b"stancewire_model_info{" not in metrics.render()
    metrics.made_by("abc", "accurate")
    assert value(metrics, "model_info", fingerprint="abc", profile="accurate") == 1
