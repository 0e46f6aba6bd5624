"""Runs ingest on Kafka."""

from __future__ import annotations

from stancewire.ingest.stage import IngestStage
from stancewire.settings import Settings
from stancewire.stream.made import Made
from stancewire.stream.metrics import Metrics
from stancewire.stream.service import run_worker
from stancewire.topology import INGEST


def run(settings: Settings) -> int:
    """Run until told to stop; return the exit code."""
    return run_worker(settings, INGEST, make)


async def make(settings: Settings, _metrics: Metrics) -> Made:
    """Return the stage."""
    return Made(IngestStage(settings.limits.message_bytes))
