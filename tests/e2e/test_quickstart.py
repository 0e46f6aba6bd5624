"""A subscriber's first five minutes, as the README tells them: `make run` in one terminal, ten lines in another."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

README = Path(__file__).resolve().parents[2] / "README.md"
COMMAND = [sys.executable, "-c", "from stancewire.cli import main; main()"]
STORY = {
    "id": "one",
    "text": "NAIROBI, March 3 (Example Wire) - Thousands of students marched in Nairobi on Tuesday to protest "
    "against the new tax.",
    "publisher": "Example Wire",
    "published_at": "2026-03-03T10:00:00Z",
}

pytestmark = [pytest.mark.model, pytest.mark.timeout(280)]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Run it all on a small feed, until the test ends; yield the address that the run tells."""
    stories = tmp_path / "stories.jsonl"
    stories.write_text(json.dumps(STORY) + "\n", encoding="utf-8")
    order = [*COMMAND, "run", "--headless", "--feed", str(stories)]
    with subprocess.Popen(order, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = re.search(r"embedded broker on (\S+):\d+", process.stderr.readline())
        assert told is not None
        found = told[0].removeprefix("embedded broker on ")
        for line in process.stderr:
            if "first event" in line:
                break
        yield found
        process.terminate()
        process.stderr.read()


def first_line(order: list[str], address: str) -> str:
    environment = os.environ | {"STANCEWIRE_BOOTSTRAP_SERVERS": address}
    with subprocess.Popen(order, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.kill()
    return line


def test_who_reads_the_readme_alone_prints_a_typed_event(address: str) -> None:
    text = README.read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    typed = first_line([sys.executable, "-u", "-c", program.replace("localhost:9092", address)], address)
    assert typed.startswith("PROTEST ['")
    assert typed.endswith("told by 1\n")
    (call,) = re.findall(r"=localhost:9092 \.venv/bin/stancewire (tail .+)\n", text)
    event = json.loads(first_line([*COMMAND, *call.split()], address))
    assert (event["type"], event["sources"][0]["article_id"]) == ("PROTEST", STORY["id"])
