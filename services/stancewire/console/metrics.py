"""Reads a worker's own numbers from its /metrics page."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field

from prometheus_client.parser import text_string_to_metric_families

PATIENCE_S = 1.0


@dataclass(frozen=True, slots=True)
class WorkerNumbers:
    """What a worker counts itself. All counts are messages since its start."""

    outcomes: dict[str, int] = field(default_factory=dict)
    dead: dict[str, int] = field(default_factory=dict)
    in_flight: int = 0
    waiting: int = 0
    retries: int = 0
    ready: bool = False


def read_numbers(port: int) -> WorkerNumbers | None:
    """Return the numbers of the worker on a loopback port; None while it does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return numbers_of(text) if answer.status == http.client.OK else None


def numbers_of(text: str) -> WorkerNumbers:
    """Return the numbers in a page of Prometheus text; what is not there counts 0."""
    samples = list(_samples(text))

    def total(name: str) -> int:
        return sum(value for found, _, value in samples if found == name)

    return WorkerNumbers(
        outcomes={
            labels["outcome"]: value
            for name, labels, value in samples
            if name == "stancewire_outcomes_total" and value
        },
        dead={
            labels["reason"]: value
            for name, labels, value in samples
            if name == "stancewire_dead_letters_total" and value
        },
        in_flight=total("stancewire_in_flight_messages"),
        waiting=total("stancewire_waiting_messages"),
        retries=total("stancewire_retries_total"),
        ready=bool(total("stancewire_ready")),
    )


def _samples(text: str) -> Iterator[tuple[str, dict[str, str], int]]:
    for family in text_string_to_metric_families(text):
        if family.name.startswith("stancewire_") and family.type in {"counter", "gauge"}:
            for sample in family.samples:
                yield sample.name, dict(sample.labels), int(sample.value)
