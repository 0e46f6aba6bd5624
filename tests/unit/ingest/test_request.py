from __future__ import annotations

import json

import pytest
from builders import make_message

from stancewire.errors import Reject
from stancewire.ingest.request import read
from stancewire_schemas.codes import DeadReason

LIMIT = 10_000
GOOD = {"id": "a-1", "text": "The minister met the union on Monday."}


def rejected(value: bytes | dict[str, object]) -> Reject:
    with pytest.raises(Reject) as caught:
        read(make_message(value), LIMIT)
    return caught.value


def body(**changes: object) -> dict[str, object]:
    return {**GOOD, **changes}


def test_an_article_is_read_with_its_fields() -> None:
    request = read(make_message(body(publisher="The Gazette", extra=1)), LIMIT)
    assert request.id == "a-1"
    assert request.article is not None
    assert request.article.publisher == "The Gazette"


def test_the_id_in_the_body_wins_over_the_key() -> None:
    assert read(make_message(body(), key=b"other"), LIMIT).id == "a-1"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), DeadReason.BAD_ENCODING),
        (json.dumps(GOOD).encode("utf-16"), DeadReason.BAD_ENCODING),
        (b'{"id": "a", "text": "\xff"}', DeadReason.BAD_ENCODING),
        (b'{"id": "a", "text": "x \\ud800 y"}', DeadReason.BAD_ENCODING),
        (b"", DeadReason.BAD_JSON),
        (b'{"id": "a"', DeadReason.BAD_JSON),
        (b'{"id": "a", "text": "b"} x', DeadReason.BAD_JSON),
        (b'{"id": "a", "text": "b", "metadata": {"n": NaN}}', DeadReason.BAD_JSON),
        (b'{"id": "a", "text": "b", "metadata": {"n": 1e999}}', DeadReason.BAD_JSON),
        (b'{"id": "a", "text": "b", "metadata": {"n": ' + b"9" * 5000 + b"}}", DeadReason.BAD_JSON),
        (b'{"metadata": ' + b"[" * 4000 + b"]" * 4000 + b"}", DeadReason.BAD_JSON),
        (b'{"id": "a", "id": "b", "text": "c"}', DeadReason.SCHEMA),
        (b"null", DeadReason.SCHEMA),
        (b"[]", DeadReason.SCHEMA),
        (b"x" * (LIMIT + 1), DeadReason.TOO_LARGE),
    ],
)
def test_bytes_that_are_no_article_have_their_reason(value: bytes, reason: DeadReason) -> None:
    assert rejected(value).reason == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": ""}, DeadReason.EMPTY_TEXT),
        ({"text": " \n\t\u00a0"}, DeadReason.EMPTY_TEXT),
        ({"text": ["a"]}, DeadReason.SCHEMA),
        ({"text": None}, DeadReason.SCHEMA),
        ({"id": 1}, DeadReason.SCHEMA),
        ({"id": ""}, DeadReason.BAD_ID),
        ({"id": "  "}, DeadReason.BAD_ID),
        ({"id": "x" * 257}, DeadReason.BAD_ID),
        ({"id": "é" * 129}, DeadReason.BAD_ID),
        ({"id": "a\nb"}, DeadReason.BAD_ID),
        ({"id": "a\u202eb"}, DeadReason.BAD_ID),
        ({"id": "../../etc/passwd"}, DeadReason.BAD_ID),
        ({"id": "a\\..\\b"}, DeadReason.BAD_ID),
        ({"published_at": 99999999999}, DeadReason.SCHEMA),
        ({"published_at": True}, DeadReason.SCHEMA),
        ({"published_at": "2026-02-30T00:00:00Z"}, DeadReason.SCHEMA),
        ({"published_at": "0001-01-01T00:00:00+14:00"}, DeadReason.SCHEMA),
        ({"published_at": "9999-12-31T23:59:59-10:00"}, DeadReason.SCHEMA),
        ({"title": {}}, DeadReason.SCHEMA),
    ],
)
def test_fields_that_are_wrong_have_their_reason(changes: dict[str, object], reason: DeadReason) -> None:
    assert rejected(body(**changes)).reason == reason


def test_ids_with_dots_and_slashes_of_urls_are_taken() -> None:
    assert read(make_message(body(id="https://example.org/a..b/2025.html?x=../y")), LIMIT).id


def test_an_error_names_the_field_and_never_the_value() -> None:
    told = "not-to-be-repeated"
    for changes in ({"published_at": told}, {"metadata": {told: {"a": object.__name__}}, "title": 5}):
        error = rejected(body(**changes)).detail
        assert told not in error
        assert error.startswith(("published_at", "title"))


def test_a_null_value_asks_to_erase_the_id_in_the_key() -> None:
    request = read(make_message(None, key="é-1".encode()), LIMIT)
    assert (request.id, request.article) == ("é-1", None)


@pytest.mark.parametrize("key", [None, b"", b"\xff", b"../x", b"a\x00b"])
def test_an_erasure_without_a_good_key_is_a_bad_id(key: bytes | None) -> None:
    with pytest.raises(Reject) as caught:
        read(make_message(None, key=key), LIMIT)
    assert caught.value.reason == DeadReason.BAD_ID
