"""feed, tail and dead on the embedded broker, each as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import make_message
from kafka import KafkaProducer

from stancewire.console.broker import start_broker
from stancewire.console.reader import TopicReader, open_reader
from stancewire.console.stages import for_embedded_broker
from stancewire.console.supervisor import Supervisor
from stancewire.core.messages import Message
from stancewire.errors import Reject
from stancewire.feeds.connection import client_arguments
from stancewire.settings import Settings
from stancewire.stream.admin import create_topics
from stancewire.stream.dead_letter import letter
from stancewire_schemas import RawArticleV1
from stancewire_schemas.codes import DeadReason

pytestmark = pytest.mark.timeout(60)


@dataclass(frozen=True)
class Commands:
    """The command line, told of one broker."""

    settings: Settings

    def __call__(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
        variables = {
            "STANCEWIRE_BOOTSTRAP_SERVERS": self.settings.bootstrap_servers,
            "STANCEWIRE_KAFKA__IDEMPOTENCE": "false",
        }
        ended = subprocess.run(
            [sys.executable, "-c", "from stancewire.cli import main; main()", *arguments],
            input=stdin,
            capture_output=True,
            timeout=30,
            env=os.environ | variables,
            check=False,
        )
        return subprocess.CompletedProcess(
            ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode()
        )


@pytest.fixture(name="stancewire", scope="module")
def make_commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    with Supervisor(tmp_path_factory.mktemp("broker")) as supervisor:
        settings = for_embedded_broker(Settings(), start_broker(supervisor))
        create_topics(settings)
        send_dead_letter(settings)
        yield Commands(settings)


def send_dead_letter(settings: Settings) -> None:
    reject = Reject(DeadReason.BAD_ENCODING, "not UTF-8 at byte 3")
    record = letter(
        make_message(b"Caf\xe9", key=b"broken-1", offset=41, headers=(("traceparent", b"00-ab"),)),
        "ingest",
        reject,
        full_topic="news.article.raw.v1",
        limit=1_000_000,
    )
    producer = KafkaProducer(**client_arguments(settings), acks="all", enable_idempotence=False)
    producer.send(settings.topic(record.topic), key=record.key, value=record.value).get(10)
    producer.close()


def read_all(reader: TopicReader) -> list[Message]:
    found: list[Message] = []
    while not found or not reader.caught_up():
        found += reader.poll(0.2)
    return found


def test_what_is_fed_can_be_followed_and_a_bad_line_stops_nothing(stancewire: Commands, tmp_path: Path) -> None:
    path = tmp_path / "stories.jsonl"
    path.write_text('{"id": "f1", "text": "Talks ended."}\n{"id": "f2"}\n{"id": "f3", "text": "Talks began."}\n')
    fed = stancewire("feed", str(path), "--publisher", "Example Wire")
    assert fed.returncode == 1
    assert fed.stderr == f"{path}:2: text: Field required\n2 sent, 1 bad\n"
    with open_reader(stancewire.settings, ["article.raw.v1"], from_start=True) as reader:
        values = [message.value for message in read_all(reader)]
    told = [RawArticleV1.from_bytes(value) for value in values if value is not None]
    by_id = {article.id: article.publisher for article in told}
    assert (by_id["f1"], by_id["f3"]) == ("Example Wire", "Example Wire")
    assert "f2" not in by_id
    followed = stancewire("tail", "article.raw", "--from-start", "--limit", "1", "--json")
    assert followed.returncode == 0
    assert len(followed.stdout.splitlines()) == 1
    assert "id" in json.loads(followed.stdout) or "key" in json.loads(followed.stdout)


def test_text_on_standard_input_is_one_article(stancewire: Commands) -> None:
    fed = stancewire("feed", "--published", "2025-09-21", "-", stdin=b"Talks ended.\nNobody spoke.\n")
    assert (fed.returncode, fed.stderr) == (0, "1 sent, 0 bad\n")


def test_an_erasure_is_sent_as_a_null_value(stancewire: Commands) -> None:
    asked = stancewire("feed", "--erase", "gone-1")
    assert (asked.returncode, asked.stderr) == (0, "1 sent, 0 bad\n")
    nothing = stancewire("feed")
    assert (nothing.returncode, nothing.stderr) == (2, "stancewire: name a file to send, or - for standard input\n")


def test_a_rate_or_date_that_is_none_is_one_line(stancewire: Commands, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("Talks ended.")
    for arguments in (["--rate", "fast"], ["--published", "someday"]):
        ended = stancewire("feed", str(path), *arguments)
        assert ended.returncode == 2
        assert len(ended.stderr.splitlines()) == 1
        assert arguments[1] in ended.stderr


def test_a_dead_letter_is_listed_and_shown_with_its_original_bytes(stancewire: Commands) -> None:
    listed = stancewire("dead", "list", "--reason", "bad_encoding", "--stage", "ingest")
    assert listed.stdout == "0 ingest bad_encoding broken-1 (news.article.raw.v1/0@41): not UTF-8 at byte 3\n"
    shown = stancewire("dead", "show", "0").stdout
    assert "header traceparent 00-ab" in shown
    assert "43 61 66 e9" in shown
    told = json.loads(stancewire("dead", "show", "0", "--json").stdout)
    assert (told["number"], told["value"]) == (0, "Q2Fm6Q==")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["dead", "list", "--reason", "bad_luck"], 2, "known are bad_encoding, bad_json"),
        (["dead", "list", "--stage", "publish"], 2, "known are ingest, enrich, merge"),
        (["dead", "show", "77"], 1, "no dead letter 77"),
        (["tail", "evnt"], 2, "known are article.raw.v1"),
        (["feed", "nowhere.jsonl"], 2, "nowhere.jsonl: no such file"),
    ],
)
def test_a_mistake_is_one_line_that_names_what_is_right(
    stancewire: Commands, arguments: list[str], code: int, words: str
) -> None:
    ended = stancewire(*arguments)
    assert ended.returncode == code
    (line,) = ended.stderr.splitlines()
    assert words in line
    assert ended.stdout == ""


@pytest.mark.parametrize("arguments", [["dead", "list"], ["tail", "event"], ["feed", "-"]])
def test_no_broker_is_one_line_and_exit_3(arguments: list[str]) -> None:
    away = Commands(Settings(bootstrap_servers="127.0.0.1:1"))
    ended = away(*arguments, stdin=b"Talks ended.")
    assert ended.returncode == 3
    (line,) = ended.stderr.splitlines()
    assert "127.0.0.1:1" in line
    assert "stancewire run" in line


def test_missing_topics_are_named_with_what_makes_them(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        bare = Commands(for_embedded_broker(Settings(), start_broker(supervisor)))
        ended = bare("dead", "list")
    assert ended.returncode == 2
    assert "no topic news.article.dead.v1" in ended.stderr
    assert "stancewire topics create" in ended.stderr
