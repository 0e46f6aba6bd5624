from __future__ import annotations

import ssl

import pytest
from pydantic import SecretStr

from stancewire.errors import UserError
from stancewire.settings import KafkaSettings, Settings
from stancewire.stream.connection import client_options


def options(**kafka: object) -> dict[str, object]:
    return client_options(Settings(bootstrap_servers="a:1, b:2", kafka=KafkaSettings(**kafka)))


def test_plain_text_needs_servers_only() -> None:
    assert options() == {"bootstrap_servers": ["a:1", "b:2"], "security_protocol": "PLAINTEXT"}


def test_sasl_over_tls_carries_user_and_a_checked_certificate() -> None:
    found = options(security_protocol="SASL_SSL", username="u", password=SecretStr("p"))
    context = found["ssl_context"]
    assert isinstance(context, ssl.SSLContext)
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert (found["sasl_mechanism"], found["sasl_plain_username"]) == ("SCRAM-SHA-512", "u")


@pytest.mark.parametrize("missing", ["username", "password"])
def test_a_user_without_password_or_the_reverse_is_refused(missing: str) -> None:
    given: dict[str, object] = {"username": "u", "password": SecretStr("p")}
    del given[missing]
    with pytest.raises(UserError, match="USERNAME"):
        options(security_protocol="SASL_SSL", **given)


def test_a_password_is_refused_without_tls() -> None:
    with pytest.raises(UserError, match="without TLS") as refused:
        options(security_protocol="SASL_PLAINTEXT", username="u", password=SecretStr("hunter2"))
    assert "hunter2" not in str(refused.value)


def test_a_certificate_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(UserError, match="CA_FILE"):
        options(security_protocol="SSL", ca_file="no-such.pem")
