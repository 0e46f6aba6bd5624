from __future__ import annotations

import asyncio

import pytest

from stancewire.core.at_once import at_once
from stancewire.errors import Halt


async def made() -> int:
    return 7


async def failing() -> int:
    raise Halt("no disk")


async def waiting() -> int:
    await asyncio.sleep(0)
    return 7


def test_what_a_step_returns_or_raises_comes_out() -> None:
    assert at_once(made()) == 7
    with pytest.raises(Halt, match="no disk"):
        at_once(failing())


def test_a_step_that_waits_is_refused() -> None:
    with pytest.raises(RuntimeError, match="waits"):
        at_once(waiting())
