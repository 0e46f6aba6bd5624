"""EVERY METRIC AS A TABLE: name, kind, meaning, labels and where each label's values come from. Data only.

Label values come from closed lists, or from what bounds them; never from a message.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from stancewire.core.messages import Outcome
from stancewire.topology import STAGES
from stancewire_schemas.codes import DeadReason, EventType, Polarity

PREFIX = "stancewire_"
DURATION_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80)
LATENCY_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86400)

ALL = tuple(STAGES)


@dataclass(frozen=True, slots=True)
class Label:
    """One label. `values` is the closed list; where it is empty, `bound` says what keeps the values few."""

    name: str
    values: tuple[str, ...] = ()
    bound: str = ""


@dataclass(frozen=True, slots=True)
class MetricCard:
    """A metric as a contract. The full name is `stancewire_`, `name`, and `_total` for a counter.

    Every metric has the label `stage` as well. `stages` tells which workers export it.
    """

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    meaning: str
    labels: tuple[Label, ...] = ()
    stages: tuple[str, ...] = ALL
    buckets: tuple[float, ...] = ()

    @property
    def full_name(self) -> str:
        """The name as Prometheus shows it."""
        return f"{PREFIX}{self.name}{'_total' if self.kind == 'counter' else ''}"


def _counter(name: str, meaning: str, *labels: Label, stages: tuple[str, ...] = ALL) -> MetricCard:
    return MetricCard(name, "counter", meaning, labels, stages)


def _gauge(name: str, meaning: str, *labels: Label, stages: tuple[str, ...] = ALL) -> MetricCard:
    return MetricCard(name, "gauge", meaning, labels, stages)


def _closed(name: str, values: Iterable[str]) -> Label:
    return Label(name, tuple(values))


CONDITIONS = ("assignment", "broker", "held", "memory", "partition", "pool", "producer", "stopping")
"""What a worker can be not ready for; `partition` stands for any that was stopped, `held` for output refused."""

RETRY_CAUSES = ("step", "produce", "memory")
RESTART_CAUSES = ("crash", "timeout", "resource", "error", "gone")

CONSUMED = _counter("messages_consumed", "Messages taken from the input topic.")
OUTCOMES = _counter(
    "outcomes",
    "Messages with an acknowledged outcome; a copy is a text that was known already.",
    _closed("outcome", Outcome),
)
PUBLISHED = _counter(
    "records_published",
    "Records acknowledged by the broker, memory and dead letters among them.",
    Label("topic", bound="the topics that the stage writes, without prefix"),
)
DEAD = _counter("dead_letters", "Messages given up, by reason.", _closed("reason", DeadReason))
RETRIES = _counter("retries", "Tries again, by what failed.", _closed("cause", RETRY_CAUSES))
RESTARTS = _counter(
    "pool_restarts", "Coder processes replaced, by cause.", _closed("cause", RESTART_CAUSES), stages=("enrich",)
)
REBALANCES = _counter("rebalances", "Assignments of partitions to this worker.")
REMEMBERED = _counter("memory_records_loaded", "Records read back as memory.")
MENTIONS = _counter(
    "event_mentions",
    "Tellings of events that the broker has acknowledged, withdrawals not counted.",
    _closed("type", EventType),
    stages=("enrich",),
)
STANCES = _counter(
    "stances",
    "Stances that the broker has acknowledged, withdrawals not counted.",
    _closed("polarity", Polarity),
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
READY = _gauge("ready", "1 while the worker is ready, else 0.")
NOT_READY = _gauge(
    "not_ready", "1 for each condition that keeps the worker from being ready.", _closed("condition", CONDITIONS)
)
BUILD = _gauge(
    "build_info",
    "Versions of program and Python, as labels; always 1.",
    Label("version", bound="one a process"),
    Label("python", bound="one a process"),
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
    buckets=DURATION_BUCKETS,
)
LATENCY = MetricCard(
    "end_to_end_latency_seconds",
    "histogram",
    "From the article's arrival in the first topic to this stage's acknowledged outcome.",
    buckets=LATENCY_BUCKETS,
)

METRICS = (
    *(CONSUMED, OUTCOMES, PUBLISHED, DEAD, RETRIES, RESTARTS, REBALANCES, REMEMBERED, MENTIONS, STANCES),
    *(LOADING, IN_FLIGHT, WAITING, LAG, READY, NOT_READY, BUILD, MODEL, DURATION, LATENCY),
)
