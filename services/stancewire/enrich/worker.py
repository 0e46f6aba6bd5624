"""Runs enrich on Kafka, with the coder in processes of its own."""

from __future__ import annotations

from stancewire.enrich.stage import EnrichStage
from stancewire.settings import Settings
from stancewire.stream.made import Made
from stancewire.stream.metrics import Metrics
from stancewire.stream.pool import Pool
from stancewire.stream.service import run_worker
from stancewire.stream.slot import Recipe
from stancewire.topology import ENRICH

LOADER = "stancewire.enrich.coder:load_coder"


def run(settings: Settings) -> int:
    """Run until told to stop; return the exit code."""
    return run_worker(settings, ENRICH, make)


async def make(settings: Settings, metrics: Metrics) -> Made:
    """Return the stage with its pool loaded."""
    recipe = Recipe(
        loader=LOADER,
        arguments={
            "profile": settings.profile,
            "kb_files": [str(path) for path in settings.kb_files],
            "frame_files": [str(path) for path in settings.frame_files],
            "text_chars": settings.limits.text_chars,
            "sentence_tokens": settings.limits.sentence_tokens,
        },
        limits=settings.limits,
    )
    pool = Pool(settings.slots, recipe, lambda cause: metrics.restarts.labels(ENRICH.name, cause).inc())
    await pool.start()
    fingerprint = pool.about.get("fingerprint")
    metrics.made_by(str(fingerprint), settings.profile)
    stage = EnrichStage(pool.code, settings.limits.evidence_chars, fingerprint)
    return Made(stage, pool)
