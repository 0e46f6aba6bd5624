"""Merging any tellings in any order: nothing is lost, nothing told twice, a restart changes nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from builders import DAY, make_mention, make_raw_article
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.core.ids import content_id
from stancewire.core.messages import Message
from stancewire.merge.stage import MergeStage
from stancewire.merge.state import Events
from stancewire.merge.step import step
from stancewire.merge.summary import summarise
from stancewire_schemas import EventMentionV1, EventV1


def _telling(drawn: tuple[int, int, str, str, bool]) -> EventMentionV1:
    article, days, kind, status, withdrawn = drawn
    raw = make_raw_article(id=f"a-{article}", published_at=DAY + timedelta(days=days), publisher=f"p-{article % 3}")
    changes: dict[str, Any] = {"type": kind, "status": status, "withdrawn": withdrawn}
    mention = make_mention(raw)
    return mention.model_copy(update={**changes, "id": f"{content_id(article, kind)}"})


TELLINGS = st.lists(
    st.tuples(
        st.integers(0, 8),
        st.sampled_from([0, 1, 5, 30]),
        st.sampled_from(["ASSAULT", "COERCE"]),
        st.sampled_from(["asserted", "future"]),
        st.booleans(),
    ).map(_telling),
    max_size=25,
)


def _run(mentions: list[EventMentionV1], events: Events) -> dict[str, bytes]:
    last: dict[str, bytes] = {}
    for mention in mentions:
        for record in step(mention, events, 0).memory:
            events.put(record.key.decode(), record.value)
            last.pop(record.key.decode(), None)
            if record.value is not None:
                last[record.key.decode()] = record.value
    return last


@settings(max_examples=60)
@given(TELLINGS)
def test_each_telling_that_was_not_withdrawn_supports_exactly_one_event(mentions: list[EventMentionV1]) -> None:
    last = [EventV1.from_bytes(value) for value in _run(mentions, Events()).values()]
    live = {m.id: m for m in mentions}
    supporting = sorted(i for event in last for i in event.mention_ids)
    assert supporting == sorted(i for i, m in live.items() if not m.withdrawn)


@settings(max_examples=60)
@given(TELLINGS, TELLINGS)
def test_a_restart_between_two_batches_changes_nothing(
    before: list[EventMentionV1], after: list[EventMentionV1]
) -> None:
    events = Events()
    compacted = _run(before, events)
    rebuilt = Events()
    for event_id, value in compacted.items():
        rebuilt.put(event_id, value)
    assert _run(after, rebuilt) == _run(after, events)


@settings(max_examples=60)
@given(TELLINGS)
def test_delivering_the_last_state_of_all_tellings_again_changes_nothing(mentions: list[EventMentionV1]) -> None:
    events = Events()
    _run(mentions, events)
    newest = {m.id: m for m in mentions}
    assert _run(list(newest.values()), events) == {}


@settings(max_examples=60)
@given(TELLINGS, st.integers(0, 25))
def test_delivering_the_end_of_the_log_again_after_a_restart_writes_nothing(
    mentions: list[EventMentionV1], since: int
) -> None:
    stage, memory = MergeStage(), list[tuple[bytes, bytes | None, int]]()
    messages = [_message(offset, mention) for offset, mention in enumerate(_versioned(mentions))]
    for message in messages:
        for record in asyncio.run(stage.step(message)).memory:
            memory.append((record.key, record.value, message.offset))
            stage.remember(0, *memory[-1])
    restarted = MergeStage()
    for remembered in memory:
        restarted.remember(0, *remembered)
    assert [asyncio.run(restarted.step(m)).memory for m in messages[since:]] == [()] * len(messages[since:])


def _versioned(mentions: list[EventMentionV1]) -> Iterator[EventMentionV1]:
    """Number what an article tells anew, as new texts are; a withdrawal has the number of what it withdraws."""
    version: Counter[str] = Counter()
    told: dict[str, EventMentionV1] = {}
    for mention in mentions:
        if mention.withdrawn:
            told.pop(mention.id, None)
        elif told.get(mention.id) != mention:
            version[mention.id] += 1
            told[mention.id] = mention
        article = mention.article.model_copy(update={"version": version[mention.id] + 1})
        yield mention.model_copy(update={"article": article})


def _message(offset: int, mention: EventMentionV1) -> Message:
    return Message("event.mention.v1", 0, offset, b"material-conflict", mention.to_bytes())


@settings(max_examples=60)
@given(TELLINGS, st.randoms(use_true_random=False))
def test_an_event_does_not_depend_on_the_order_of_its_tellings(mentions: list[EventMentionV1], dice: Any) -> None:
    for value in _run(mentions, Events()).values():
        event = EventV1.from_bytes(value)
        shuffled = list(event.sources)
        dice.shuffle(shuffled)
        assert summarise(event.event_id, event.revision, shuffled) == event
