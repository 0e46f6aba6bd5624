"""kafka-python clients: the shared options, with a patience that suits a person at a terminal."""

from __future__ import annotations

from typing import Any

from kafka.errors import KafkaConnectionError, KafkaError, KafkaTimeoutError

from stancewire.errors import Unreachable
from stancewire.settings import Settings
from stancewire.stream.connection import client_options

BOOTSTRAP_MS = 5_000
"""Patience with a broker that does not answer; the client's own default of 30 s feels like a hang."""


def client_arguments(settings: Settings) -> dict[str, Any]:
    """Return the arguments that kafka-python's consumers, producers and admin clients share."""
    return client_options(settings) | {"bootstrap_timeout_ms": BOOTSTRAP_MS, "client_id": "stancewire"}


def unreachable(settings: Settings, cause: KafkaError) -> Unreachable:
    """Return the error that names the broker, and what to try where nobody answered."""
    if not isinstance(cause, KafkaTimeoutError | KafkaConnectionError):
        return Unreachable(f"cannot use the Kafka broker at {settings.bootstrap_servers}: {cause}")
    return Unreachable(
        f"no Kafka broker answers at {settings.bootstrap_servers}; start one (`stancewire run` brings its own), "
        "or set STANCEWIRE_BOOTSTRAP_SERVERS=HOST:PORT"
    )
