from __future__ import annotations

from dataclasses import replace

import pytest

from stancewire.console.metrics import WorkerNumbers
from stancewire.console.summary import StageCounts, Summary, worker_counts

INGEST = StageCounts(taken=10, completed=7, copies=1, erased=1, dead=1)
ENRICH = StageCounts(taken=8, completed=5, copies=2, erased=1, dead=0)
MERGE = StageCounts(taken=20, completed=20, copies=0, erased=0, dead=0)
STAGES = {"ingest": INGEST, "enrich": ENRICH, "merge": MERGE}
AGREEING = Summary(
    fed=10,
    topics=STAGES,
    workers=STAGES,
    dead_by_reason={"schema": 1},
    stances=12,
    mentions=20,
    events=15,
    untold=0,
    overtold=0,
    strangers=0,
    seconds=9.87,
    first_event_s=6.54,
)


def with_stage(stages: dict[str, StageCounts], name: str, counts: StageCounts) -> dict[str, StageCounts]:
    return stages | {name: counts}


def test_sums_that_come_out_disagree_in_nothing() -> None:
    assert AGREEING.disagreements() == []


def test_a_message_fed_and_not_in_the_topic_is_told() -> None:
    assert replace(AGREEING, fed=11).disagreements() == [
        "11 were fed, but 10 stand in the input topic of ingest",
    ]


def test_a_message_without_outcome_names_its_stage_and_source() -> None:
    lost = with_stage(STAGES, "enrich", replace(ENRICH, completed=4))
    lines = replace(AGREEING, topics=lost).disagreements()
    assert lines[0] == "enrich (topics): took 8, but 4 completed, 2 copies, 1 erased, 0 dead make 7"
    assert lines[1] == "enrich: the topics say 4 completed, the worker says 5"


def test_a_worker_that_says_otherwise_than_the_topics_is_told() -> None:
    other = with_stage(STAGES, "ingest", replace(INGEST, copies=2, completed=6))
    assert replace(AGREEING, workers=other).disagreements() == [
        "ingest: the topics say 7 completed, the worker says 6",
        "ingest: the topics say 1 copies, the worker says 2",
    ]


def test_a_negative_remainder_is_no_agreement() -> None:
    odd = StageCounts(taken=10, completed=11, copies=-1, erased=0, dead=0)
    lines = replace(AGREEING, topics=with_stage(STAGES, "ingest", odd)).disagreements()
    assert lines[0].startswith("ingest (topics): took 10")


def test_dead_letters_by_reason_and_by_stage_must_be_as_many() -> None:
    assert replace(AGREEING, dead_by_reason={"schema": 2}).disagreements() == [
        "the dead letters by reason are not those by stage",
    ]


def test_a_mention_that_no_event_holds_is_told() -> None:
    assert replace(AGREEING, untold=3).disagreements() == ["3 mentions stand in no event"]


def test_a_withdrawn_mention_in_an_event_is_told() -> None:
    assert replace(AGREEING, overtold=2).disagreements() == ["2 withdrawn mentions still stand in events"]


def test_foreign_bytes_in_a_topic_are_told() -> None:
    assert replace(AGREEING, strangers=1).disagreements() == ["1 messages are no records of their topic"]


def test_an_early_end_is_the_only_thing_told() -> None:
    early = replace(AGREEING, fed=11, ended_early="not done after 5 s")
    assert early.disagreements() == ["not done after 5 s"]


def test_a_run_that_a_person_stopped_is_not_judged() -> None:
    assert replace(AGREEING, fed=11, is_whole=False).disagreements() == []


def test_json_holds_the_sums_of_the_issue() -> None:
    told = AGREEING.as_json()
    assert {name: told[name] for name in ("fed", "completed", "copies", "erased", "dead")} == {
        "fed": 10,
        "completed": 7,
        "copies": 3,
        "erased": 1,
        "dead": {"schema": 1},
    }
    assert (told["stances"], told["mentions"], told["events"]) == (12, 20, 15)
    assert (told["seconds"], told["first_event_s"], told["disagreements"]) == (9.9, 6.5, [])


def test_text_shows_each_stage_and_the_first_event() -> None:
    text = AGREEING.as_text()
    assert "fed 10 messages; 15 events from 20 mentions; 12 stances" in text
    assert "dead letters: schema 1" in text
    assert "first event after 6.5 s" in text
    assert "no event came" in replace(AGREEING, first_event_s=None).as_text()


@pytest.mark.parametrize(("in_flight", "waiting", "taken"), [(0, 0, 6), (2, 1, 9)])
def test_what_a_worker_took_is_what_ended_or_is_on_its_way(in_flight: int, waiting: int, taken: int) -> None:
    outcomes = {"completed": 3, "copy": 1, "erased": 1, "dead": 1}
    counts = worker_counts(WorkerNumbers(outcomes=outcomes, in_flight=in_flight, waiting=waiting))
    assert counts == StageCounts(taken=taken, completed=3, copies=1, erased=1, dead=1)
