from __future__ import annotations

from stancewire.stream.health import Health


def test_what_never_reported_is_not_ready() -> None:
    health = Health("broker", "pool")
    health.fine("pool")
    assert health.reasons() == {"broker": "starting"}


def test_ready_when_every_condition_is_fine() -> None:
    health = Health("broker")
    health.fine("broker")
    assert health.reasons() == {}
    health.bad("broker", "no answer")
    assert health.reasons() == {"broker": "no answer"}


def test_a_hold_counts_until_it_is_freed() -> None:
    health = Health()
    health.hold((0, 1), "output not written")
    health.hold((0, 2), "output not written")
    assert health.reasons() == {"held": "output not written (and 1 more)"}
    health.free((0, 1))
    health.free((0, 2))
    health.free((0, 2))
    assert health.reasons() == {}


def test_standing_still_is_measured_from_the_last_progress() -> None:
    now = [100.0]
    health = Health(clock=lambda: now[0])
    now[0] = 107.0
    assert health.still_s == 7
    health.moved()
    assert health.still_s == 0
