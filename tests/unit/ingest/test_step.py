from __future__ import annotations

import asyncio
from typing import Any

import pytest
from builders import DAY, make_message

from stancewire.core.messages import Message, Outcome, Result
from stancewire.ingest.stage import IngestStage
from stancewire_schemas import AcceptedArticleV1, ArticleIndexV1

OLD = "The minister met the union on Monday to talk about pay."
NEW = "The minister met the union on Monday to talk about pay. Talks failed."


class Worker:
    """Steps messages and remembers, as the runner does."""

    def __init__(self) -> None:
        self.stage = IngestStage(10_000)
        self.offset = 0

    def send(self, text: str | None, *, offset: int | None = None, **fields: Any) -> Result:
        self.offset = self.offset + 1 if offset is None else offset
        body = None if text is None else {"id": "a-1", "text": text, "published_at": DAY.isoformat(), **fields}
        return self.deliver(make_message(body, offset=self.offset, partition=3))

    def deliver(self, message: Message) -> Result:
        result = asyncio.run(self.stage.step(message))
        for record in result.memory:
            self.stage.remember(message.partition, record.key, record.value)
        return result


@pytest.fixture
def worker() -> Worker:
    return Worker()


def accepted(result: Result) -> AcceptedArticleV1:
    (record,) = result.records
    return AcceptedArticleV1.from_bytes(record.value or b"")


def test_a_first_text_is_version_one_keyed_by_its_story(worker: Worker) -> None:
    result = worker.send(OLD)
    article = accepted(result)
    assert (result.outcome, article.version, article.language) == (Outcome.COMPLETED, 1, "en")
    assert result.records[0].key.decode() == article.story_id
    assert result.records[0].topic == "article.accepted.v1"


def test_the_memory_is_an_index_record_on_the_partition_of_the_message(worker: Worker) -> None:
    (memory,) = worker.send(OLD).memory
    index = ArticleIndexV1.from_bytes(memory.value or b"")
    assert (memory.topic, memory.key, memory.partition) == ("article.index.v1", b"a-1", 3)
    assert (index.version, index.offset, index.superseded) == (1, 1, ())


def test_the_same_text_again_is_a_copy_and_sends_nothing(worker: Worker) -> None:
    worker.send(OLD)
    assert worker.send(OLD, title="other") == Result(Outcome.COPY)


def test_a_new_text_is_the_next_version_of_the_same_story(worker: Worker) -> None:
    first = accepted(worker.send(OLD))
    second = accepted(worker.send(NEW))
    assert (second.version, second.story_id) == (2, first.story_id)
    assert second.content_sha256 != first.content_sha256


def test_an_erasure_is_the_next_version_without_an_article(worker: Worker) -> None:
    first = accepted(worker.send(OLD))
    result = worker.send(None)
    gone = accepted(result)
    assert (result.outcome, gone.article, gone.content_sha256) == (Outcome.ERASED, None, None)
    assert (gone.version, gone.story_id) == (2, first.story_id)


def test_an_erasure_of_the_erased_sends_nothing(worker: Worker) -> None:
    worker.send(OLD)
    worker.send(None)
    assert worker.send(None) == Result(Outcome.ERASED)


def test_an_erasure_of_the_unknown_is_remembered_and_sends_nothing_more(worker: Worker) -> None:
    result = worker.send(None)
    assert (result.outcome, result.records) == (Outcome.ERASED, ())
    assert ArticleIndexV1.from_bytes(result.memory[0].value or b"").content_sha256 is None
    assert worker.send(None) == Result(Outcome.ERASED)


@pytest.mark.parametrize("was_told", [True, False])
def test_what_was_erased_does_not_come_back_by_a_replay_but_by_its_feed(worker: Worker, was_told: bool) -> None:
    if was_told:
        worker.send(OLD)
    worker.send(None)
    body = {"id": "a-1", "text": OLD, "published_at": DAY.isoformat()}
    replayed = make_message(body, offset=9, partition=3, headers=(("stancewire-replay", b"7"),))
    assert worker.deliver(replayed) == Result(Outcome.ERASED)
    assert accepted(worker.send(OLD, offset=10)).version == (3 if was_told else 1)


def test_an_erasure_that_came_before_the_first_text_does_not_end_it_when_delivered_again(worker: Worker) -> None:
    worker.send(None, offset=4)
    first = worker.send(OLD, offset=5)
    assert worker.send(None, offset=4) == Result(Outcome.ERASED)
    assert accepted(first).story_id == accepted(worker.send(NEW, offset=6)).story_id


def test_the_same_text_after_an_erasure_is_a_new_version(worker: Worker) -> None:
    worker.send(OLD)
    worker.send(None)
    assert accepted(worker.send(OLD)).version == 3


def test_messages_that_are_delivered_again_change_nothing(worker: Worker) -> None:
    for text in (OLD, NEW, None, OLD):
        worker.send(text)
    for offset, text in enumerate((OLD, NEW, None, OLD), 1):
        assert worker.send(text, offset=offset).records == ()


def test_the_newest_message_delivered_again_counts_as_completed(worker: Worker) -> None:
    worker.send(OLD)
    assert worker.send(OLD, offset=1) == Result(Outcome.COMPLETED)


def test_a_return_to_an_earlier_text_is_a_new_version(worker: Worker) -> None:
    worker.send(OLD)
    worker.send(NEW)
    assert accepted(worker.send(OLD)).version == 3


def test_new_text_is_taken_although_the_topic_was_made_anew_and_offsets_start_at_zero(worker: Worker) -> None:
    worker.send(OLD, offset=1000)
    assert accepted(worker.send(NEW, offset=0)).version == 2


def test_a_stage_that_forgot_a_partition_starts_anew(worker: Worker) -> None:
    worker.send(OLD)
    worker.stage.forget(3)
    assert accepted(worker.send(OLD)).version == 1


def test_a_rebuilt_index_gives_the_same_result_as_no_restart(worker: Worker) -> None:
    memory = worker.send(OLD).memory
    rebuilt = Worker()
    for record in memory:
        rebuilt.stage.remember(3, record.key, record.value)
    assert rebuilt.send(NEW, offset=2) == worker.send(NEW, offset=2)


def test_all_messages_of_a_partition_make_one_row() -> None:
    stage = IngestStage(1)
    assert stage.order_key(make_message({}, key=b"k")) == stage.order_key(make_message(None, key=b"l"))
    assert stage.row > 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister met the union on Monday to talk about pay and working hours.", "en"),
        ("Министр встретился с профсоюзом в понедельник, чтобы обсудить зарплату.", "ru"),
        ("Le ministre a rencontré le syndicat lundi pour parler des salaires et du temps de travail.", "fr"),
        ("xyzzy", None),
        ("\x00\x01\x02", None),
        ("The minister\x00 met the union\x07 on Monday to talk about pay.", "en"),
    ],
)
def test_the_language_is_that_of_the_text(worker: Worker, text: str, language: str | None) -> None:
    assert accepted(worker.send(text, language="de")).language == language
