"""A step that waits for nothing, run to its end without an event loop."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TypeVar

Made = TypeVar("Made")


def at_once(stepping: Coroutine[object, None, Made]) -> Made:
    """Return what a coroutine returns, or raise what it raises. Raise RuntimeError where it waits for something."""
    try:
        stepping.send(None)
    except StopIteration as done:
        made: Made = done.value
        return made
    stepping.close()
    raise RuntimeError("the step waits, and nothing here would wake it")
