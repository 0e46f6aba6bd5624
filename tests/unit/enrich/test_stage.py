from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from builders import DAY, STORY, TEXT, make_accepted, make_enriched, make_message, make_raw_article

from stancewire.core.messages import Outcome, Result
from stancewire.enrich.stage import EnrichStage
from stancewire.errors import Reject
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1
from stancewire_schemas.codes import DeadReason


class Worker:
    """Steps and remembers as the runner does; counts what is coded."""

    def __init__(self, keep: int = 100, fingerprint: str | None = "f00d") -> None:
        self.coded: list[str] = []
        self.stage = EnrichStage(self._code, 500, fingerprint, keep)

    async def _code(self, value: bytes) -> bytes:
        accepted = AcceptedArticleV1.from_bytes(value)
        self.coded.append(accepted.id)
        return make_enriched(accepted).to_bytes()

    def send(self, accepted: AcceptedArticleV1, partition: int = 0, offset: int = 0) -> Result:
        message = make_message(
            accepted.to_bytes(),
            topic="article.accepted.v1",
            key=STORY.encode(),
            partition=partition,
            offset=offset,
        )
        result = asyncio.run(self.stage.step(message))
        for record in result.memory:
            self.stage.remember(partition, record.key, record.value, offset)
        return result


def article(article_id: str, version: int = 1, **changes: Any) -> AcceptedArticleV1:
    return make_accepted(article=make_raw_article(id=article_id, **changes), version=version)


def record(result: Result) -> EnrichedArticleV1:
    assert result.memory[0].value is not None
    return EnrichedArticleV1.from_bytes(result.memory[0].value)


def test_a_copy_takes_over_what_was_understood_and_gets_ids_of_its_own() -> None:
    worker = Worker()
    first = record(worker.send(article("a")))
    result = worker.send(article("b", publisher="The Courier"))
    second = record(result)
    assert (worker.coded, result.outcome, second.article.copy_of) == (["a"], Outcome.COPY, "a")
    assert second.article.publisher == "The Courier"
    assert second.events[0].id != first.events[0].id
    assert second.events[0].mentions == first.events[0].mentions


def test_a_copy_has_the_records_that_coding_it_would_give() -> None:
    worker, alone = Worker(), Worker()
    worker.send(article("a"))
    copied = worker.send(article("b"))
    coded = alone.send(article("b"))
    copy_of = {"copy_of": "a"}
    expected = record(coded)
    assert record(copied) == expected.model_copy(update={"article": expected.article.model_copy(update=copy_of)})


def test_the_same_text_under_another_story_is_coded_itself_since_stories_overlap() -> None:
    worker = Worker()
    worker.send(article("a"))
    other = article("b").model_copy(update={"story_id": "f" * 32})
    assert record(worker.send(other)).article.copy_of is None
    assert worker.coded == ["a", "b"]


def test_a_copy_of_a_copy_names_the_first_telling() -> None:
    worker = Worker()
    for article_id in ("a", "b"):
        worker.send(article(article_id))
    worker.send(make_accepted(id="a", article=None, version=2))
    assert record(worker.send(article("c"))).article.copy_of == "a"
    assert worker.coded == ["a"]


@pytest.mark.parametrize("changes", [{"published_at": DAY + timedelta(days=4)}, {"text": TEXT + " More."}])
def test_a_later_week_or_a_text_that_says_more_is_coded_anew(changes: dict[str, Any]) -> None:
    worker = Worker()
    worker.send(article("a"))
    assert record(worker.send(article("b", **changes))).article.copy_of is None
    assert worker.coded == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("OSLO, March 3 (Courier) - " + TEXT, ["struck", "condemned"]),
        (TEXT + "\n(Reporting by Ada Berg)", ["struck", "condemned"]),
        ("Norland struck Sudland on Monday.", ["struck"]),
    ],
)
def test_a_copy_with_other_edges_keeps_what_its_sentences_say(text: str, left: list[str]) -> None:
    worker = Worker()
    worker.send(article("a"))
    copy = record(worker.send(article("b", text=text, published_at=DAY + timedelta(days=1))))
    assert copy.article.copy_of == "a"
    words = sorted((m.trigger for e in copy.events for m in e.mentions), key=lambda span: span.start)
    cues = [stance.cue for stance in copy.stances]
    assert all(text[span.start : span.end] == span.text for span in (*words, *cues))
    assert [span.text for span in sorted((*words, *cues), key=lambda span: span.start)] == left
    assert worker.coded == ["a"]


def test_a_copy_whose_words_are_written_otherwise_is_coded_itself() -> None:
    worker = Worker()
    worker.send(article("a"))
    with pytest.raises(ValueError, match="substring not found"):
        # The toy coder looks for its words and does not find them.
        worker.send(article("b", text=TEXT.replace("struck", "STRUCK")))
    assert worker.coded == ["a", "b"]


def test_a_message_delivered_again_is_not_coded_again_and_says_the_same() -> None:
    worker = Worker()
    first, copy = worker.send(article("a")), worker.send(article("b"))
    assert worker.send(article("a")) == first
    assert worker.send(article("b")) == copy
    assert worker.coded == ["a"]


def test_a_newer_pipeline_codes_the_same_message_anew() -> None:
    worker = Worker(fingerprint="newer")
    worker.send(article("a"))
    worker.send(article("a"))
    assert worker.coded == ["a", "a"]


def test_an_older_version_delivered_again_says_nothing() -> None:
    worker = Worker()
    worker.send(article("a"))
    worker.send(article("a", version=2, text=TEXT + " More."))
    assert worker.send(article("a")) == Result(Outcome.COMPLETED)


def test_an_erased_text_delivered_again_says_nothing_and_one_told_anew_is_coded() -> None:
    worker = Worker()
    first, second = article("a"), article("a", 2, text=TEXT + " It rained.")
    erasure = make_accepted(article=None, id="a", version=3)
    for offset, accepted in enumerate((first, second, erasure)):
        worker.send(accepted, offset=offset)
    assert worker.send(first, offset=0) == worker.send(second, offset=1) == Result(Outcome.COMPLETED)
    assert worker.send(erasure, offset=2).records == ()
    assert worker.send(first, offset=3) == worker.send(second, offset=4) == Result(Outcome.COMPLETED), "came late"
    assert record(worker.send(article("a", 4), offset=5)).article.version == 4


def test_partitions_do_not_see_each_other_and_can_be_forgotten() -> None:
    worker = Worker()
    worker.send(article("a"))
    worker.send(article("b"), partition=1)
    assert worker.coded == ["a", "b"]
    worker.stage.forget(0)
    worker.send(article("a"))
    assert worker.coded == ["a", "b", "a"]


def test_the_article_written_longest_ago_is_dropped_beyond_the_bound() -> None:
    worker = Worker(keep=2)
    texts = {name: f"{TEXT} {name}." for name in "abc"}
    for name, text in texts.items():
        worker.send(article(name, text=text))
    assert worker.stage.known(0, "a") is None
    assert worker.stage.known(0, "c") is not None


def test_bytes_that_are_no_accepted_article_are_rejected() -> None:
    worker = Worker()
    with pytest.raises(Reject) as caught:
        asyncio.run(worker.stage.step(make_message(b"{}", topic="article.accepted.v1")))
    assert caught.value.reason == DeadReason.SCHEMA


def test_versions_and_copies_of_a_story_wait_for_each_other() -> None:
    stage = Worker().stage
    assert stage.order_key(make_message(b"", key=b"s")) == "s"
