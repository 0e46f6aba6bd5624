"""A message that could not be processed, kept whole."""

from __future__ import annotations

from typing import Annotated

from pydantic import Base64Bytes, Field

from stancewire_schemas.base import Record, UtcTime
from stancewire_schemas.codes import DeadReasonCode


class HeaderV1(Record):
    """One Kafka header; names may repeat."""

    name: str
    """As received."""
    value: Base64Bytes | None
    """Bytes as received, base64."""


class DeadLetterV1(Record):
    """The original bytes and why they stand here. `stancewire dead` shows them."""

    reason: DeadReasonCode
    """From a closed list."""
    error: Annotated[str, Field(max_length=1024)]
    """One line for a person; never the article's text."""
    stage: str
    """Which stage gave up."""
    attempts: Annotated[int, Field(ge=1)]
    """How often it was tried."""
    topic: str
    """Where the message stood."""
    partition: Annotated[int, Field(ge=0)]
    """Where the message stood."""
    offset: Annotated[int, Field(ge=0)]
    """Where the message stood."""
    time: UtcTime | None
    """Kafka timestamp of the original message."""
    key: Base64Bytes | None
    """Original key, base64."""
    value: Base64Bytes | None
    """Original value, base64; null for an erasure request, and where it was too large to repeat."""
    value_sha256: str | None
    """Hash of the original value."""
    value_bytes: Annotated[int, Field(ge=0)]
    """Size of the original value; it still stands at topic, partition and offset where it is not repeated."""
    headers: tuple[HeaderV1, ...]
    """Original headers in order."""
