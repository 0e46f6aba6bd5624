"""A real Kafka with TLS, passwords and access lists: what is needed is enough, and no secret is ever told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from kafka_workers import Cluster, Worker, article, wait_until
from secured_kafka import PASSWORD, USER, Secured, allow, secured_kafka, write_certificate
from topic_records import event

from stancewire.settings import KafkaSettings, Settings
from stancewire.stream.acls import Permission, of_feed, of_sink, of_stage
from stancewire.stream.app import faust_settings
from stancewire.topology import INGEST
from stancewire_schemas import CARDS

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("secrets")


@pytest.fixture(scope="module")
def secured(authority: trustme.CA, folder: Path) -> Iterator[Secured]:
    with secured_kafka(authority, folder) as made:
        yield made


def settings_of(cluster: Cluster) -> Settings:
    return Settings(topic_prefix=cluster.prefix)


def test_a_worker_runs_over_tls_with_a_password_a_certificate_and_the_least_rights(
    secured: Secured, tmp_path: Path
) -> None:
    cluster = secured.cluster
    allow(cluster, of_stage(settings_of(cluster), INGEST))
    cluster.feed([*(article(n) for n in range(50)), (b"bad", b"{")])
    more = secured.environment | {"STANCEWIRE_LOG_LEVEL": "debug"}
    with Worker(cluster, "ingest", tmp_path / "worker.log", **more) as worker:
        worker.wait_ready(60)
        wait_until(lambda: worker.outcomes() == {"completed": 50, "dead": 1}, 60)
        metrics = json.dumps(worker.samples())
        assert worker.terminate() == 0
    assert cluster.committed("ingest", "article.raw.v1") == cluster.ends("article.raw.v1")
    assert PASSWORD not in worker.log() + metrics

    refused = cluster.call("feed", "--help", **secured.environment)
    assert refused.returncode == 0
    for command in (("topics", "create"), ("dead", "list"), ("tail", "event.v1", "--from-start", "--limit", "1")):
        done = cluster.call(*command, **secured.environment)
        if command[0] == "topics":
            assert done.returncode != 0, "a worker's user makes no topics"
        assert PASSWORD not in done.stdout + done.stderr


def test_the_sink_reads_with_no_more_rights_than_are_printed_for_it(secured: Secured, tmp_path: Path) -> None:
    cluster = secured.cluster
    allow(cluster, of_sink(settings_of(cluster)))
    cluster.feed([event(n) for n in range(5)], "event.v1")
    group = settings_of(cluster).group("sink")
    order = ("sink", "--to", str(tmp_path / "a.duckdb"), "--until-idle", "--json", "--group", group)
    done = cluster.call(*order, **secured.environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout.splitlines()[-1])["events"] == 5


def test_rights_name_only_the_topics_of_the_stage() -> None:
    settings = Settings()
    named = {p.name for p in of_stage(settings, INGEST) if p.resource == "TOPIC"}
    assert named == {
        f"news.{name}" for name in ("article.raw.v1", "article.accepted.v1", "article.index.v1", "article.dead.v1")
    }
    raw = next(p for p in of_stage(settings, INGEST) if p.name == "news.article.raw.v1")
    assert "WRITE" not in raw.operations
    assert of_feed(settings) == [Permission("TOPIC", "news.article.raw.v1", ("WRITE", "DESCRIBE"))]
    assert len(named) < len(CARDS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"STANCEWIRE_KAFKA__PASSWORD": "incorrect-horse", "STANCEWIRE_KAFKA__PASSWORD_FILE": ""},
        {"STANCEWIRE_KAFKA__CA_FILE": "another authority"},
        {"STANCEWIRE_KAFKA__CERT_FILE": "expired", "STANCEWIRE_KAFKA__KEY_FILE": "expired"},
    ],
    ids=["wrong password", "unknown authority", "expired certificate"],
)
def test_who_is_not_let_in_is_told_in_one_line_without_a_secret(
    secured: Secured, authority: trustme.CA, folder: Path, wrong: dict[str, str]
) -> None:
    trustme.CA().cert_pem.write_to_path(folder / "another authority")
    yesterday = datetime.now(tz=UTC) - timedelta(days=1)
    expired = authority.issue_cert(USER, not_after=yesterday)
    write_certificate(expired, folder, "expired")
    told = {name: str(folder / value) if " " in value else value for name, value in wrong.items()}
    told = {name: str(folder / "expired.pem") if value == "expired" else value for name, value in told.items()}
    environment = {name: value for name, value in (secured.environment | told).items() if value}
    refused = secured.cluster.call("worker", "ingest", **environment)
    assert refused.returncode == 3, refused.stderr
    assert refused.stderr.startswith("stancewire: cannot reach Kafka at 127.0.0.1:")
    assert refused.stderr.count("\n") == 1
    assert "horse" not in refused.stderr + refused.stdout


def test_no_secret_is_in_any_repr() -> None:
    kafka = KafkaSettings(security_protocol="SASL_SSL", username=USER, password=PASSWORD)
    settings = Settings(kafka=kafka)
    told = repr(settings) + str(settings) + repr(faust_settings(settings, INGEST)) + settings.model_dump_json()
    assert PASSWORD not in told


def test_config_masks_the_password() -> None:
    done = Cluster("127.0.0.1:1").call("config", STANCEWIRE_KAFKA__PASSWORD=PASSWORD)
    assert done.returncode == 0
    assert PASSWORD not in done.stdout + done.stderr
