"""What a stage's room hands to the worker that runs it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from stancewire.core.messages import Stage
from stancewire.settings import Settings
from stancewire.stream.metrics import Metrics


class Helper(Protocol):
    """Something that a stage needs beside it, such as a pool of coders."""

    @property
    def problem(self) -> str | None:
        """Why it cannot work now, or None."""
        ...

    async def drain(self) -> None:
        """Finish what it has and take nothing more."""
        ...

    async def stop(self) -> None:
        """End it."""
        ...


@dataclass(frozen=True, slots=True)
class Made:
    """A stage, and what must be up for it."""

    stage: Stage
    helper: Helper | None = None


MakeStage = Callable[[Settings, Metrics], Coroutine[Any, Any, Made]]
