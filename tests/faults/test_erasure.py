"""An erasure reaches every output topic and stays; dead letters are sent again once, and never what was erased."""

from __future__ import annotations

import json
from typing import Any

import pytest
from faults.feed import raw, text_of, twin_of
from faults.plant import Plant

from stancewire_schemas import AcceptedArticleV1, DeadLetterV1, EventMentionV1, StanceV1

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

OUTPUTS = ("article.accepted.v1", "article.enriched.v1", "stance.v1", "event.mention.v1", "event.v1")


def newest(plant: Plant, topic: str) -> dict[Any, Any]:
    """Return the last record of a topic by id, which the header tells where the key does not."""
    return {dict(record.headers)["ce_id"]: record for record in plant.cluster.read(topic)}


def words_of(plant: Plant, word: str, since: dict[str, dict[int, int]]) -> list[str]:
    """Return the topics that say a word in a record behind the given ends."""
    return [
        topic
        for topic in OUTPUTS
        for record in plant.cluster.read(topic)
        if record.offset >= since[topic][record.partition] and word.encode() in (record.value or b"")
    ]


def dead(plant: Plant, *arguments: str) -> dict[int, str]:
    """Run `stancewire dead replay`; return the verdicts by number."""
    done = plant.cluster.call("dead", "replay", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["number"]: line["verdict"] for line in told}


def reasons(plant: Plant) -> list[str]:
    letters = (record.value for record in plant.cluster.read("article.dead.v1"))
    return [DeadLetterV1.from_bytes(value).reason for value in letters if value is not None]


def test_an_erased_article_is_gone_from_every_output_and_no_replay_brings_it_back(plant: Plant) -> None:
    plant.start("enrich", "merge")
    plant.start("ingest", STANCEWIRE_LIMITS__MESSAGE_BYTES="2000")
    shared, alone = raw("shared", text_of(1)), raw("alone", text_of(2))
    long = raw("long", text_of(3) + " More." * 500)
    never = raw("never", text_of(4) + " More." * 500)
    others = [raw(f"a{n}", text_of(n)) for n in range(100, 110)]
    plant.feed([*others, shared, raw(twin_of("shared"), text_of(1)), alone, long, never])
    plant.settle()
    assert reasons(plant).count("too_large") == 2, "both long articles are dead letters"

    before = {topic: plant.cluster.ends(topic) for topic in OUTPUTS}
    plant.feed([(b"alone", None), (b"shared", None), (b"never", None)])
    plant.settle()
    assert words_of(plant, "condemned it", before) == [], "what is sent after an erasure holds none of its words"
    assert newest(plant, "article.enriched.v1")[b"alone"].value is None
    for record in newest(plant, "stance.v1").values():
        stance = StanceV1.from_bytes(record.value)
        if stance.article.id in {"alone", "shared"}:
            assert stance.withdrawn
            assert stance.evidence.text == ""
    for record in newest(plant, "event.mention.v1").values():
        mention = EventMentionV1.from_bytes(record.value)
        assert mention.withdrawn is (mention.article.id in {"alone", "shared"})
    live = [json.loads(r.value) for r in newest(plant, "event.v1").values() if r.value is not None]
    sources = {source["article_id"] for event in live for source in event["sources"]}
    assert twin_of("shared") in sources, "a copy that was not erased still tells its event"
    assert not sources & {"alone", "shared"}

    assert set(dead(plant).values()) == {"send", "article erased since"}
    assert plant.cluster.count("article.raw.v1") == plant.fed, "without --send nothing is sent"
    plant.kill(plant.one("ingest"))
    plant.start("ingest")
    assert sorted(dead(plant, "--send", "--reason", "too_large").values()) == ["article erased since", "sent"]
    assert sorted(dead(plant, "--send", "--reason", "too_large").values()) == [
        "already sent again",
        "article erased since",
    ]
    plant.fed += 1
    plant.settle()
    accepted = [AcceptedArticleV1.from_bytes(r.value) for r in plant.cluster.read("article.accepted.v1")]
    assert [a.article.text for a in accepted if a.id == "long" and a.article] == [
        json.loads(long[1] or b"")["text"]
    ]
    assert not [a for a in accepted if a.id == "never"]
