"""A real Kafka with TLS, passwords and access lists: what is needed is enough, and no secret is ever told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from kafka.admin import ACL, ACLOperation, ACLPermissionType, ResourcePattern, ResourceType
from kafka_broker import KafkaBroker, own_broker
from kafka_workers import Cluster, Worker, article, wait_until

from stancewire.settings import KafkaSettings, Settings
from stancewire.stream.acls import Permission, of_feed, of_stage
from stancewire.stream.app import faust_settings
from stancewire.topology import INGEST
from stancewire_schemas import CARDS

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(300)]

PASSWORD = "correct-horse-battery"  # noqa: S105  # of a broker that lives for one test
USER = "ingest-worker"


@dataclass
class Secured:
    """A broker behind TLS and SCRAM, which also asks clients for a certificate; its first listener stays open."""

    broker: KafkaBroker
    cluster: Cluster
    environment: dict[str, str]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("secrets")


@pytest.fixture(scope="module")
def secured(authority: trustme.CA, folder: Path) -> Iterator[Secured]:
    authority.cert_pem.write_to_path(folder / "ca.pem")
    write_certificate(authority.issue_cert("127.0.0.1", "localhost"), folder, "broker")
    write_certificate(authority.issue_cert(USER), folder, "client")
    (folder / "password").write_text(PASSWORD + "\n", encoding="utf-8")
    more = {
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(folder / "broker.pem"),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(folder / "ca.pem"),
        "listener.name.second.ssl.client.auth": "required",
        "sasl.enabled.mechanisms": "SCRAM-SHA-512",
        "listener.name.second.scram-sha-512.sasl.jaas.config": (
            "org.apache.kafka.common.security.scram.ScramLoginModule required;"
        ),
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": "User:ANONYMOUS",
    }
    user = f"SCRAM-SHA-512=[name={USER},password={PASSWORD}]"
    with own_broker(protocol="SASL_SSL", more=more, users=[user]) as broker:
        cluster = Cluster(broker.bootstrap)
        assert cluster.call("topics", "create").returncode == 0
        environment = {
            "STANCEWIRE_BOOTSTRAP_SERVERS": f"127.0.0.1:{broker.second}",
            "STANCEWIRE_KAFKA__SECURITY_PROTOCOL": "SASL_SSL",
            "STANCEWIRE_KAFKA__USERNAME": USER,
            "STANCEWIRE_KAFKA__PASSWORD_FILE": str(folder / "password"),
            "STANCEWIRE_KAFKA__CA_FILE": str(folder / "ca.pem"),
            "STANCEWIRE_KAFKA__CERT_FILE": str(folder / "client.pem"),
            "STANCEWIRE_KAFKA__KEY_FILE": str(folder / "client.pem"),
        }
        yield Secured(broker, cluster, environment)


def write_certificate(made: trustme.LeafCert, folder: Path, name: str) -> None:
    """Write key and chain into one file, the key in the only form that Kafka reads."""
    key = load_pem_private_key(made.private_key_pem.bytes(), None)
    chain = b"".join(part.bytes() for part in made.cert_chain_pems)
    told = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / f"{name}.pem").write_bytes(told + chain)


def allow(cluster: Cluster, permissions: list[Permission]) -> None:
    with cluster.admin() as admin:
        admin.create_acls(
            [
                ACL(
                    principal=f"User:{USER}",
                    host="*",
                    operation=ACLOperation[operation],
                    permission_type=ACLPermissionType.ALLOW,
                    resource_pattern=ResourcePattern(ResourceType[permission.resource], permission.name),
                )
                for permission in permissions
                for operation in permission.operations
            ]
        )


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
