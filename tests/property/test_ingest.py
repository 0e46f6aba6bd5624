"""Any bytes and any text: ingest answers or rejects, and never anything else."""

from __future__ import annotations

import json

from builders import make_message
from hypothesis import given
from hypothesis import strategies as st

from stancewire.core.text import cut, plain
from stancewire.errors import Reject
from stancewire.ingest.language import detect_language
from stancewire.ingest.request import read
from stancewire.ingest.story import story_id

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def is_read_or_rejected(value: bytes | None, key: bytes | None) -> bool:
    try:
        request = read(make_message(value, key=key), 10_000)
    except Reject as reject:
        return reject.detail.isprintable()
    return request.id.isprintable()


@given(st.none() | st.binary(max_size=200), st.none() | st.binary(max_size=40))
def test_any_bytes_are_read_or_rejected(value: bytes | None, key: bytes | None) -> None:
    assert is_read_or_rejected(value, key)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "text", "published_at", "metadata"), JSON_VALUES)))
def test_any_fields_are_read_or_rejected(fields: dict[str, object]) -> None:
    assert is_read_or_rejected(json.dumps(fields).encode(), b"k")


@given(st.text(max_size=200))
def test_a_good_article_keeps_its_text_to_the_character(text: str) -> None:
    value = json.dumps({"id": "a", "text": f"x{text}"}).encode()
    try:
        request = read(make_message(value), 10_000)
    except Reject:
        assert any("\ud800" <= c <= "\udfff" for c in text)
    else:
        assert request.article is not None
        assert request.article.text == f"x{text}"


@given(st.text(max_size=300))
def test_a_language_is_told_or_not_and_never_an_error(text: str) -> None:
    assert detect_language(text) == detect_language(text)


@given(st.text(max_size=200), st.sampled_from([" ", "\n", "\t", "\u00a0"]))
def test_spacing_and_case_do_not_change_the_story(text: str, space: str) -> None:
    assert story_id(f"{space}{text}{space}") == story_id(text)
    assert plain(text).split() == plain(text.replace(" ", "  ")).split()


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 500), st.integers(1, 50), st.integers(1, 200))
def test_a_cut_stays_within_its_span_and_its_limit(
    start: int, length: int, at: int, width: int, limit: int
) -> None:
    end = start + length
    focus = (start + at % length, min(start + at % length + width, end))
    first, last = cut(start, end, focus, limit)
    assert start <= first < last <= end
    assert last - first == min(limit, length)
    assert first <= focus[0] < last or focus[1] - focus[0] > limit
