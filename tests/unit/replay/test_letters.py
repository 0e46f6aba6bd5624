from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stancewire.core.messages import Message
from stancewire.replay.letters import Letter, LetterFilter, as_json, describe, hex_dump, read_letter, readable
from stancewire_schemas import DeadLetterV1
from stancewire_schemas.dead_letter import HeaderV1

RECORD = DeadLetterV1.model_construct(
    reason="schema",
    error="text: Field required",
    stage="ingest",
    attempts=1,
    topic="news.article.raw.v1",
    partition=2,
    offset=41,
    time=datetime(2025, 9, 21, 8, 0, tzinfo=UTC),
    key=b"a1",
    value=b'{"id": "a1"}',
    value_sha256="0" * 64,
    value_bytes=12,
    headers=(HeaderV1.model_construct(name="traceparent", value=b"00-ab"),),
)
LETTER = Letter(7, RECORD)


def message(value: bytes | None) -> Message:
    return Message(topic="article.dead.v1", partition=0, offset=7, key=b"a1", value=value)


def test_a_letter_is_numbered_by_its_offset() -> None:
    letter = read_letter(message(RECORD.to_bytes()))
    assert letter is not None
    assert letter.number == 7
    assert letter.record.value == b'{"id": "a1"}'


@pytest.mark.parametrize("value", [None, b"rubbish", b"{}"])
def test_bytes_that_are_no_letter_are_passed_over(value: bytes | None) -> None:
    assert read_letter(message(value)) is None


@pytest.mark.parametrize(
    ("wanted", "takes"),
    [
        (LetterFilter(), True),
        (LetterFilter(reason="schema", stage="ingest", number=7), True),
        (LetterFilter(reason="timeout"), False),
        (LetterFilter(stage="enrich"), False),
        (LetterFilter(number=8), False),
    ],
)
def test_the_filter_takes_what_meets_all_that_is_asked(wanted: LetterFilter, takes: bool) -> None:
    assert wanted.takes(LETTER) is takes


def test_a_description_holds_place_reason_headers_and_the_original() -> None:
    text = describe(LETTER)
    for part in (
        "news.article.raw.v1, partition 2, offset 41",
        "text: Field required",
        "2025-09-21T08:00:00+00:00",
        "header traceparent 00-ab",
        '\n\n{"id": "a1"}',
    ):
        assert part in text


def test_bytes_that_are_no_text_are_shown_in_hex() -> None:
    assert readable(b"Caf\xe9") == "00000000  43 61 66 e9                                      Caf."
    assert hex_dump(bytes(17)).splitlines()[1].startswith("00000010  00 ")


def test_no_escape_sequence_reaches_the_terminal() -> None:
    bad = DeadLetterV1.model_construct(
        **(dict(RECORD) | {"value": b"\x1b[2J\xe2\x80\xaeevil", "error": "\x1b]0;x\x07"})
    )
    text = describe(Letter(1, bad))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "\\x1b[2J\\u202eevil" in text


def test_a_value_left_out_is_told_apart_from_an_erasure() -> None:
    large = DeadLetterV1.model_construct(**(dict(RECORD) | {"value": None, "value_bytes": 5_000_000}))
    erasure = DeadLetterV1.model_construct(**(dict(RECORD) | {"value": None, "value_bytes": 0}))
    assert "too large to repeat here" in describe(Letter(1, large))
    assert "a request to erase" in describe(Letter(1, erasure))


def test_json_keeps_bytes_as_base64() -> None:
    told = as_json(LETTER)
    assert told["number"] == 7
    assert told["value"] == "eyJpZCI6ICJhMSJ9"
