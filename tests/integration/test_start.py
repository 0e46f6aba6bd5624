"""A worker that cannot start says so in one line. Needs no broker."""

from __future__ import annotations

import pytest
from kafka_broker import free_ports
from kafka_workers import Cluster


def test_a_broker_that_is_not_there_is_exit_code_3() -> None:
    refused = Cluster(f"127.0.0.1:{free_ports(1)[0]}").call("worker", "ingest")
    assert refused.returncode == 3
    assert refused.stderr.startswith("stancewire: cannot reach Kafka at 127.0.0.1:")
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"STANCEWIRE_WINDOW": "0"}, "STANCEWIRE_WINDOW"),
        ({"STANCEWIRE_KAFKA__SECURITY_PROTOCOL": "SASL_SSL"}, "STANCEWIRE_KAFKA__USERNAME"),
        (
            {
                "STANCEWIRE_KAFKA__SECURITY_PROTOCOL": "SASL_PLAINTEXT",
                "STANCEWIRE_KAFKA__USERNAME": "someone",
                "STANCEWIRE_KAFKA__PASSWORD": "hunter2",
            },
            "a password is not sent without TLS",
        ),
        (
            {"STANCEWIRE_KAFKA__SECURITY_PROTOCOL": "SSL", "STANCEWIRE_KAFKA__CA_FILE": "no-such-file.pem"},
            "STANCEWIRE_KAFKA__CA_FILE",
        ),
    ],
)
def test_bad_settings_are_exit_code_2_and_never_show_the_password(environment: dict[str, str], told: str) -> None:
    refused = Cluster("127.0.0.1:1").call("worker", "ingest", **environment)
    assert refused.returncode == 2, refused.stderr
    assert told in refused.stderr
    assert "hunter2" not in refused.stderr + refused.stdout
    assert refused.stderr.count("\n") == 1
