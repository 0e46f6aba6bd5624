"""Starts child processes and ends all of them, whatever happens to one of them or to us."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from stancewire.console.guard import Guard

LAST_WORDS_BYTES = 4096
PAUSE_S = 0.02
OUTLIVING_S = 2.0
"""Patience with those that outlive the others: they have nothing to finish by then."""


class Child:
    """One process in a session of its own, so that a Ctrl-C at the terminal reaches it through us, in order."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path, *, outlives: bool
    ) -> None:
        self.name = name
        self.log = log
        self.outlives = outlives
        with log.open("wb") as sink:
            self._process = subprocess.Popen(  # noqa: S603  # our own commands, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                env=dict(environment),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id; also that of its session and group."""
        return self._process.pid

    def exit_code(self) -> int | None:
        """Return the exit code (negative: the signal that ended it), or None while it runs."""
        return self._process.poll()

    def ask_to_stop(self) -> None:
        """Send SIGTERM; nothing happens where it has ended."""
        self._process.terminate()

    def kill_group(self) -> None:
        """End the process and all that it started and left behind; nothing happens where none is left."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def last_words(self) -> str:
        """Return the last line that it wrote, or how it ended."""
        with self.log.open("rb") as words:
            words.seek(max(0, self.log.stat().st_size - LAST_WORDS_BYTES))
            lines = words.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {self.exit_code()}"


class Supervisor:
    """The children of one run, in a folder for their logs. As a context manager it leaves none behind."""

    def __init__(
        self, folder: Path, *, grace_s: float = 25.0, in_a_hurry: Callable[[], bool] = lambda: False
    ) -> None:
        self._folder = folder
        self._grace_s = grace_s
        self._in_a_hurry = in_a_hurry
        self._children: list[Child] = []
        self._guard: Guard | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        *,
        outlives: bool = False,
    ) -> Child:
        """Start a child with our environment and the given variables on top; its output goes to NAME.log.

        One that `outlives` the others, such as the broker that they need to finish, is stopped after them.
        """
        if self._guard is None:
            self._guard = Guard()
        variables = {**os.environ, **(environment or {})}
        child = Child(name, command, variables, self._folder / f"{name}.log", outlives=outlives)
        self._children.append(child)
        self._guard.watch(child.pid)
        return child

    def ended(self) -> list[Child]:
        """Return the children that have ended by themselves, in the order of their start."""
        return [child for child in self._children if child.exit_code() is not None]

    def stop(self) -> list[str]:
        """End all: ask, wait for a bounded time, then kill with all that they started.

        Return the names of those that had to be killed, in the order of their start. A repeat does nothing.
        """
        children, self._children = self._children, []
        killed = self._stop([child for child in children if not child.outlives], self._grace_s)
        killed += self._stop([child for child in children if child.outlives], min(self._grace_s, OUTLIVING_S))
        if self._guard is not None:
            self._guard.close()
            self._guard = None
        return killed

    def _stop(self, children: Sequence[Child], grace_s: float) -> list[str]:
        try:
            for child in children:
                child.ask_to_stop()
            deadline = time.monotonic() + grace_s
            while any(child.exit_code() is None for child in children):
                if time.monotonic() > deadline or self._in_a_hurry():
                    break
                time.sleep(PAUSE_S)
            return [child.name for child in children if child.exit_code() is None]
        finally:
            for child in children:
                child.kill_group()
                if self._guard is not None:
                    self._guard.release(child.pid)
