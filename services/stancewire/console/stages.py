"""Starts the stages as workers of their own, with what they need to know."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stancewire.console.broker import free_port
from stancewire.console.supervisor import Child, Supervisor
from stancewire.settings import Settings
from stancewire.topology import STAGES

COMMAND = (sys.executable, "-c", "from stancewire.cli import main; main()")
"""The program as we run ourselves, wherever it is installed."""

MAX_SLOTS = 2


@dataclass(frozen=True, slots=True)
class RunningStage:
    """A worker that was started, and the loopback port of its /metrics."""

    name: str
    child: Child
    port: int


def for_embedded_broker(settings: Settings, address: str) -> Settings:
    """Return the settings that suit the embedded broker.

    It has no idempotent producer, and a first join takes about half of the session time; a demonstration has
    no use for the patience of production.
    """
    kafka = settings.kafka.model_copy(
        update={
            "security_protocol": "PLAINTEXT",
            "idempotence": False,
            "session_timeout_s": 6.0,
            "rebalance_timeout_s": 3.0,
            "commit_interval_s": 0.5,
        }
    )
    return settings.model_copy(update={"bootstrap_servers": address, "kafka": kafka})


def start_stages(supervisor: Supervisor, settings: Settings, folder: Path) -> list[RunningStage]:
    """Start a worker for each stage, each with its own port and folder; return at once."""
    running = []
    for name in STAGES:
        port = free_port()
        variables = environment(settings, folder / name, port)
        running.append(RunningStage(name, supervisor.start(name, [*COMMAND, "worker", name], variables), port))
    return running


def environment(settings: Settings, state_dir: Path, port: int) -> Mapping[str, str]:
    """Return the variables that make a worker's settings equal to ours, but for its port and folder."""
    kafka = settings.kafka
    return {
        "STANCEWIRE_BOOTSTRAP_SERVERS": settings.bootstrap_servers,
        "STANCEWIRE_STATE_DIR": str(state_dir),
        "STANCEWIRE_SLOTS": str(min(MAX_SLOTS, os.cpu_count() or 1)),
        "STANCEWIRE_HTTP_BIND": "127.0.0.1",
        "STANCEWIRE_HTTP_PORT": str(port),
        "STANCEWIRE_KAFKA__SECURITY_PROTOCOL": kafka.security_protocol,
        "STANCEWIRE_KAFKA__IDEMPOTENCE": str(kafka.idempotence).lower(),
        "STANCEWIRE_KAFKA__SESSION_TIMEOUT_S": str(kafka.session_timeout_s),
        "STANCEWIRE_KAFKA__REBALANCE_TIMEOUT_S": str(kafka.rebalance_timeout_s),
        "STANCEWIRE_KAFKA__COMMIT_INTERVAL_S": str(kafka.commit_interval_s),
    }
