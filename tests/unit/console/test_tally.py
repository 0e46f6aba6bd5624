from __future__ import annotations

from typing import Any

from builders import make_accepted, make_enriched, make_mention, make_message, make_raw_article

from stancewire.console.summary import StageCounts
from stancewire.console.tally import NEWEST, Newest, Tally
from stancewire.core.messages import Message
from stancewire.enrich.manifest import Manifest
from stancewire.merge.state import Events
from stancewire.merge.step import step as merge_step
from stancewire_schemas import DeadLetterV1, EventMentionV1, Record


def told(topic: str, record: Record | None, offset: int = 0, **changes: Any) -> Message:
    value = None if record is None else record.to_bytes()
    return make_message(value, topic=topic, offset=offset, **changes)


def dead(stage: str, offset: int, reason: str = "schema") -> Message:
    letter = DeadLetterV1(
        reason=reason,
        error="x",
        stage=stage,
        attempts=1,
        topic="news.article.raw.v1",
        partition=0,
        offset=offset,
        time=None,
        key=None,
        value=None,
        value_sha256=None,
        value_bytes=0,
        headers=(),
    )
    return told("article.dead.v1", letter, offset)


def event_of(mention: EventMentionV1) -> Message:
    (record,) = merge_step(mention, Events(), 0).memory
    return make_message(record.value, topic="event.v1", key=record.key)


def test_ingest_copies_are_what_is_missing_in_the_sum() -> None:
    tally = Tally()
    for offset in range(4):
        tally.take(told("article.raw.v1", make_raw_article(), offset))
    tally.take(told("article.raw.v1", None, 4))
    tally.take(told("article.accepted.v1", make_accepted()))
    tally.take(told("article.accepted.v1", make_accepted(version=2), 1))
    tally.take(told("article.accepted.v1", make_accepted(article=None, version=3, content_sha256=None), 2))
    tally.take(dead("ingest", 3))
    assert tally.stages()["ingest"] == StageCounts(taken=5, completed=2, copies=1, erased=1, dead=1)


def test_a_request_to_erase_that_was_given_up_is_dead_and_not_erased() -> None:
    tally = Tally()
    tally.take(told("article.raw.v1", None, 4, key=b""))
    tally.take(dead("ingest", 4))
    assert tally.stages()["ingest"] == StageCounts(taken=1, completed=0, copies=0, erased=0, dead=1)


def test_a_record_that_is_sent_again_counts_once() -> None:
    tally = Tally()
    tally.take(told("article.raw.v1", make_raw_article()))
    for offset in range(3):
        tally.take(told("article.accepted.v1", make_accepted(), offset))
        tally.take(told("article.enriched.v1", make_enriched(), offset))
        tally.take(dead("enrich", 7))
    assert tally.stages()["ingest"].completed == 1
    assert tally.stages()["enrich"] == StageCounts(taken=3, completed=1, copies=0, erased=0, dead=1)


def test_enrich_copies_are_told_by_the_record_itself() -> None:
    tally, record = Tally(), make_enriched()
    copy = record.model_copy(update={"article": record.article.model_copy(update={"id": "b-1", "copy_of": "a-1"})})
    tally.take(told("article.enriched.v1", record))
    tally.take(told("article.enriched.v1", copy, 1))
    tally.take(told("article.enriched.v1", None, 2))
    counts = tally.stages()["enrich"]
    assert (counts.completed, counts.copies, counts.erased) == (1, 1, 1)


def test_every_mention_must_stand_in_an_event_and_no_withdrawn_one_may() -> None:
    tally, mention = Tally(), make_mention()
    tally.take(told("event.mention.v1", mention))
    assert (tally.untold(), tally.overtold()) == (1, 0)
    event = event_of(mention)
    tally.take(event)
    assert (tally.untold(), tally.overtold()) == (0, 0)
    tally.take(told("event.mention.v1", mention.model_copy(update={"withdrawn": True}), 1))
    assert (tally.untold(), tally.overtold()) == (0, 1)
    tally.take(make_message(None, topic="event.v1", key=event.key))
    assert (tally.untold(), tally.overtold(), len(tally.events)) == (0, 0, 0)


def test_a_mention_that_merge_gave_up_need_not_stand_in_an_event() -> None:
    tally = Tally()
    tally.take(told("event.mention.v1", make_mention()))
    tally.take(dead("merge", 0))
    assert tally.untold() == 0


def test_dead_letters_are_counted_by_reason() -> None:
    tally = Tally()
    for offset, reason in enumerate(["schema", "timeout", "schema"]):
        tally.take(dead("ingest", offset, reason))
    assert tally.dead_by_reason() == {"schema": 2, "timeout": 1}


def test_bytes_that_are_no_record_are_counted_and_stop_nothing() -> None:
    tally = Tally()
    tally.take(make_message(b"rubbish", topic="stance.v1"))
    tally.take(make_message(None, topic="stance.v1"))
    tally.take(make_message(b"rubbish", topic="article.raw.v1"))
    assert tally.strangers == 2


def test_an_event_has_one_line_that_changes_and_goes() -> None:
    tally, event = Tally(), event_of(make_mention())
    tally.take(event)
    tally.take(event)
    assert len(tally.newest["event.v1"].last(9)) == 1
    tally.take(make_message(None, topic="event.v1", key=event.key))
    assert tally.newest["event.v1"].last(9) == []


def test_a_withdrawn_stance_has_no_line_left() -> None:
    record = make_enriched()
    stance = Manifest(record).stance(record.stances[0])
    tally = Tally()
    tally.take(told("stance.v1", stance))
    assert len(tally.newest["stance.v1"].last(9)) == 1
    tally.take(told("stance.v1", stance.model_copy(update={"withdrawn": True}), 1))
    assert tally.newest["stance.v1"].last(9) == []


def test_only_the_newest_lines_are_kept_newest_first() -> None:
    newest = Newest()
    for number in range(NEWEST + 5):
        newest.put(number, f"line {number}")
    newest.put(10, "changed")
    assert newest.last(2) == ["changed", f"line {NEWEST + 4}"]
    assert len(newest.last(1000)) == NEWEST
