"""The metrics of a process, as the cards that it is given describe them."""

from __future__ import annotations

import platform
from collections.abc import Collection, Iterable
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
from stancewire.stream import metric_cards as cards
from stancewire.stream.metric_card import PREFIX, MetricCard


class CardMetrics:
    """The metrics of some cards in a registry of their own; the first label of each is the stage.

    Counters with a closed list of labels stand at 0 from the start, so that a first increase is seen.
    """

    def __init__(self, stage: str, told: Collection[MetricCard]) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library has no types for it
        self.stage = stage
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.counters = {card: self._counter(card) for card in told if card.kind == "counter"}
        self.gauges = {card: self._gauge(card) for card in told if card.kind == "gauge"}
        self.histograms = {card: self._histogram(card) for card in told if card.kind == "histogram"}
        self.gauges[cards.BUILD].labels(stage, __version__, platform.python_version()).set(1)

    def tell_health(self, conditions: Iterable[str]) -> None:
        """Note the conditions that are not met, by their names."""
        self.gauges[cards.READY].labels(self.stage).set(not any(True for _ in conditions))

    def render(self) -> bytes:
        """Return the text that a Prometheus server reads."""
        return generate_latest(self.registry)

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
