from __future__ import annotations

from typing import Any

import pytest
from builders import TEXT, make_accepted, make_enriched, make_event, make_raw_article, make_stance

from stancewire.core.messages import Outcome, Outgoing, Result
from stancewire.enrich.step import step
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1, EventMentionV1, StanceV1

LIMIT = 500


def run(
    accepted: AcceptedArticleV1, record: EnrichedArticleV1 | None, previous: EnrichedArticleV1 | None = None
) -> Result:
    return step(accepted, record, previous, 2, LIMIT)


def stances(result: Result) -> list[StanceV1]:
    return [StanceV1.from_bytes(value(r)) for r in result.records if r.topic == "stance.v1"]


def mentions(result: Result) -> list[EventMentionV1]:
    return [EventMentionV1.from_bytes(value(r)) for r in result.records if r.topic == "event.mention.v1"]


def value(record: Outgoing) -> bytes:
    assert record.value is not None
    return record.value


def test_an_article_becomes_its_stances_its_mentions_and_then_its_record() -> None:
    record = make_enriched()
    result = run(make_accepted(), record)
    assert [r.topic for r in result.records] == ["stance.v1", "event.mention.v1"]
    assert [m.id for m in mentions(result)] == [record.events[0].id]
    (memory,) = result.memory
    assert (memory.topic, memory.key, memory.partition) == ("article.enriched.v1", b"a-1", 2)
    assert EnrichedArticleV1.from_bytes(value(memory)) == record


def test_records_stand_alone_with_their_parties_and_words() -> None:
    result = run(make_accepted(), make_enriched())
    (mention,) = mentions(result)
    assert [p.name for p in mention.actors] == ["Norland"]
    assert [s.text for s in mention.evidence] == ["Norland struck Sudland on Monday."]
    assert all(TEXT[s.start : s.end] == s.text for s in (*mention.evidence, *mention.triggers))
    (stance,) = stances(result)
    assert stance.holder is not None
    assert (stance.holder.name, stance.withdrawn, stance.article.id) == ("Norland", False, "a-1")


def test_a_stance_is_keyed_by_its_holder_and_the_own_voice_by_its_publisher() -> None:
    record = make_enriched(stances=(make_stance(), make_stance(holder=None, polarity="favour")))
    keys = [r.key for r in run(make_accepted(), record).records if r.topic == "stance.v1"]
    assert keys == [b"sw:country/norland", b"publisher:The Gazette"]


def test_a_publisher_with_control_characters_gives_a_printable_key() -> None:
    accepted = make_accepted(article=make_raw_article(publisher="\x1b[2Jx\ny"))
    record = make_enriched(accepted, stances=(make_stance(holder=None),))
    assert run(accepted, record).records[0].key == b"publisher:[2Jxy"


def test_headers_carry_the_id_of_the_record() -> None:
    result = run(make_accepted(), make_enriched())
    headers = dict(result.records[0].headers)
    assert headers["ce_id"].decode() == stances(result)[0].id
    assert headers["ce_type"] == b"stance.v1"


def test_what_a_new_version_no_longer_says_is_withdrawn_after_what_it_says() -> None:
    new_text = TEXT + " Talks failed."
    accepted = make_accepted(article=make_raw_article(text=new_text), version=2)
    old, new = make_enriched(), make_enriched(accepted, events=())
    result = run(accepted, new, old)
    assert [(s.id, s.withdrawn) for s in stances(result)] == [
        (new.stances[0].id, False),
        (old.stances[0].id, True),
    ]
    (mention,) = mentions(result)
    assert (mention.id, mention.withdrawn, mention.evidence, mention.triggers) == (old.events[0].id, True, (), ())


def test_a_withdrawal_has_the_key_of_what_it_withdraws_and_no_words_of_the_article() -> None:
    old = make_enriched()
    told = run(make_accepted(), old)
    gone = run(make_accepted(article=None, version=2), None, old)
    assert [r.key for r in gone.records] == [r.key for r in told.records]
    (stance,) = stances(gone)
    assert (stance.evidence.text, stance.cue.text) == ("", "")
    assert "struck" not in "".join(value(r).decode() for r in gone.records)


def test_an_erasure_withdraws_all_and_ends_the_record() -> None:
    result = run(make_accepted(article=None, version=2), None, make_enriched())
    assert result.outcome == Outcome.ERASED
    assert all(s.withdrawn for s in stances(result))
    assert all(m.withdrawn for m in mentions(result))
    assert [m.value for m in result.memory] == [None]


def test_an_erasure_of_an_article_that_left_nothing_still_ends_the_record() -> None:
    result = run(make_accepted(article=None, version=2), None)
    assert (result.records, [m.value for m in result.memory]) == ((), [None])


def test_the_same_version_again_gives_the_same_bytes_and_withdraws_nothing() -> None:
    record = make_enriched()
    assert run(make_accepted(), record, record) == run(make_accepted(), record)


@pytest.mark.parametrize("limit", [1, 10, 33, 34, 1000])
def test_evidence_is_cut_to_the_limit_and_stays_a_slice(limit: int) -> None:
    (mention,) = mentions(step(make_accepted(), make_enriched(), None, 0, limit))
    (evidence,) = mention.evidence
    assert len(evidence.text) <= limit
    assert TEXT[evidence.start : evidence.end] == evidence.text


def test_events_of_one_quad_class_share_a_key() -> None:
    kinds: list[Any] = [make_event(type=kind) for kind in ("ASSAULT", "COERCE", "ACCUSE", "OF_A_LATER_VERSION")]
    record = make_enriched(events=kinds)
    keys = [r.key for r in run(make_accepted(), record).records if r.topic == "event.mention.v1"]
    assert keys == [b"material-conflict", b"material-conflict", b"verbal-conflict", b"other"]
