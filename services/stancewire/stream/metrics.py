"""The metrics of one worker, as their cards describe them."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from itertools import product

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from stancewire import __version__
from stancewire.core.messages import Outgoing
from stancewire.stream import metric_cards as cards
from stancewire.stream.metric_cards import METRICS, PREFIX, MetricCard
from stancewire.topology import STAGES
from stancewire_schemas import topics

TOLD_BY = {topics.MENTION.name: cards.MENTIONS, topics.STANCE.name: cards.STANCES}
"""Which metric counts what the records of a topic say."""


class Metrics:
    """Every metric of one worker in a registry of its own; the first label of each is the stage.

    Counters with a closed list of labels stand at 0 from the start, so that a first increase is seen.
    """

    def __init__(self, stage: str) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library has no types for it
        self.stage = stage
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._counters = {card: self._counter(card) for card in METRICS if card.kind == "counter"}
        self._gauges = {card: self._gauge(card) for card in METRICS if card.kind == "gauge"}
        self.consumed = self._counters[cards.CONSUMED]
        self.outcomes = self._counters[cards.OUTCOMES]
        self.published = self._counters[cards.PUBLISHED]
        self.dead = self._counters[cards.DEAD]
        self.retries = self._counters[cards.RETRIES]
        self.restarts = self._counters[cards.RESTARTS]
        self.rebalances = self._counters[cards.REBALANCES]
        self.remembered = self._counters[cards.REMEMBERED]
        self.loading = self._gauges[cards.LOADING]
        self.in_flight = self._gauges[cards.IN_FLIGHT]
        self.waiting = self._gauges[cards.WAITING]
        self.lag = self._gauges[cards.LAG]
        self.duration = self._histogram(cards.DURATION)
        self.latency = self._histogram(cards.LATENCY)
        for topic in self._topics():
            self.published.labels(stage, topic)
        self._gauges[cards.BUILD].labels(stage, __version__, platform.python_version()).set(1)

    def wrote(self, record: Outgoing) -> None:
        """Count a record that the broker has acknowledged, and what it says where that is counted."""
        self.published.labels(self.stage, record.topic).inc()
        card = TOLD_BY.get(record.topic)
        if card is not None and record.says in card.labels[0].values:
            self._counters[card].labels(self.stage, record.says).inc()

    def made_by(self, fingerprint: str, profile: str) -> None:
        """Note what the records are made by."""
        self._gauges[cards.MODEL].labels(self.stage, fingerprint, profile).set(1)

    def tell_health(self, conditions: Iterable[str]) -> None:
        """Note the conditions that are not met, by their names; numbers of partitions are left out."""
        kinds = {condition.partition(" ")[0] for condition in conditions}
        self._gauges[cards.READY].labels(self.stage).set(not kinds)
        for kind in cards.CONDITIONS:
            self._gauges[cards.NOT_READY].labels(self.stage, kind).set(kind in kinds)

    def render(self) -> bytes:
        """Return the text that a Prometheus server reads."""
        return generate_latest(self.registry)

    def _topics(self) -> list[str]:
        row = STAGES[self.stage]
        return sorted({*row.writes, row.memory, row.rejects})

    def _counter(self, card: MetricCard) -> Counter:
        made = Counter(f"{PREFIX}{card.name}", card.meaning, _names(card), registry=self.registry)
        if self.stage in card.stages and all(label.values for label in card.labels):
            for values in product(*(label.values for label in card.labels)):
                made.labels(self.stage, *values)
        return made

    def _gauge(self, card: MetricCard) -> Gauge:
        return Gauge(f"{PREFIX}{card.name}", card.meaning, _names(card), registry=self.registry)

    def _histogram(self, card: MetricCard) -> Histogram:
        return Histogram(
            f"{PREFIX}{card.name}", card.meaning, _names(card), buckets=card.buckets, registry=self.registry
        )


def _names(card: MetricCard) -> tuple[str, ...]:
    return ("stage", *(label.name for label in card.labels))
