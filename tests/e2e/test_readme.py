"""What README and docs show a subscriber works as it stands there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from kafka import KafkaProducer
from kafka_workers import Cluster
from ops.node_tools import node_folder

from stancewire.core.outgoing import outgoing
from stancewire_schemas import BY_NAME

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "schemas" / "examples"

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(120)]


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def example(name: str, **changed: Any) -> Any:
    (path, *_) = sorted((EXAMPLES / name / "valid").glob("[!w]*.json"))
    return json.loads(path.read_bytes()) | changed


EVENT = example("event.v1", type="PROTEST", confidence=0.9)
STANCE = example("stance.v1")
ACTORS = [actor["name"] for actor in EVENT["actors"]]


def send(cluster: Cluster, topic: str, key: str, *values: Any) -> None:
    """Send records as the service does, headers and all; None ends the key."""
    producer = KafkaProducer(bootstrap_servers=cluster.bootstrap)
    for value in values:
        record = None if value is None else BY_NAME[topic].model.from_bytes(json.dumps(value).encode())
        made = outgoing(topic, key, record, f"id-{key}")
        producer.send(cluster.prefix + topic, key=made.key, value=made.value, headers=list(made.headers))
    producer.flush()
    producer.close()


@contextmanager
def running(order: Sequence[str], cluster: Cluster) -> Iterator[Iterator[str]]:
    with subprocess.Popen(order, stdout=subprocess.PIPE, text=True, env=cluster.environment()) as process:
        assert process.stdout is not None
        yield (line.strip() for line in process.stdout)
        process.kill()


def here(program: str, cluster: Cluster) -> str:
    return program.replace("localhost:9092", cluster.bootstrap).replace('"news.', f'"{cluster.prefix}')


def python(program: str, cluster: Cluster) -> list[str]:
    return [sys.executable, "-u", "-c", here(program, cluster)]


def test_the_readmes_ten_lines_print_a_protest_once_and_nothing_else(cluster: Cluster) -> None:
    (program,) = blocks("README.md", "python")
    send(cluster, "event.v1", "e0", EVENT | {"type": "AID"})
    send(cluster, "event.v1", "e1", EVENT, EVENT, EVENT | {"revision": EVENT["revision"] + 1})
    with running(python(program, cluster), cluster) as lines:
        told = [next(lines) for _ in range(2)]
        send(cluster, "event.v1", "e2", EVENT | {"event_id": "f" * 32})
        assert next(lines) == told[0]
    assert told[0].startswith(f"PROTEST {ACTORS} in ")
    assert told[1] == told[0]


def test_the_readmes_program_has_ten_lines() -> None:
    (program,) = blocks("README.md", "python")
    assert len(program.strip().splitlines()) == 10


def test_the_clients_program_ends_with_what_is_there_and_goes_on_behind_it(cluster: Cluster) -> None:
    program, _ = blocks("docs/subscribing.md", "python")
    send(cluster, "stance.v1", "h", STANCE, STANCE)
    with running(python(program, cluster), cluster) as lines:
        (line,) = list(lines)
    assert line.endswith(f"{STANCE['holder']['name']} {STANCE['polarity']} id-h")
    with running(python(program, cluster), cluster) as lines:
        assert list(lines) == []


def test_the_schemas_alone_are_enough_to_print_events_and_their_ends(cluster: Cluster) -> None:
    _, program = blocks("docs/subscribing.md", "python")
    assert "stancewire.client" not in program
    with running(python(program, cluster), cluster) as lines:
        send(cluster, "event.v1", "e1", EVENT, None)
        assert [next(lines) for _ in range(2)] == [f"PROTEST {ACTORS} → []", "ended: e1"]


def test_the_program_in_javascript_prints_events_and_their_ends(cluster: Cluster, tmp_path: Path) -> None:
    (program,) = blocks("docs/subscribing.md", "javascript")
    script = node_folder() / f"{tmp_path.name}.mjs"
    script.write_text(here(program, cluster), encoding="utf-8")
    send(cluster, "event.v1", "e1", EVENT, None)
    try:
        with running([str(shutil.which("node")), str(script)], cluster) as lines:
            assert [next(lines) for _ in range(2)] == [f"PROTEST id-e1 {', '.join(ACTORS)}", "ended: e1"]
    finally:
        script.unlink()
