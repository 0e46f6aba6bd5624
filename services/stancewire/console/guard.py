"""Ends the children of a run whose own process was killed: a small process that outlives it by a moment.

Run as a program it reads "+PID" and "-PID" lines from standard input, which ends when the run is gone in whatever
way, and then ends the process groups that are still on its list.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress


class Guard:
    """The run's side: tells the guard which groups are ours. A guard that is gone is no error."""

    def __init__(self) -> None:
        # -I -S: it needs nothing but the standard library, and should cost next to nothing.
        self._process = subprocess.Popen(  # noqa: S603  # our own file, no shell
            [sys.executable, "-I", "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    def watch(self, group: int) -> None:
        """Have a process group ended should we be killed."""
        self._tell(f"+{group}\n")

    def release(self, group: int) -> None:
        """Forget a group: its number may soon be somebody else's."""
        self._tell(f"-{group}\n")

    def close(self) -> None:
        """Let the guard end; groups still watched end with it."""
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.write(line)
                self._process.stdin.flush()


def groups_left(lines: Iterable[str]) -> list[int]:
    """Return the groups that were watched and not released, in the order of their start."""
    left: dict[int, None] = {}
    for line in lines:
        sign, group = line[:1], int(line[1:])
        if sign == "+":
            left[group] = None
        else:
            left.pop(group, None)
    return list(left)


def _end(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    for orphaned in groups_left(sys.stdin):
        _end(orphaned)
