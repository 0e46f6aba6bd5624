"""One run of everything, with good, repeated and broken articles: what its records carry, what its logs hold."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import psutil
import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from kafka_workers import PROGRAM, Cluster, Worker, wait_until

from stancewire.topology import STAGES
from stancewire_schemas import BY_NAME, CARDS
from stancewire_schemas.headers import HEADERS

pytestmark = [pytest.mark.kafka, pytest.mark.model, pytest.mark.timeout(400)]

PATTERNS = {card.name: card.pattern for card in HEADERS}
ALWAYS = {card.name for card in HEADERS if card.is_always_there}
OUTPUTS = [card.name for card in CARDS if card.producers != ("feeds",)]

WORDS = ("Quixabeira", "Zvolen", "Ouagadougou", "teachers", "condemned", "corruption", "wrongful")
"""Of the articles; no log has a reason to use them."""

TOLD = (
    "Thousands of teachers marched in Ouagadougou on Tuesday against corruption. "
    "The mayor of Zvolen, Pavol Quixabeira, condemned the wrongful arrest of their leader."
)


def line(number: int, text: str = TOLD, **more: Any) -> str:
    record = {"id": f"a{number}", "title": f"{WORDS[0]} speaks", "text": text, "publisher": "Wire", **more}
    return json.dumps(record | {"published_at": "2026-03-03T10:00:00Z"})


LINES = (
    *(line(number, f"{TOLD} Day {number} of the strike in Zvolen began.") for number in range(4)),
    line(4),
    line(5),
    line(0, f"{TOLD} The teachers went home."),
    f'{{"id": "broken", "text": "{TOLD}"',
    line(6, authors=f"{WORDS[0]} of Zvolen"),
    line(7, published=WORDS[2])[:-1] + f', "published_at": "{WORDS[2]}"}}',
    json.dumps({"id": WORDS[1] * 200, "text": TOLD}),
    json.dumps({"id": "a8", "text": {"Zvolen": TOLD}}),
)


@dataclass(frozen=True)
class Run:
    """What was left: the cluster, and what every process wrote for people."""

    cluster: Cluster
    logs: dict[str, str]


@pytest.fixture(scope="module")
def run(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder, cluster = tmp_path_factory.mktemp("whole"), Cluster(kafka)
    assert cluster.call("topics", "create").returncode == 0
    (folder / "lines.jsonl").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    more = {"STANCEWIRE_LOG_LEVEL": "debug", "STANCEWIRE_PROFILE": "fast"}
    logs: dict[str, str] = {}
    with ExitStack() as stack:
        workers = {
            stage: stack.enter_context(Worker(cluster, stage, folder / f"{stage}.log", **more)) for stage in STAGES
        }
        for worker in workers.values():
            worker.wait_ready(120)
        fed = cluster.call("feed", "--raw", str(folder / "lines.jsonl"), **more)
        assert fed.returncode == 0, fed.stderr
        kill_coders(workers["enrich"])
        wait_until(lambda: is_idle(cluster), 120, 0.5)
        erased = cluster.call("feed", "--erase", "a0", **more)
        replayed = cluster.call("dead", "replay", "--send", **more)
        wait_until(lambda: is_idle(cluster), 120, 0.5)
        order = [PROGRAM, "sink", "--to", str(folder / "news.duckdb"), "--until-idle"]
        sunk = subprocess.run(
            order, env=cluster.environment(**more), capture_output=True, text=True, timeout=120, check=False
        )
        assert [worker.terminate(60) for worker in workers.values()] == [0] * len(STAGES)
        logs |= {stage: worker.log() for stage, worker in workers.items()}
    logs |= {"feed": fed.stderr, "erasure": erased.stderr, "replay": replayed.stderr, "sink": sunk.stderr}
    return Run(cluster, logs)


def kill_coders(worker: Worker) -> None:
    """End the coder process, so that the log of its death is looked at as well."""
    for child in psutil.Process(worker.process.pid).children():
        child.kill()


def is_idle(cluster: Cluster) -> bool:
    reads = {stage: row.reads for stage, row in STAGES.items()}
    return all(cluster.committed(stage, topic) == cluster.ends(topic) for stage, topic in reads.items())


def headers(record: Any) -> dict[str, str]:
    return {name: value.decode() for name, value in record.headers}


@pytest.mark.parametrize("topic", OUTPUTS)
def test_every_record_of_every_output_is_a_cloud_event_with_the_headers_that_are_promised(
    run: Run, topic: str
) -> None:
    records = run.cluster.read(topic)
    assert records
    for record in records:
        told = headers(record)
        assert told.keys() >= ALWAYS
        for name, value in told.items():
            if name in PATTERNS:
                assert re.fullmatch(PATTERNS[name], value), (name, value)
        assert told["ce_type"] == topic
        assert told.keys() & {"stancewire-origin-ms", "stancewire-replayed"}
        if record.value is not None:
            event = from_binary_event(
                KafkaMessage(headers=dict(record.headers), key=record.key, value=record.value)
            )
            assert event.get_id() == told["ce_id"]
            BY_NAME[topic].model.from_bytes(record.value)


def entries(log: str) -> Iterator[dict[str, Any]]:
    return (json.loads(one) for one in log.splitlines())


@pytest.mark.parametrize("stage", STAGES)
def test_every_line_of_a_worker_is_one_json_object_that_names_its_stage(run: Run, stage: str) -> None:
    told = list(entries(run.logs[stage]))
    assert len(told) > 2
    assert all(one["stage"] == stage and one["event"] and one["level"] and one["timestamp"] for one in told)


def test_what_is_said_about_a_message_names_its_place(run: Run) -> None:
    dead = [one for one in entries(run.logs["ingest"]) if one["event"] == "dead letter"]
    assert {one["reason"] for one in dead} == {"bad_json", "schema", "bad_id"}
    assert all({"topic", "partition", "offset"} <= one.keys() for one in dead)


def test_no_log_and_no_line_for_people_holds_a_word_of_an_article(run: Run) -> None:
    assert len(run.logs) == len(STAGES) + 4
    for name, log in run.logs.items():
        held = [word for word in WORDS if word.casefold() in log.casefold()]
        assert held == [], name


def test_no_reason_of_a_dead_letter_holds_a_word_of_an_article(run: Run) -> None:
    letters = [json.loads(record.value) for record in run.cluster.read("article.dead.v1") if record.value]
    assert len({letter["reason"] for letter in letters}) > 2
    for letter in letters:
        assert [word for word in WORDS if word in letter["error"]] == [], letter["reason"]
