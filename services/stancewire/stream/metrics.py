"""The metrics of one worker, as their cards describe them."""

from __future__ import annotations

from collections.abc import Iterable

from stancewire.core.messages import Outgoing
from stancewire.stream import metric_cards as cards
from stancewire.stream.card_metrics import CardMetrics
from stancewire.topology import STAGES
from stancewire_schemas import topics

TOLD_BY = {topics.MENTION.name: cards.MENTIONS, topics.STANCE.name: cards.STANCES}
"""Which metric counts what the records of a topic say."""


class Metrics(CardMetrics):
    """Every metric of one worker."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage, cards.METRICS)
        self.consumed = self.counters[cards.CONSUMED]
        self.outcomes = self.counters[cards.OUTCOMES]
        self.published = self.counters[cards.PUBLISHED]
        self.dead = self.counters[cards.DEAD]
        self.retries = self.counters[cards.RETRIES]
        self.restarts = self.counters[cards.RESTARTS]
        self.rebalances = self.counters[cards.REBALANCES]
        self.remembered = self.counters[cards.REMEMBERED]
        self.loading = self.gauges[cards.LOADING]
        self.in_flight = self.gauges[cards.IN_FLIGHT]
        self.waiting = self.gauges[cards.WAITING]
        self.lag = self.gauges[cards.LAG]
        self.duration = self.histograms[cards.DURATION]
        self.latency = self.histograms[cards.LATENCY]
        for topic in self._topics():
            self.published.labels(stage, topic)

    def wrote(self, record: Outgoing) -> None:
        """Count a record that the broker has acknowledged, and what it says where that is counted."""
        self.published.labels(self.stage, record.topic).inc()
        card = TOLD_BY.get(record.topic)
        if card is not None and record.says in card.labels[0].values:
            self.counters[card].labels(self.stage, record.says).inc()

    def made_by(self, fingerprint: str, profile: str) -> None:
        """Note what the records are made by."""
        self.gauges[cards.MODEL].labels(self.stage, fingerprint, profile).set(1)

    def tell_health(self, conditions: Iterable[str]) -> None:
        """Note the conditions that are not met, by their names; numbers of partitions are left out."""
        kinds = {condition.partition(" ")[0] for condition in conditions}
        super().tell_health(kinds)
        for kind in cards.CONDITIONS:
            self.gauges[cards.NOT_READY].labels(self.stage, kind).set(kind in kinds)

    def _topics(self) -> list[str]:
        row = STAGES[self.stage]
        return sorted({*row.writes, row.memory, row.rejects})
