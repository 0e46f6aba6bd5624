"""How every Kafka client of the project is told where the broker is and who we are."""

from __future__ import annotations

import ssl
from typing import Any

from stancewire.errors import UserError
from stancewire.settings import Settings


def client_options(settings: Settings) -> dict[str, Any]:
    """Return what aiokafka and kafka-python clients share. Raise UserError for contradictory settings."""
    kafka = settings.kafka
    options: dict[str, Any] = {
        "bootstrap_servers": [server.strip() for server in settings.bootstrap_servers.split(",")],
        "security_protocol": kafka.security_protocol,
    }
    context = tls_context(settings)
    if context is not None:
        options["ssl_context"] = context
    if uses_sasl(settings):
        options["sasl_mechanism"] = kafka.sasl_mechanism
        options["sasl_plain_username"], options["sasl_plain_password"] = credentials(settings)
    return options


def out_of_reach(settings: Settings, cause: Exception) -> str:
    """Return one line for a person: who did not answer, and which settings to look at."""
    return (
        f"cannot reach Kafka at {settings.bootstrap_servers} ({type(cause).__name__}); look at "
        "STANCEWIRE_BOOTSTRAP_SERVERS, and at STANCEWIRE_KAFKA__SECURITY_PROTOCOL where it wants TLS or a password"
    )


def uses_sasl(settings: Settings) -> bool:
    """Tell whether the broker wants a user."""
    return settings.kafka.security_protocol.startswith("SASL")


def credentials(settings: Settings) -> tuple[str, str]:
    """Return user and password. Raise UserError when one is missing or TLS is off; the message holds neither."""
    kafka = settings.kafka
    if kafka.username is None or kafka.password is None:
        raise UserError("STANCEWIRE_KAFKA__USERNAME and __PASSWORD are needed with a SASL protocol")
    if kafka.security_protocol == "SASL_PLAINTEXT":
        raise UserError("STANCEWIRE_KAFKA__SECURITY_PROTOCOL: a password is not sent without TLS; use SASL_SSL")
    return kafka.username, kafka.password.get_secret_value()


def tls_context(settings: Settings) -> ssl.SSLContext | None:
    """Return the TLS context, or None where the protocol has no TLS. Raise UserError for unreadable files."""
    kafka = settings.kafka
    if not kafka.security_protocol.endswith("SSL"):
        return None
    try:
        context = ssl.create_default_context(cafile=kafka.ca_file)
    except OSError as refused:
        raise UserError(f"STANCEWIRE_KAFKA__CA_FILE: {kafka.ca_file}: {_reason(refused)}") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if kafka.cert_file is not None:
        files = " and ".join(str(path) for path in (kafka.cert_file, kafka.key_file) if path is not None)
        try:
            context.load_cert_chain(kafka.cert_file, kafka.key_file)
        except OSError as refused:
            raise UserError(f"STANCEWIRE_KAFKA__CERT_FILE, __KEY_FILE: {files}: {_reason(refused)}") from None
    return context


def _reason(refused: OSError) -> str:
    # What OpenSSL says of a file without a certificate is for those who know OpenSSL.
    return "no PEM file of that kind" if isinstance(refused, ssl.SSLError) else refused.strerror or str(refused)
