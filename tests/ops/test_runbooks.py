"""What a runbook tells to type can be typed: each command is run as it stands, on a real broker with a real worker."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from kafka_workers import PROGRAM, Cluster, Worker, wait_until
from loopback_site import Answer, page, rss, running_site
from ops import runbooks

from stancewire.cli import app
from stancewire.core.messages import Message
from stancewire.core.outgoing import outgoing
from stancewire.errors import Reject
from stancewire.stream.dead_letter import letter
from stancewire.variables import known
from stancewire_schemas import BY_NAME
from stancewire_schemas.codes import DeadReason

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "schemas" / "examples"
WATCHED = ("article.accepted.v1", "event.mention.v1", "event.v1", "stance.v1")
PLACE = "0@0"

BY_HAND = {"stancewire feed rss URL": "--allow-private"}
"""What a loopback address needs beside what stands there."""


@pytest.mark.parametrize("name", sorted(set(re.findall(r"STANCEWIRE_\w+\w", runbooks.text()))))
def test_every_variable_of_a_runbook_is_a_setting(name: str) -> None:
    assert [one for one in known() if one.startswith(name)]


@pytest.mark.parametrize("name", sorted({w for span in runbooks.spans() for w in re.findall(r"stancewire_\w+", span)}))
def test_every_metric_of_a_runbook_is_described(name: str) -> None:
    assert name in runbooks.METRICS


@pytest.mark.parametrize("words", sorted(set(re.findall(r"log line `([^`]+)`", runbooks.text()))))
def test_every_log_line_of_a_runbook_is_one_that_is_written(words: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "services/stancewire/stream").glob("*.py"))
    assert f'"{words}"' in code
