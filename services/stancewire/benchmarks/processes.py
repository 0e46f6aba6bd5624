"""What processes cost, asked of the Linux kernel: processor time and proportional memory, children included."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TICK_S: Final = 1 / os.sysconf("SC_CLK_TCK")
_PROC: Final = Path("/proc")
_SAMPLE_S: Final = 0.5
_USER, _SYSTEM, _WAITED_USER, _WAITED_SYSTEM = 11, 12, 13, 14


def tree(roots: Iterable[int]) -> set[int]:
    """Return the living processes that descend from these, themselves included."""
    children: dict[int, list[int]] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdecimal() and (fields := _stat(int(folder.name))):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found: set[int] = set()
    left = [root for root in roots if _stat(root)]
    while left:
        pid = left.pop()
        found.add(pid)
        left += children.get(pid, ())
    return found


def cpu_s(roots: Iterable[int]) -> float:
    """Return user and system seconds of these processes and all below them, those that have ended among them."""
    ticks = 0
    for pid in tree(roots):
        fields = _stat(pid)
        ticks += sum(int(fields[at]) for at in (_USER, _SYSTEM, _WAITED_USER, _WAITED_SYSTEM)) if fields else 0
    return ticks * _TICK_S


def memory_mb(pids: Iterable[int]) -> float:
    """Return the proportional set size: a page that n processes share counts an n-th for each."""
    return sum(map(_pss_kb, pids)) / 1024


@dataclass(slots=True)
class Peak:
    """The most memory seen: of all processes together, and of the largest one."""

    all_mb: float = 0.0
    largest_mb: float = 0.0

    def look(self, roots: Iterable[int]) -> None:
        """Take one sample."""
        sizes = [_pss_kb(pid) / 1024 for pid in tree(roots)]
        self.all_mb = max(self.all_mb, sum(sizes))
        self.largest_mb = max(self.largest_mb, *sizes, 0.0)


@contextmanager
def watched(roots: Iterable[int]) -> Iterator[Peak]:
    """Sample memory twice a second for as long as the context lasts."""
    peak, pids, done = Peak(), tuple(roots), threading.Event()

    def look() -> None:
        while not done.wait(_SAMPLE_S):
            peak.look(pids)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat behind the name, which may hold spaces; nothing where it is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def _pss_kb(pid: int) -> int:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
