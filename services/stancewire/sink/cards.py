"""EVERY METRIC OF THE SINK AS A TABLE. Data only."""

from __future__ import annotations

from typing import Literal

from stancewire.stream import metric_cards
from stancewire.stream.metric_card import Label, MetricCard, closed
from stancewire.stream.metric_cards import DURATION_BUCKETS, SINK

KINDS = ("event", "stance")


def _card(kind: Literal["counter", "gauge"], name: str, meaning: str, *labels: Label) -> MetricCard:
    return MetricCard(f"sink_{name}", kind, meaning, labels, (SINK,))


MESSAGES = _card("counter", "messages", "Messages whose rows, and whose place, are written.")
WRITTEN = _card("counter", "records_written", "Events and stances written or written anew.", closed("kind", KINDS))
ENDED = _card("counter", "records_ended", "Events and stances taken away, by a tombstone or a withdrawal.")
UNREADABLE = _card("counter", "unreadable_messages", "Messages that are no records, and were left out.")
OVERTAKEN = _card(
    "counter", "overtaken_batches", "Batches given up because another process had written them; nothing was kept."
)
LAG = _card(
    "gauge",
    "lag_messages",
    "Messages still to be read in the partitions that this process has; absent until it has some.",
)
LAST = _card("gauge", "last_write_timestamp_seconds", "When the last batch was written; absent until one was.")
DURATION = MetricCard(
    "sink_batch_duration_seconds", "histogram", "How long writing one batch took.", (), (SINK,), DURATION_BUCKETS
)

SINK_METRICS = (
    *(MESSAGES, WRITTEN, ENDED, UNREADABLE, OVERTAKEN, LAG, LAST, DURATION),
    *(metric_cards.READY, metric_cards.BUILD),
)
