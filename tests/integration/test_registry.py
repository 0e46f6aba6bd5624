"""The schemas in a real registry: each once, held to what readers need; what breaks them is refused."""

from __future__ import annotations

import json
import subprocess
import threading
import uuid
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from kafka_workers import Cluster
from schema_registry import registry as registry  # noqa: PLC0414  # a fixture

from stancewire.errors import UserError
from stancewire.registry.connection import Registry
from stancewire.registry.registering import State, compare, register
from stancewire.registry.subjects import Form, Subject, subjects
from stancewire.settings import Settings
from stancewire_schemas import CARDS

pytestmark = pytest.mark.timeout(1400)

NO_BROKER = Cluster("127.0.0.1:1")


def call(url: str, *more: str, prefix: str = "news.") -> subprocess.CompletedProcess[str]:
    return NO_BROKER.call("schemas", "register", "--registry", url, *more, STANCEWIRE_TOPIC_PREFIX=prefix)


def told(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    assert (done.returncode, done.stderr) == (0, "")
    return {line["subject"]: line for line in map(json.loads, done.stdout.splitlines())}


def test_every_schema_is_registered_once_and_held_to_what_its_readers_need(registry: str) -> None:
    prefix = f"t{uuid.uuid4().hex[:6]}."
    before = told(call(registry, "--dry-run", "--json", "--format", "JSON", prefix=prefix))
    assert {line["state"] for line in before.values()} == {"absent"}
    first = told(call(registry, "--json", prefix=prefix))
    assert set(first) == {f"{prefix}{card.name}-value" for card in CARDS} | {
        f"stancewire.{card.model.__name__}" for card in CARDS
    }
    again = told(call(registry, "--json", prefix=prefix))
    assert {line["state"] for line in again.values()} == {"present"}
    assert all(
        line["is_held_to_it"] for line in told(call(registry, "--dry-run", "--json", prefix=prefix)).values()
    )
    assert again[f"{prefix}article.raw.v1-value"]["compatibility"] == "BACKWARD"
    assert again[f"{prefix}event.v1-value"]["compatibility"] == "FORWARD"


@pytest.fixture
def event_subject() -> Subject:
    """The events' subject under a prefix of its own."""
    wanted = subjects(Settings(topic_prefix=f"t{uuid.uuid4().hex[:6]}."), (Form.JSON,))
    return next(subject for subject in wanted if subject.name.endswith(".event.v1-value"))


def changed(subject: Subject, change: str) -> Subject:
    schema = json.loads(subject.text)
    if change == "new field":
        schema["properties"]["weather"] = {"type": "string"}
    else:
        del schema["properties"]["revision"]
        schema["required"].remove("revision")
    return replace(subject, text=json.dumps(schema))


def test_a_new_field_is_a_new_version(registry: str, event_subject: Subject) -> None:
    there = Registry(registry)
    assert [report.state for report in register(there, [event_subject])] == [State.REGISTERED]
    wider = changed(event_subject, "new field")
    assert [report.state for report in compare(there, [wider])] == [State.ABSENT]
    assert [report.state for report in register(there, [wider])] == [State.REGISTERED]
    assert [report.state for report in register(there, [event_subject, wider])] == [State.PRESENT] * 2


def test_what_breaks_readers_is_refused(registry: str, event_subject: Subject) -> None:
    there = Registry(registry)
    list(register(there, [event_subject]))
    broken = changed(event_subject, "field gone")
    assert [report.state for report in compare(there, [broken])] == [State.INCOMPATIBLE]
    with pytest.raises(UserError, match="refuses") as refused:
        list(register(there, [broken]))
    assert refused.value.exit_code == 1
    assert not there.knows(broken)


class Refusing(BaseHTTPRequestHandler):
    """NOT a registry: a fake that only refuses, as one does whose user is unknown, or as some other server does."""

    code, text = 401, '{"error_code": 40101, "message": "Unauthorized"}'

    def do_POST(self) -> None:
        self.send_response(self.code)
        self.end_headers()
        self.wfile.write(self.text.encode())

    def log_message(self, *_: Any) -> None:
        pass


class Stranger(Refusing):
    """NOT a registry either: a fake that answers with a page."""

    code, text = 404, "<html>nothing here</html>"


@pytest.fixture
def fake(request: pytest.FixtureRequest) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), request.param)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://desk:s3cret@127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def one_line(url: str, code: int) -> str:
    done = call(url)
    assert done.returncode == code, done.stderr
    (line,) = done.stderr.splitlines()
    assert "s3cret" not in line
    return line


@pytest.mark.parametrize("fake", [Refusing], indirect=True)
def test_a_refused_user_is_one_line_without_the_password(fake: str) -> None:
    assert "refuses the user (HTTP 401)" in one_line(fake, 3)


@pytest.mark.parametrize("fake", [Stranger], indirect=True)
def test_a_server_that_is_no_registry_is_one_line(fake: str) -> None:
    assert "not as a schema registry does" in one_line(fake, 2)


def test_no_registry_and_no_url_are_one_line() -> None:
    assert "no schema registry answers at http://127.0.0.1:1" in one_line("http://desk:s3cret@127.0.0.1:1", 3)
    assert "is no URL" in one_line("registry:8081", 2)
