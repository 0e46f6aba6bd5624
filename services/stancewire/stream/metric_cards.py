"""EVERY METRIC OF A WORKER AS A TABLE. Data only. Feeds and sink have theirs: `feeds/cards.py`, `sink/cards.py`.

Label values come from closed lists, or from what bounds them; never from a message.
"""

from __future__ import annotations

from stancewire.core.messages import Outcome
from stancewire.stream.metric_card import Label, MetricCard, closed
from stancewire.topology import STAGES
from stancewire_schemas.codes import DeadReason, EventType, Polarity

DURATION_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80)
LATENCY_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86400)

ALL = tuple(STAGES)
FEED, SINK = "feed", "sink"
"""What tells of itself beside the stages."""


def _counter(name: str, meaning: str, *labels: Label, stages: tuple[str, ...] = ALL) -> MetricCard:
    return MetricCard(name, "counter", meaning, labels, stages)


def _gauge(name: str, meaning: str, *labels: Label, stages: tuple[str, ...] = ALL) -> MetricCard:
    return MetricCard(name, "gauge", meaning, labels, stages)


CONDITIONS = ("assignment", "broker", "held", "memory", "partition", "pool", "producer", "stopping")
"""What a worker can be not ready for; `partition` stands for any that was stopped, `held` for output refused."""

RETRY_CAUSES = ("step", "produce", "memory")
RESTART_CAUSES = ("crash", "timeout", "resource", "error", "gone")

CONSUMED = _counter("messages_consumed", "Messages taken from the input topic.")
OUTCOMES = _counter(
    "outcomes",
    "Messages with an acknowledged outcome; a copy is a text that was known already.",
    closed("outcome", Outcome),
)
PUBLISHED = _counter(
    "records_published",
    "Records acknowledged by the broker, memory and dead letters among them.",
    Label("topic", bound="the topics that the stage writes, without prefix"),
)
DEAD = _counter("dead_letters", "Messages given up, by reason.", closed("reason", DeadReason))
RETRIES = _counter("retries", "Tries again, by what failed.", closed("cause", RETRY_CAUSES))
RESTARTS = _counter(
    "pool_restarts", "Coder processes replaced, by cause.", closed("cause", RESTART_CAUSES), stages=("enrich",)
)
REBALANCES = _counter("rebalances", "Assignments of partitions to this worker.")
REMEMBERED = _counter("memory_records_loaded", "Records read back as memory.")
MENTIONS = _counter(
    "event_mentions",
    "Tellings of events that the broker has acknowledged, withdrawals not counted.",
    closed("type", EventType),
    stages=("enrich",),
)
STANCES = _counter(
    "stances",
    "Stances that the broker has acknowledged, withdrawals not counted.",
    closed("polarity", Polarity),
    stages=("enrich",),
)
LOADING = _gauge("memory_load_seconds", "How long the last reading of the memory took.")
IN_FLIGHT = _gauge("in_flight_messages", "Messages started and without an outcome.")
WAITING = _gauge("waiting_messages", "Messages received but outside the window.")
LAG = _gauge(
    "lag_messages",
    "End offset minus committed offset, asked of the broker every two seconds; stands still while it is away.",
    Label("partition", bound="the partitions assigned to the worker"),
)
READY = _gauge("ready", "1 while it is ready, else 0.", stages=(*ALL, FEED, SINK))
NOT_READY = _gauge(
    "not_ready", "1 for each condition that keeps the worker from being ready.", closed("condition", CONDITIONS)
)
BUILD = _gauge(
    "build_info",
    "Versions of program and Python, as labels; always 1.",
    Label("version", bound="one a process"),
    Label("python", bound="one a process"),
    stages=(*ALL, FEED, SINK),
)
MODEL = _gauge(
    "model_info",
    "What the records are made by, as labels; always 1. Equal fingerprints promise equal records.",
    Label("fingerprint", bound="one a process"),
    Label("profile", bound="one a process"),
    stages=("enrich",),
)
DURATION = MetricCard(
    "stage_duration_seconds",
    "histogram",
    "From taking a message to its acknowledged outcome.",
    (),
    ALL,
    DURATION_BUCKETS,
)
LATENCY = MetricCard(
    "end_to_end_latency_seconds",
    "histogram",
    "From the article's arrival in the first topic to this stage's acknowledged outcome.",
    (),
    ALL,
    LATENCY_BUCKETS,
)

METRICS = (
    *(CONSUMED, OUTCOMES, PUBLISHED, DEAD, RETRIES, RESTARTS, REBALANCES, REMEMBERED, MENTIONS, STANCES),
    *(LOADING, IN_FLIGHT, WAITING, LAG, READY, NOT_READY, BUILD, MODEL, DURATION, LATENCY),
)
