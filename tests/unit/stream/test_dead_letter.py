from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, strategies

from stancewire.core.messages import Message
from stancewire.errors import Reject
from stancewire.stream.dead_letter import ENVELOPE_BYTES, letter, one_line
from stancewire_schemas import DeadLetterV1
from stancewire_schemas.codes import DeadReason

LIMIT = 8 * 1_048_576


def message(value: bytes | None, key: bytes | None = b"k", **other: object) -> Message:
    fields: dict[str, object] = {"topic": "article.raw.v1", "partition": 2, "offset": 7, "key": key, "value": value}
    return Message(**(fields | other))  # type: ignore[arg-type]  # fields are named by the test


def made(original: Message, limit: int = LIMIT, detail: str = "no object") -> DeadLetterV1:
    reject = Reject(DeadReason.BAD_JSON, detail, attempts=2)
    sent = letter(original, "ingest", reject, full_topic="news.article.raw.v1", limit=limit)
    assert sent.topic == "article.dead.v1"
    assert sent.key == (original.key or b"")
    assert sent.value is not None
    assert len(sent.value) <= max(limit, ENVELOPE_BYTES)
    return DeadLetterV1.from_bytes(sent.value)


@given(strategies.binary(), strategies.none() | strategies.binary())
def test_the_original_bytes_come_back_unchanged(value: bytes, key: bytes | None) -> None:
    found = made(message(value, key))
    assert (found.value, found.key) == (value, key)
    assert found.value_sha256 == hashlib.sha256(value).hexdigest()
    assert found.value_bytes == len(value)


def test_headers_keep_their_order_and_their_repeats() -> None:
    found = made(message(b"x", headers=(("b", b"1"), ("a", b"\xff"), ("b", b"2"))))
    assert [(h.name, h.value) for h in found.headers] == [("b", b"1"), ("a", b"\xff"), ("b", b"2")]


def test_it_says_where_and_why() -> None:
    found = made(message(b"{", timestamp_ms=1_700_000_000_123))
    assert (found.reason, found.stage, found.attempts) == ("bad_json", "ingest", 2)
    assert (found.topic, found.partition, found.offset) == ("news.article.raw.v1", 2, 7)
    assert found.time is not None
    assert found.time.isoformat() == "2023-11-14T22:13:20.123000+00:00"


def test_an_erasure_request_has_no_value_and_no_hash() -> None:
    found = made(message(None))
    assert (found.value, found.value_sha256, found.value_bytes) == (None, None, 0)


def test_a_value_too_large_to_repeat_leaves_its_digest() -> None:
    value = b"x" * 700_000
    found = made(message(value), limit=900_000)
    assert found.value is None
    assert found.value_sha256 == hashlib.sha256(value).hexdigest()
    assert found.value_bytes == 700_000


def test_headers_too_large_to_repeat_go_last() -> None:
    assert made(message(b"{", headers=(("h", b"x" * 900_000),)), limit=900_000).headers == ()


@pytest.mark.parametrize("timestamp", [-1, 10**16, None])
def test_a_timestamp_outside_the_calendar_is_left_out(timestamp: int | None) -> None:
    assert made(message(b"{", timestamp_ms=timestamp)).time is None


def test_the_error_is_one_line() -> None:
    assert one_line("a\nb\x00c\u202ed") == "a b c d"
    assert len(one_line("x" * 5000)) == 1000
    assert one_line("\n") == "no detail"


def test_the_same_message_gives_the_same_bytes() -> None:
    reject = Reject(DeadReason.SCHEMA, "text: missing")
    first, second = (
        letter(message(b"{}"), "ingest", reject, full_topic="news.article.raw.v1", limit=LIMIT) for _ in range(2)
    )
    assert first == second
