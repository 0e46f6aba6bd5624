"""A broker behind TLS, passwords and certificates, with access lists; its first listener stays open to the test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trustme
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from kafka.admin import ACL, ACLFilter, ACLOperation, ACLPermissionType, ResourcePattern, ResourceType
from kafka_broker import KafkaBroker, own_broker
from kafka_workers import Cluster

from stancewire.stream.acls import Permission

PASSWORD = "correct-horse-battery"  # noqa: S105  # of a broker that lives for one test
USER = "news-worker"


@dataclass
class Secured:
    """The broker, topics on it, and the environment of a worker that comes in by the guarded listener."""

    broker: KafkaBroker
    cluster: Cluster
    environment: dict[str, str]


@contextmanager
def secured_kafka(authority: trustme.CA, folder: Path) -> Iterator[Secured]:
    """Start a broker that lets USER in by password and certificate, and lets it do nothing yet."""
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
        yield Secured(broker, cluster, _environment(broker, folder))


def _environment(broker: KafkaBroker, folder: Path) -> dict[str, str]:
    return {
        "STANCEWIRE_BOOTSTRAP_SERVERS": f"127.0.0.1:{broker.second}",
        "STANCEWIRE_KAFKA__SECURITY_PROTOCOL": "SASL_SSL",
        "STANCEWIRE_KAFKA__USERNAME": USER,
        "STANCEWIRE_KAFKA__PASSWORD_FILE": str(folder / "password"),
        "STANCEWIRE_KAFKA__CA_FILE": str(folder / "ca.pem"),
        "STANCEWIRE_KAFKA__CERT_FILE": str(folder / "client.pem"),
        "STANCEWIRE_KAFKA__KEY_FILE": str(folder / "client.pem"),
    }


def write_certificate(made: trustme.LeafCert, folder: Path, name: str) -> None:
    """Write key and chain into one file, the key in the only form that Kafka reads."""
    key = load_pem_private_key(made.private_key_pem.bytes(), None)
    chain = b"".join(part.bytes() for part in made.cert_chain_pems)
    told = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / f"{name}.pem").write_bytes(told + chain)


def printed_permissions(cluster: Cluster, *who: str) -> list[Permission]:
    """Return what `stancewire topics acls` prints for these: stages, `feed`, `replay`."""
    done = cluster.call("topics", "acls", "--json")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert set(who) <= {line["who"] for line in lines}
    return [
        Permission(line["resource"], line["name"], tuple(line["operations"]))
        for line in lines
        if line["who"] in who
    ]


def allow(cluster: Cluster, permissions: Iterable[Permission]) -> None:
    """Let USER do this."""
    with cluster.admin() as admin:
        admin.create_acls([_acl(ACL, permission, name) for permission, name in _single(permissions)])


def forbid(cluster: Cluster, permissions: Iterable[Permission]) -> None:
    """Take back what was allowed."""
    with cluster.admin() as admin:
        admin.delete_acls([_acl(ACLFilter, permission, name) for permission, name in _single(permissions)])


def _single(permissions: Iterable[Permission]) -> list[tuple[Permission, str]]:
    return [(permission, operation) for permission in permissions for operation in permission.operations]


def _acl(kind: Any, permission: Permission, operation: str) -> Any:
    return kind(
        principal=f"User:{USER}",
        host="*",
        operation=ACLOperation[operation],
        permission_type=ACLPermissionType.ALLOW,
        resource_pattern=ResourcePattern(ResourceType[permission.resource], permission.name),
    )
