"""The metrics and the health of one sink, as its cards describe them."""

from __future__ import annotations

import time

from stancewire.sink import cards
from stancewire.sink.store import Written
from stancewire.stream.card_metrics import CardMetrics
from stancewire.stream.health import Health
from stancewire.stream.metric_cards import SINK

ASSIGNED = "assignment"


class SinkMetrics(CardMetrics):
    """Counts what a sink does; `health` is fine once it has partitions, and moves with each turn of the loop."""

    def __init__(self) -> None:
        super().__init__(SINK, cards.SINK_METRICS)
        self.health = Health(ASSIGNED)

    def turned(self, lag: int | None) -> None:
        """Hear of a turn of the loop; lag None says that the group has given no partitions yet."""
        self.health.moved()
        if lag is None:
            self.health.bad(ASSIGNED, "the group has given no partitions")
            return
        self.health.fine(ASSIGNED)
        self.gauges[cards.LAG].labels(SINK).set(lag)

    def wrote(self, written: Written, messages: int, seconds: float) -> None:
        """Count a batch that is in the database."""
        kinds = self.counters[cards.WRITTEN]
        kinds.labels(SINK, "event").inc(written.events)
        kinds.labels(SINK, "stance").inc(written.stances)
        self.counters[cards.MESSAGES].labels(SINK).inc(messages)
        self.counters[cards.ENDED].labels(SINK).inc(written.ended)
        self.counters[cards.UNREADABLE].labels(SINK).inc(len(written.unreadable))
        self.histograms[cards.DURATION].labels(SINK).observe(seconds)
        self.gauges[cards.LAST].labels(SINK).set(time.time())

    def overtaken(self) -> None:
        """Count a batch that another process had written."""
        self.counters[cards.OVERTAKEN].labels(SINK).inc()
