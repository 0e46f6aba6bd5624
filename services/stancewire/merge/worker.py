"""Runs merge on Kafka."""

from __future__ import annotations

from stancewire.core.garbage import collect_rarely
from stancewire.merge.stage import MergeStage
from stancewire.settings import Settings
from stancewire.stream.made import Made
from stancewire.stream.metrics import Metrics
from stancewire.stream.service import run_worker
from stancewire.topology import MERGE


def run(settings: Settings) -> int:
    """Run until told to stop; return the exit code."""
    collect_rarely()
    return run_worker(settings, MERGE, make)


async def make(settings: Settings, _metrics: Metrics) -> Made:
    """Return the stage, with its cache in the state folder."""
    return Made(MergeStage(settings.state_dir))
