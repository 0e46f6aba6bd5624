"""Any article through the real stages: records that hold and quote exactly, or a reason from the closed list."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.core.messages import Message, Outgoing, Result, Stage
from stancewire.enrich.coder import Coder, load_coder
from stancewire.enrich.stage import EnrichStage
from stancewire.errors import Reject
from stancewire.ingest.stage import IngestStage
from stancewire.merge.stage import MergeStage
from stancewire_schemas import BY_NAME
from stancewire_schemas.codes import DeadReason

pytestmark = pytest.mark.model

EXAMPLES = int(os.environ.get("STANCEWIRE_TEST_FUZZ", "25"))
"""Articles for each way of making them; thousands are asked for by the environment."""

STORIES = [
    json.loads(line)
    for line in (files("stancewire.data") / "samples" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
]
ODD = (
    '"',
    "“",
    "”",
    "’",
    "(",
    "…",
    "\u200b",
    "\u202e",
    "e\u0301",
    "😀",
    "\u00a0",
    "\r\n",
    "\t",
    "\ufeff",
    " . ",
    ",,",
    "—",
)
TEXTS = [story["text"] for story in STORIES if story.get("text")]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder("accurate")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a piece of a real story with words lost, doubled, swapped and odd characters between them."""
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, max(0, len(text) - 100)))
    words = text[start : start + draw(st.integers(50, 600))].split(" ")
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(words) - 1))
        match draw(st.sampled_from(["lose", "double", "swap", "odd", "cut"])):
            case "lose" if len(words) > 1:
                del words[at]
            case "double":
                words.insert(at, words[at])
            case "swap":
                words[at], words[-1] = words[-1], words[at]
            case "cut":
                words[at] = words[at][:2]
            case _:
                words.insert(at, draw(st.sampled_from(ODD)))
    return draw(st.sampled_from([" ", "  ", "\n"])).join(words)


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "publisher": st.text(max_size=20) | st.none() | st.integers(),
    "title": st.text(max_size=60) | st.none(),
    "published_at": st.datetimes().map(lambda at: f"{at.isoformat()}Z") | st.text(max_size=12),
    "language": st.sampled_from(["en", "de", "xx", "", None]),
    "url": st.text(max_size=20),
    "metadata": st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
}


def articles(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Return raw messages with such texts, and some that lack what is needed or were cut off."""
    told = st.fixed_dictionaries({"id": st.just("a") | st.text(max_size=8), "text": texts}, optional=FIELDS)
    whole = told.map(lambda body: json.dumps(body).encode())
    broken = st.tuples(whole, st.integers(0, 400)).map(lambda cut: cut[0][: cut[1]])
    return st.one_of(whole, whole, whole, broken)


async def _code_with(coder: Coder, value: bytes) -> bytes:
    return coder.code(value)


def run(coder: Coder, value: bytes) -> Iterator[Outgoing]:
    """Yield all records of all stages; raise Reject as they do."""
    stages: tuple[Stage, ...] = (
        IngestStage(1_000_000),
        EnrichStage(lambda accepted: _code_with(coder, accepted), 500),
        MergeStage(),
    )
    log = [Message("article.raw.v1", 0, 0, b"a", value)]
    for stage in stages:
        made: list[Outgoing] = []
        for message in log:
            result: Result = asyncio.run(_step(stage, message))
            for record in result.memory:
                stage.remember(0, record.key, record.value)
            made += [*result.records, *result.memory]
        yield from made
        following = [r for r in made if r.topic in {"article.accepted.v1", "event.mention.v1"}]
        log = [Message(r.topic, 0, n, r.key, r.value) for n, r in enumerate(following)]


async def _step(stage: Stage, message: Message) -> Result:
    return await stage.step(message)


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object with a start, an end and a text, however deep."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def quoted(coder: Coder, value: bytes) -> list[tuple[str, str]]:
    """Return each span of the records with what the text has there; none for what is rejected for a known reason.

    Raise ValidationError for a record that breaks its contract.
    """
    try:
        records = list(run(coder, value))
    except Reject as reject:
        return [] if reject.reason in DeadReason and reject.detail.isprintable() else [("rejection", reject.detail)]
    text = json.loads(value)["text"]
    values = [record.value for record in records if record.value is not None]
    for record in records:
        BY_NAME[record.topic].model.from_bytes(record.value or b"")
    found = (span for told in values for span in spans(json.loads(told)))
    return [(span["text"], text[span["start"] : span["end"]]) for span in found]


def misquoted(coder: Coder, value: bytes) -> list[tuple[str, str]]:
    return [(told, there) for told, there in quoted(coder, value) if told != there]


@settings(max_examples=EXAMPLES)
@given(articles(mutated()))
def test_a_mangled_story_is_coded_or_rejected_and_quoted_exactly(coder: Coder, value: bytes) -> None:
    assert misquoted(coder, value) == []


@settings(max_examples=EXAMPLES)
@given(articles(st.text(max_size=300)))
def test_any_text_is_coded_or_rejected_and_quoted_exactly(coder: Coder, value: bytes) -> None:
    assert misquoted(coder, value) == []


def test_the_check_sees_the_spans_of_a_whole_story(coder: Coder) -> None:
    assert len(quoted(coder, json.dumps({"id": "a", "text": TEXTS[0]}).encode())) > 10
