"""The service's own metrics. Labels come from closed lists only: never from a message."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest

from stancewire import __version__

DURATION_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80)
LATENCY_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86400)


class Metrics:
    """Every metric of one worker in a registry of its own; base units, prefix `stancewire_`."""

    def __init__(self, stage: str) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library has no types for it
        self.stage = stage
        self.registry = CollectorRegistry()
        self.consumed = self._counter("messages_consumed", "Messages taken from the input topic.", "stage")
        self.outcomes = self._counter("outcomes", "Messages with an acknowledged outcome.", "stage", "outcome")
        self.published = self._counter("records_published", "Records acknowledged by the broker.", "topic")
        self.dead = self._counter("dead_letters", "Messages given up, by reason.", "stage", "reason")
        self.retries = self._counter("retries", "Tries again, by cause: step, produce, memory.", "stage", "cause")
        self.restarts = self._counter("pool_restarts", "Coder processes replaced, by cause.", "cause")
        self.rebalances = self._counter("rebalances", "Assignments of partitions to this worker.", "stage")
        self.remembered = self._counter("memory_records_loaded", "Records read back as memory.", "stage")
        self.loading = self._gauge("memory_load_seconds", "How long the last reading of the memory took.", "stage")
        self.in_flight = self._gauge("in_flight_messages", "Messages without an outcome.", "stage")
        self.waiting = self._gauge("waiting_messages", "Messages received but outside the window.", "stage")
        self.lag = self._gauge("lag_messages", "End offset minus committed offset.", "stage", "partition")
        self.ready = self._gauge("ready", "1 while the worker is ready.", "stage")
        self.duration = self._histogram(
            "stage_duration_seconds", "From taking a message to its acknowledged outcome.", DURATION_BUCKETS
        )
        self.latency = self._histogram(
            "end_to_end_latency_seconds",
            "From the first topic to this stage's acknowledged outcome.",
            LATENCY_BUCKETS,
        )
        build = self._gauge("build_info", "Version of the program, as a label; always 1.", "version", "stage")
        build.labels(__version__, stage).set(1)

    def render(self) -> bytes:
        """Return the text that a Prometheus server reads."""
        return generate_latest(self.registry)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"stancewire_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"stancewire_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"stancewire_{name}", text, ("stage",), buckets=buckets, registry=self.registry)
