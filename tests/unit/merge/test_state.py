"""The state on disk: what a telling may join, what is closed, what a broken disk does."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from builders import make_mention, make_message, make_raw_article

from stancewire.errors import Halt
from stancewire.merge.filing import COMMON
from stancewire.merge.packing import pack, unpack
from stancewire.merge.parts import beside
from stancewire.merge.profile import filed, profile_of, profile_of_first, profile_of_source, source_of
from stancewire.merge.stage import MergeStage
from stancewire.merge.state import Events
from stancewire.merge.step import step
from stancewire.merge.summary import summarise
from stancewire_schemas import EventMentionV1, EventV1


def telling(number: int) -> EventMentionV1:
    return make_mention(make_raw_article(id=f"a-{number}", publisher=f"p-{number}"))


def event_of(mention: EventMentionV1) -> EventV1:
    return summarise(mention.id, 1, (source_of(mention),))


def test_a_profile_comes_back_from_the_disk_as_it_was() -> None:
    profile = profile_of(event_of(telling(1)))
    back = unpack(pack(profile))
    assert back._replace(filed=filed(back), beside=beside(back.beside)) == profile


def test_the_profile_of_a_first_telling_is_that_of_the_event_which_it_founds() -> None:
    lone = telling(1)
    pair = lone.model_copy(update={"actors": (lone.recipients[0], *lone.actors)})
    for mention in (lone, pair):
        event = event_of(mention)
        assert profile_of_first(profile_of_source(source_of(mention)), event) == profile_of(event)


def test_an_event_is_overtaken_by_who_claims_its_founder_unless_it_lives_without_it() -> None:
    founder, other, third = telling(1), telling(2), telling(3)
    claims = summarise(third.id, 2, (source_of(third), source_of(founder)))
    alone, without = event_of(founder), summarise(founder.id, 2, (source_of(other),))
    for event, overtaken in ((alone, (founder.id,)), (without, ())):
        events = Events()
        events.put(founder.id, event.to_bytes())
        events.put(third.id, claims.to_bytes())
        assert events.overtaken_by(third.id) == overtaken


def test_an_anchor_with_too_many_entries_tells_nothing_until_enough_of_them_are_gone() -> None:
    events = Events()
    crowd = [m.model_copy(update={"place": None}) for m in map(telling, range(COMMON + 1))]
    for mention in crowd:
        events.put(mention.id, event_of(mention).to_bytes())
    asking = profile_of_source(source_of(telling(1_000)))
    # Asked twice: counted once, remembered once.
    assert [*events.candidates(asking, 5), *events.candidates(asking, 5)] == []
    events.put(crowd[0].id, None)
    assert len(list(events.candidates(asking, 5))) == 5
    events.put(crowd[0].id, event_of(crowd[0]).to_bytes())
    assert not list(events.candidates(asking, 5))


def test_the_file_has_no_name_and_ends_with_the_process(tmp_path: Path) -> None:
    events = Events(tmp_path)
    events.put("a", event_of(telling(1)).to_bytes())
    assert list(tmp_path.iterdir()) == []
    assert events.get("a") == event_of(telling(1))
    events.close()


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    events = Events(taken)
    events.put("a", event_of(telling(1)).to_bytes())
    assert events.get("a") == event_of(telling(1))


def test_what_does_not_fit_in_memory_is_found_on_disk(tmp_path: Path) -> None:
    events = Events(tmp_path, cache_kib=64)
    wanted = {m.id: event_of(m) for m in map(telling, range(300))}
    for event_id, event in wanted.items():
        events.put(event_id, event.to_bytes())
    assert len(events) == 300
    assert all(events.get(event_id) == event for event_id, event in wanted.items())


def test_beyond_the_bound_the_event_changed_longest_ago_is_closed_but_keeps_its_tellings() -> None:
    events = Events(most=1)
    first, second = telling(1), telling(2).model_copy(update={"type": "COERCE"})
    events.put(first.id, event_of(first).to_bytes())
    events.put(second.id, event_of(second).to_bytes())
    assert not list(events.candidates(profile_of_source(source_of(telling(3))), 5))
    assert [record.value for record in step(first.model_copy(update={"withdrawn": True}), events, 0).memory] == [
        None
    ]


def test_an_event_that_is_replaced_or_ended_leaves_nothing_behind() -> None:
    events = Events()
    mention = telling(1)
    events.put(mention.id, event_of(mention).to_bytes())
    events.put(mention.id, event_of(mention).model_copy(update={"revision": 2}).to_bytes())
    assert len(events) == 1
    assert len(list(events.candidates(profile_of_source(source_of(telling(3))), 5))) == 1
    events.put(mention.id, None)
    assert len(events) == 0
    assert not list(events.candidates(profile_of_source(source_of(telling(3))), 5))
    assert events.supported_by(mention.id) is None


async def test_a_worker_whose_disk_refuses_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("disk is full")

    stage = MergeStage()
    monkeypatch.setattr(Events, "put", refuse)
    with pytest.raises(Halt, match="disk is full"):
        stage.remember(0, b"a", None)
    monkeypatch.setattr(Events, "supported_by", refuse)
    with pytest.raises(Halt, match="disk is full"):
        await stage.step(make_message(telling(1).to_bytes(), topic="event.mention.v1"))
