"""Settings to the arguments of kafka-python's clients."""

from __future__ import annotations

from typing import Any

from stancewire.errors import Unreachable
from stancewire.settings import Settings

BOOTSTRAP_MS = 5_000
"""Patience with a broker that does not answer; the client's own default of 30 s feels like a hang."""


def client_arguments(settings: Settings) -> dict[str, Any]:
    """Return the arguments that consumers, producers and admin clients share."""
    kafka = settings.kafka
    arguments: dict[str, Any] = {
        "bootstrap_servers": settings.bootstrap_servers.split(","),
        "bootstrap_timeout_ms": BOOTSTRAP_MS,
        "security_protocol": kafka.security_protocol,
        "client_id": "stancewire",
    }
    if kafka.security_protocol.startswith("SASL"):
        arguments["sasl_mechanism"] = kafka.sasl_mechanism
        arguments["sasl_plain_username"] = kafka.username
        arguments["sasl_plain_password"] = kafka.password.get_secret_value() if kafka.password else None
    files = {"ssl_cafile": kafka.ca_file, "ssl_certfile": kafka.cert_file, "ssl_keyfile": kafka.key_file}
    return arguments | {name: str(path) for name, path in files.items() if path is not None}


def unreachable(settings: Settings) -> Unreachable:
    """Return the error that names the broker and what to try."""
    return Unreachable(
        f"no Kafka broker answers at {settings.bootstrap_servers}; start one (`stancewire run` brings its own), "
        "or set STANCEWIRE_BOOTSTRAP_SERVERS=HOST:PORT"
    )
