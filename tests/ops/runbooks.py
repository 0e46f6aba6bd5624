"""What the runbooks tell an operator to type: commands, and questions to Prometheus."""

from __future__ import annotations

import re
from pathlib import Path

from stancewire.cli.metric_page import EVERY

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "runbooks"
PROGRAMS = ("stancewire ", "curl ", "py-spy ")
OF_A_HISTOGRAM = ("_bucket", "_count", "_sum")
METRICS = {card.full_name for card in EVERY} | {"process_start_time_seconds"}
METRICS |= {card.full_name + end for card in EVERY if card.buckets for end in OF_A_HISTOGRAM}


def text() -> str:
    """Return all pages."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md")))


def spans() -> list[str]:
    """Return what stands between backticks on any page, each once."""
    return sorted(set(re.findall(r"`([^`\n]+)`", text())))


def commands() -> list[str]:
    """Return the commands, with their placeholders."""
    return [span for span in spans() if span.startswith(PROGRAMS)]


def expressions() -> list[str]:
    """Return the questions to Prometheus."""
    return [span for span in spans() if METRICS & words(span)]


def words(span: str) -> set[str]:
    """Return the names in a piece of code."""
    return set(re.findall(r"\w+", span))
