"""Time limits of Hypothesis off: on a busy machine they fail tests that found nothing wrong."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
