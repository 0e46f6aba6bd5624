from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from builders import DAY, TEXT, make_mention, make_message, make_raw_article, span

from stancewire.core.messages import Outcome, Result
from stancewire.errors import Reject
from stancewire.merge import step as step_module
from stancewire.merge.profile import Profile, source_of
from stancewire.merge.stage import MergeStage
from stancewire.merge.state import Events
from stancewire.merge.step import step
from stancewire.merge.summary import summarise
from stancewire_schemas import EventMentionV1, EventV1
from stancewire_schemas.codes import DeadReason
from stancewire_schemas.enriched_article import MagnitudeV1
from stancewire_schemas.event import EventSiteV1
from stancewire_schemas.stance import PartyV1

CITY = EventSiteV1(
    name="Sor", geonames_id=7, country="SWE", lat=60.0, lon=10.0, kind="city", role="site", confidence=0.9
)
BERG = PartyV1(
    id="sw:Berg", name="Ada Berg", type="person", country=None, sector=None, role=None, link_confidence=0.9
)
LIND = BERG.model_copy(update={"id": "sw:Lind", "name": "Bo Lind"})

Memory = list[tuple[bytes, bytes | None, int]]


class Worker:
    """Steps and remembers as the runner does; keeps what the memory topic would hold."""

    def __init__(self, memory: Iterable[tuple[bytes, bytes | None, int]] = ()) -> None:
        self.stage = MergeStage()
        self.memory: Memory = []
        self.sent = 0
        for record in memory:
            self.stage.remember(0, *record)

    def send(self, mention: EventMentionV1, offset: int | None = None) -> Result:
        """Deliver a telling as the next message, or once more as the one at an offset."""
        at = self.sent if offset is None else offset
        self.sent = max(self.sent, at + 1)
        message = make_message(mention.to_bytes(), topic="event.mention.v1", key=b"material-conflict", offset=at)
        result = asyncio.run(self.stage.step(message))
        for record in result.memory:
            self.stage.remember(0, record.key, record.value, at)
            self.memory.append((record.key, record.value, at))
        return result

    def event(self, mention: EventMentionV1) -> EventV1:
        (record,) = self.send(mention).memory
        assert (record.topic, record.partition) == ("event.v1", 0)
        assert record.value is not None
        return EventV1.from_bytes(record.value)


class Asked(Events):
    """Notes which events are looked at for each telling."""

    def __init__(self) -> None:
        super().__init__()
        self.looked_at: list[list[str]] = []

    def candidates(self, telling: Profile, most: int) -> Iterator[tuple[str, Profile]]:
        self.looked_at.append([])
        for event_id, profile in super().candidates(telling, most):
            self.looked_at[-1].append(event_id)
            yield event_id, profile


def telling(article_id: str, **changes: Any) -> EventMentionV1:
    fields = {name: changes.pop(name) for name in ("publisher", "published_at", "text") if name in changes}
    return make_mention(make_raw_article(id=article_id, **fields), **changes)


@pytest.fixture
def worker() -> Worker:
    return Worker()


def test_a_first_telling_founds_an_event_with_its_own_id(worker: Worker) -> None:
    mention = telling("a")
    event = worker.event(mention)
    assert (event.event_id, event.revision, event.mention_ids) == (mention.id, 1, (mention.id,))
    assert [s.article_id for s in event.sources] == ["a"]
    assert event.first_seen == DAY


def test_a_second_telling_joins_and_the_id_stays(worker: Worker) -> None:
    first, second = telling("a"), telling("b", publisher="The Courier", published_at=DAY - timedelta(hours=1))
    founded = worker.event(first)
    joined = worker.event(second)
    assert (joined.event_id, joined.revision) == (founded.event_id, 2)
    assert [s.article_id for s in joined.sources] == ["b", "a"]
    assert joined.first_seen == DAY - timedelta(hours=1)
    assert joined.confidence > founded.confidence


def test_what_is_told_of_a_full_event_goes_to_the_next_best(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step_module, "MOST_SOURCES", 2)
    full, beside = worker.event(telling("a")), worker.event(telling("b"))
    assert full.event_id == beside.event_id
    other = worker.event(telling("c"))
    assert other.revision == 1
    assert worker.event(telling("d")).event_id == other.event_id


def test_who_is_sure_of_what_shares_the_rarest_looks_at_no_other() -> None:
    events = Asked()
    same, alike = telling("a"), telling("b", actors=(BERG,), recipients=(LIND,), sketch="", evidence=())
    for mention in (same, alike):
        events.put(mention.id, summarise(mention.id, 1, (source_of(mention),)).to_bytes())
    step(telling("c"), events, 0)
    assert events.looked_at[0] == [same.id]
    step(telling("d", actors=(BERG,), sketch="", evidence=()), events, 0)
    assert len(events.looked_at[-1]) > 1


def test_a_known_telling_with_the_same_content_changes_nothing(worker: Worker) -> None:
    worker.send(telling("a"))
    worker.send(telling("b"))
    assert worker.send(telling("a")) == Result(Outcome.COMPLETED)


def test_a_known_telling_with_other_content_is_replaced(worker: Worker) -> None:
    worker.send(telling("a"))
    event = worker.event(telling("a", confidence=0.4))
    assert (event.revision, event.confidence, len(event.sources)) == (2, 0.4, 1)


def test_a_withdrawn_telling_leaves_its_event(worker: Worker) -> None:
    first, second = telling("a"), telling("b")
    worker.send(first)
    worker.send(second)
    event = worker.event(first.model_copy(update={"withdrawn": True}))
    assert (event.event_id, event.revision, event.mention_ids) == (first.id, 3, (second.id,))


def test_an_event_without_tellings_ends_with_a_tombstone(worker: Worker) -> None:
    mention = telling("a")
    worker.send(mention)
    (record,) = worker.send(mention.model_copy(update={"withdrawn": True})).memory
    assert (record.key.decode(), record.value) == (mention.id, None)


def test_the_withdrawal_of_an_unknown_telling_changes_nothing(worker: Worker) -> None:
    assert worker.send(telling("a", withdrawn=True)) == Result(Outcome.COMPLETED)


def test_the_founding_telling_comes_back_to_its_event(worker: Worker) -> None:
    first = telling("a")
    worker.send(first)
    worker.send(telling("b"))
    worker.send(first.model_copy(update={"withdrawn": True}))
    event = worker.event(first)
    assert (event.event_id, event.revision, len(event.sources)) == (first.id, 4, 2)


def _version(mention: EventMentionV1, number: int) -> EventMentionV1:
    return mention.model_copy(update={"article": mention.article.model_copy(update={"version": number})})


def test_what_was_told_and_withdrawn_changes_nothing_when_both_are_delivered_again(worker: Worker) -> None:
    first, second = telling("a"), telling("b")
    history = [first, second, first.model_copy(update={"withdrawn": True})]
    for mention in history:
        worker.send(mention)
    restarted = Worker(worker.memory)
    for again in (worker, restarted):
        assert [again.send(m, offset) for offset, m in enumerate(history)] == [Result(Outcome.COMPLETED)] * 3


def test_a_telling_of_an_event_that_has_ended_joins_no_other_when_it_is_delivered_again(worker: Worker) -> None:
    first = telling("a")
    history = [first, first.model_copy(update={"withdrawn": True}), telling("b")]
    for mention in history:
        worker.send(mention)
    restarted = Worker(worker.memory)
    assert [restarted.send(m, offset) for offset, m in enumerate(history)] == [Result(Outcome.COMPLETED)] * 3


def test_an_article_that_returns_to_a_text_tells_it_again_and_an_older_word_does_not_count(worker: Worker) -> None:
    first, back = telling("a"), _version(telling("a"), 3)
    gone = first.model_copy(update={"withdrawn": True})
    for mention in (first, gone, back):
        worker.send(mention)
    restarted = Worker(worker.memory)
    assert [restarted.send(m, n) for n, m in enumerate((first, gone, back))] == [Result(Outcome.COMPLETED)] * 3


def test_offsets_that_start_anew_hide_no_later_version(worker: Worker) -> None:
    first = telling("a")
    worker.send(telling("b"))
    worker.send(first)
    worker.send(first.model_copy(update={"withdrawn": True}))
    (record,) = worker.send(_version(first, 3), 0).memory
    assert record.value is not None


def test_a_new_version_keeps_the_event_through_the_change(worker: Worker) -> None:
    old, new = telling("a"), telling("a", text=TEXT + " Talks failed.")
    new = _version(new, 2)
    founded = worker.event(old)
    assert worker.event(new).event_id == founded.event_id
    left = worker.event(old.model_copy(update={"withdrawn": True}))
    assert (left.event_id, left.mention_ids) == (founded.event_id, (new.id,))


def test_a_crash_between_a_join_and_its_tombstone_is_made_good_by_the_repeat(worker: Worker) -> None:
    # Two events that nothing ties; the third telling ties both.
    nobody: dict[str, Any] = {"actors": (), "recipients": (), "evidence": (), "sketch": ""}
    one = telling("a", **nobody | {"actors": (LIND,), "place": CITY})
    other = telling("b", **nobody | {"recipients": (BERG,)})
    both = telling("c", **nobody | {"actors": (LIND,), "recipients": (BERG,), "place": CITY})
    worker.send(one)
    worker.send(other)
    before = list(worker.memory)
    whole = worker.send(both).memory
    assert [record.value is None for record in whole] == [False, True]
    crashed = Worker([*before, (whole[0].key, whole[0].value, 2)])
    assert crashed.send(both).memory == whole[1:]
    assert crashed.send(both).memory == ()


def test_an_event_that_took_over_an_older_one_is_not_joined_with_itself(worker: Worker) -> None:
    nobody: dict[str, Any] = {"evidence": (), "sketch": ""}
    killed = (MagnitudeV1(kind="killed", value=5, low=5, high=5, unit=None, **span(TEXT, "Norland").model_dump()),)
    later: dict[str, Any] = {"magnitudes": killed, "published_at": DAY + timedelta(hours=1), **nobody}
    older = telling("a", actors=(LIND,), recipients=(), place=CITY, **nobody)
    newer = telling("b", actors=(), recipients=(BERG,), **later)
    both = telling("c", actors=(LIND,), recipients=(BERG,), place=CITY, **later)
    worker.send(older)
    worker.send(newer)
    worker.send(both)
    told = [EventV1.from_bytes(value) for value in dict(record[:2] for record in worker.memory).values() if value]
    assert sorted(i for event in told for i in event.mention_ids) == sorted([older.id, newer.id, both.id])


def test_what_is_announced_is_not_what_happened(worker: Worker) -> None:
    worker.send(telling("a"))
    assert worker.event(telling("b", status="future")).revision == 1


def test_the_same_kind_of_event_months_later_is_another(worker: Worker) -> None:
    worker.send(telling("a"))
    assert worker.event(telling("b", published_at=DAY + timedelta(days=60))).revision == 1


def test_a_rebuilt_state_goes_on_as_if_nothing_had_happened(worker: Worker) -> None:
    first = [telling("a"), telling("b"), telling("c", published_at=DAY + timedelta(days=60))]
    for mention in first:
        worker.send(mention)
    compacted = {record[0]: record for record in worker.memory}
    restarted = Worker(compacted.values())
    more = [telling("d"), telling("e", status="future"), first[0].model_copy(update={"withdrawn": True})]
    assert [restarted.send(m) for m in more] == [worker.send(m) for m in more]


def test_a_forgotten_partition_starts_anew(worker: Worker) -> None:
    worker.send(telling("a"))
    worker.stage.forget(0)
    assert worker.event(telling("b")).revision == 1


def test_bytes_that_are_no_telling_are_rejected(worker: Worker) -> None:
    with pytest.raises(Reject) as caught:
        asyncio.run(worker.stage.step(make_message(b"{}", topic="event.mention.v1")))
    assert caught.value.reason == DeadReason.SCHEMA


def test_tellings_of_one_family_wait_for_each_other(worker: Worker) -> None:
    assert worker.stage.order_key(make_message(b"", key=b"verbal-conflict")) == "verbal-conflict"
