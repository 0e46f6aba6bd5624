"""What a runbook tells to type can be typed: each command is run as it stands, beside a real broker and worker."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from kafka_workers import PROGRAM, Cluster, Worker
from loopback_site import Answer, page, rss, running_site
from ops import runbooks

from stancewire.cli.group import load
from stancewire.cli.table import ROWS
from stancewire.core.messages import Message
from stancewire.errors import Reject
from stancewire.stream.dead_letter import letter
from stancewire.variables import known
from stancewire_schemas import BY_NAME
from stancewire_schemas.codes import DeadReason

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "schemas" / "examples"
GOLD = ROOT / "tests" / "gold" / "stance" / "sentences.dev.jsonl"
ACCEPTED, RAW = "article.accepted.v1", "article.raw.v1"
WATCHED = (ACCEPTED, "event.mention.v1", "event.v1", "stance.v1")
ON_LOOPBACK = {"stancewire feed": " --allow-private"}
"""What only a test needs beside what stands there."""


@pytest.mark.parametrize("name", sorted(set(re.findall(r"STANCEWIRE_\w+\w", runbooks.text()))))
def test_every_variable_of_a_runbook_is_a_setting(name: str) -> None:
    assert [one for one in known() if one.startswith(name)]


@pytest.mark.parametrize(
    "name", sorted({w for span in runbooks.spans() for w in re.findall(r"stancewire_\w+", span)})
)
def test_every_metric_of_a_runbook_is_described(name: str) -> None:
    assert name in runbooks.METRICS


@pytest.mark.parametrize("words", sorted(set(re.findall(r"log line `([^`]+)`", runbooks.text()))))
def test_every_log_line_of_a_runbook_is_one_that_is_written(words: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "services/stancewire/stream").glob("*.py"))
    assert f'"{words}"' in code


def options() -> Iterator[str]:
    """Yield every option of every command."""
    found: list[Any] = [load(row) for row in ROWS]
    for command in found:
        found.extend(getattr(command, "commands", {}).values())
        yield from (name for parameter in command.params for name in parameter.opts)


def test_every_option_of_a_runbook_is_one() -> None:
    of_others = {"--pid"}
    named = {name for span in runbooks.spans() for name in re.findall(r"(?<!\S)--[a-z-]+", span)}
    assert named - of_others - set(options()) == set()


def example(topic: str) -> tuple[bytes, bytes]:
    """Return key and value of the first example of a topic, erasures passed over."""
    for path in sorted((EXAMPLES / topic / "valid").glob("*.json")):
        if path.stem not in {"erasure", "withdrawn"}:
            return b"example", BY_NAME[topic].model.from_bytes(path.read_bytes()).to_bytes()
    raise AssertionError(topic)


@dataclass
class Plant:
    """A service in trouble: a worker, records, dead letters, a site; and what placeholders stand for."""

    cluster: Cluster
    stands_for: dict[str, str]
    folder: Path

    def filled(self, command: str) -> str:
        """Return the command with its placeholders filled in."""
        for name, value in self.stands_for.items():
            command = re.sub(rf"\b{name}\b", value, command)
        return command + next((more for start, more in ON_LOOPBACK.items() if command.startswith(start)), "")

    def start(self, command: str) -> subprocess.Popen[str]:
        """Start the command in a shell that finds our programs."""
        path = {"PATH": f"{Path(PROGRAM).parent}:/usr/local/bin:/usr/bin:/bin"}
        return subprocess.Popen(
            ["bash", "-o", "pipefail", "-c", self.filled(command)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=self.cluster.environment(**path),
        )


def letters(cluster: Cluster) -> Iterator[tuple[bytes, bytes]]:
    """Yield two dead letters of enrich: an article that took too long, and one more of the same."""
    key, value = example(ACCEPTED)
    for offset in range(2):
        dead = letter(
            Message(ACCEPTED, 0, offset, key, value),
            "enrich",
            Reject(DeadReason.TIMEOUT, "no end after 20 s"),
            full_topic=cluster.prefix + ACCEPTED,
            limit=10**6,
        )
        yield dead.key, dead.value or b""


@pytest.fixture(scope="module")
def plant(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    folder, cluster = tmp_path_factory.mktemp("operator"), Cluster(kafka)
    assert cluster.call("topics", "create").returncode == 0
    stories = folder / "stories.jsonl"
    stories.write_text("".join(islice(GOLD.open(encoding="utf-8"), 3)), encoding="utf-8")
    with ExitStack() as stack:
        site = stack.enter_context(running_site())
        site.routes |= {"/feed": rss("/a"), "/a": Answer(page())}
        worker = stack.enter_context(Worker(cluster, "ingest", folder / "ingest.log"))
        worker.wait_ready(120)
        for topic in (*WATCHED, RAW):
            cluster.feed([example(topic)], topic)
        cluster.feed(letters(cluster), "article.dead.v1")
        places = {topic: place_of_first(cluster, topic) for topic in ("event.v1", RAW)}
        stop = threading.Event()
        thread = threading.Thread(target=keep_coming, args=(cluster, stop), daemon=True)
        thread.start()
        yield Plant(
            cluster,
            {
                "REASON": "timeout",
                "N": "0",
                "TYPE": json.loads(example("event.mention.v1")[1])["type"],
                "URL": f"{site.url}/feed",
                "FILE": str(stories),
                "WORKER": f"127.0.0.1:{worker.port()}",
                "PID": str(worker.process.pid),
                "article.raw --at PARTITION@OFFSET": f"article.raw --at {places[RAW]}",
                "PARTITION@OFFSET": places["event.v1"],
            },
            folder,
        )
        stop.set()
        thread.join(30)


def place_of_first(cluster: Cluster, topic: str) -> str:
    """Return partition and offset of the first record of a topic."""
    (first, *_) = cluster.read(topic)
    return f"{first.partition}@{first.offset}"


def keep_coming(cluster: Cluster, stop: threading.Event) -> None:
    """Send records to the topics that are watched, until told to stop."""
    while not stop.wait(0.2):
        for topic in WATCHED:
            cluster.feed([example(topic)] * 10, topic)


@pytest.mark.kafka
@pytest.mark.model
@pytest.mark.timeout(300)
@pytest.mark.parametrize("command", runbooks.commands())
def test_a_command_of_a_runbook_does_what_it_is_there_for(plant: Plant, command: str) -> None:
    with plant.start(command) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        if " tail " in command and "--limit" not in command:
            process.terminate()
        rest, errors = process.stdout.read(), process.stderr.read()
        process.wait(60)
    assert process.returncode in {0, -15}, errors
    assert "Traceback" not in errors
    assert (first + rest + errors).strip()
