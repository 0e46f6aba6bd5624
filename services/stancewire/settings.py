"""Every setting: environment variable, default, unit. Built by the command line, never at import."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Profile = Literal["fast", "accurate"]
PASSWORD_FILE = "STANCEWIRE_KAFKA__PASSWORD_FILE"  # noqa: S105  # the name of a variable


def _servers(told: str) -> str:
    for server in told.split(","):
        # The port is looked at only when it is asked for.
        split = urlsplit(f"//{server.strip()}")
        if not split.hostname or "/" in server or split.port == 0:
            raise ValueError("say HOST:PORT, several with commas between them")
    return told


def _paths(told: object) -> object:
    if isinstance(told, str) and not told.lstrip().startswith("["):
        return tuple(filter(None, (name.strip() for name in told.split(","))))
    return json.loads(told) if isinstance(told, str) else told


Servers = Annotated[str, AfterValidator(_servers)]
Paths = Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_paths)]
"""File names with commas between them, or a JSON list."""


class KafkaSettings(BaseModel):
    """How to reach the broker."""

    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        "PLAINTEXT", description="As Kafka clients name it; a password is refused without TLS."
    )
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = Field(
        "SCRAM-SHA-512", description="Used with a SASL protocol only."
    )
    username: str | None = Field(None, description="SASL user.")
    password: SecretStr | None = Field(None, description="SASL password; better by a *_FILE variable.")
    ca_file: Path | None = Field(None, description="Certificates to trust; the system's when absent.")
    cert_file: Path | None = Field(None, description="Own certificate, for mTLS.")
    key_file: Path | None = Field(None, description="Key of the own certificate.")
    idempotence: bool = Field(True, description="Idempotent producer; off only for brokers that lack it.")
    session_timeout_s: float = Field(
        30, ge=3, description="Seconds without heartbeat until a worker counts as dead."
    )
    rebalance_timeout_s: float = Field(60, ge=1, description="Seconds that a rebalance waits for members.")
    commit_interval_s: float = Field(1.0, gt=0, description="Seconds between offset commits.")
    produce_deadline_s: float = Field(60, gt=0, description="Seconds until a record not acknowledged is retried.")
    replication: int = Field(1, ge=1, description="Replicas of topics that `topics create` makes.")


class LimitSettings(BaseModel):
    """Bounds on one message. What lies beyond is dead-lettered or cut, never lost."""

    message_bytes: int = Field(1_000_000, gt=0, description="Largest raw message taken, in bytes.")
    text_chars: int = Field(200_000, gt=0, description="Code points of text coded; the rest is cut.")
    sentence_tokens: int = Field(400, gt=0, description="Tokens after which a sentence is cut in two.")
    evidence_chars: int = Field(500, gt=0, description="Longest span republished downstream, in code points.")
    soft_s: float = Field(20, gt=0, description="Seconds after which the coder skips what is left.")
    hard_s: float = Field(40, gt=0, description="Seconds after which the coder's process is ended.")
    memory_mb: int = Field(0, ge=0, description="Memory of a coder process in MiB; 0 sets no limit.")


class BreakerSettings(BaseModel):
    """When a partition is stopped because too much of it is dead-lettered."""

    run: int = Field(50, ge=1, description="Dead letters in a row.")
    ratio: float = Field(0.5, gt=0, le=1, description="Share of dead letters among the last `sample` outcomes.")
    sample: int = Field(100, ge=1, description="Outcomes looked at; the share counts only once there are so many.")


class Settings(BaseSettings):
    """The effective settings; the environment wins over the defaults."""

    model_config = SettingsConfigDict(
        env_prefix="STANCEWIRE_", env_nested_delimiter="__", extra="ignore", frozen=True
    )

    bootstrap_servers: Servers = Field("127.0.0.1:9092", description="Kafka brokers, host:port, comma separated.")
    topic_prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]*$")] = Field(
        "news.", description="Stands before every topic name and consumer group."
    )
    state_dir: Path = Field(Path("state"), description="The only folder that the service writes to.")
    slots: int = Field(1, ge=1, le=64, description="Coder processes of an enrich worker.")
    window: int = Field(32, ge=1, description="Articles in flight for each partition.")
    profile: Profile = Field("accurate", description="fast: rules only; accurate: with the learned parts.")
    kb_files: Paths = Field((), description="Knowledge base files merged over the built-in one, comma separated.")
    frame_files: Paths = Field((), description="Tables of event frames read after the shipped ones, the same way.")
    http_bind: str = Field("127.0.0.1", description="Address of live, ready and metrics.")
    http_port: int = Field(8080, ge=0, le=65535, description="Port of live, ready and metrics; 0 picks one.")
    drain_s: float = Field(25, gt=0, description="Seconds that a stop waits for work in flight.")
    watchdog_s: float = Field(
        300, gt=0, description="Seconds of lag without progress until the worker ends itself."
    )
    log_format: Literal["json", "pretty"] = Field("json", description="Shape of the log lines on stderr.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level logged.")
    tracing: bool = Field(False, description="Send spans by OTLP, to where OTEL_EXPORTER_OTLP_ENDPOINT says.")
    kafka: KafkaSettings = Field(default_factory=KafkaSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    breaker: BreakerSettings = Field(default_factory=BreakerSettings)

    def topic(self, name: str) -> str:
        """Return the full topic name for a card's name."""
        return self.topic_prefix + name

    def group(self, stage: str) -> str:
        """Return the consumer group of a stage."""
        return f"{self.topic_prefix}stancewire.{stage}"


def load_settings() -> Settings:
    """Return the settings of this process's environment.

    `STANCEWIRE_KAFKA__PASSWORD_FILE` names a file that holds the password. Raise pydantic.ValidationError when a
    value is out of range, OSError or UnicodeDecodeError when the file cannot be read.
    """
    secret_file = os.environ.get(PASSWORD_FILE)
    if secret_file is None:
        return Settings()
    # Not through the environment: child processes would inherit it.
    return Settings.model_validate({"kafka": {"password": Path(secret_file).read_text(encoding="utf-8").strip()}})
