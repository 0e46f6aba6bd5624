"""EVERY METRIC OF A FEED AS A TABLE. Data only. What the call names bounds the labels; nothing of a page does."""

from __future__ import annotations

from typing import Literal

from stancewire.feeds.findings import Outcome
from stancewire.feeds.why import Why
from stancewire.stream import metric_cards
from stancewire.stream.metric_card import Label, MetricCard, closed
from stancewire.stream.metric_cards import FEED

OUTCOMES = {
    Outcome.SENT: "sent",
    Outcome.CHANGED: "changed",
    Outcome.KNOWN: "unchanged",
    Outcome.EMPTY: "empty",
    Outcome.REFUSED: "refused",
    Outcome.FAILED: "failed",
}
"""How an outcome is called in a label."""


def _card(kind: Literal["counter", "gauge"], name: str, meaning: str, *labels: Label) -> MetricCard:
    return MetricCard(f"feed_{name}", kind, meaning, labels, (FEED,))


PLACES = _card(
    "counter",
    "places",
    "Pages, entries and rows looked at, by what became of them; the broker has what was sent and changed.",
    closed("outcome", OUTCOMES.values()),
)
FAILURES = _card(
    "counter", "failures", "Places refused or failed, by what stood in the way.", closed("reason", Why)
)
RECEIVED = _card("counter", "received_bytes", "Bytes of pages and feeds that hosts have sent, unpacked.")
SENT = _card("counter", "sent_bytes", "Bytes of articles that the broker has acknowledged.")
SOURCES = _card("gauge", "sources", "Feeds that the call names.")
FAILING = _card("gauge", "failing_sources", "Feeds among them whose last look failed.")
SUCCESS = _card(
    "gauge",
    "last_success_timestamp_seconds",
    "When a feed of this host was last read; the start of the process until one is.",
    Label("host", bound="the hosts of the feeds that the call names"),
)
ROUND = _card(
    "gauge", "last_round_timestamp_seconds", "When the last round ended; the start of the process until one has."
)
INTERVAL = _card(
    "gauge", "round_interval_seconds", "Seconds from the start of a round to the next, as --every says."
)

FEED_METRICS = (
    *(PLACES, FAILURES, RECEIVED, SENT, SOURCES, FAILING, SUCCESS, ROUND, INTERVAL),
    *(metric_cards.READY, metric_cards.BUILD),
)
