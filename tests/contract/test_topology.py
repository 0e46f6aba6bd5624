"""The table of stages and the topic cards tell one story."""

from __future__ import annotations

from stancewire.topology import STAGES
from stancewire_schemas import BY_NAME, CARDS


def test_every_topic_of_a_stage_has_a_card_that_names_the_stage() -> None:
    for row in STAGES.values():
        assert row.name in BY_NAME[row.reads].consumers
        for written in (*row.writes, row.memory, row.rejects):
            assert row.name in BY_NAME[written].producers


def test_every_topic_but_the_dead_letters_has_one_producer() -> None:
    assert [card.name for card in CARDS if len(card.producers) != 1] == ["article.dead.v1"]


def test_a_memory_topic_is_compacted_and_shares_partitions_with_what_its_stage_reads() -> None:
    for row in STAGES.values():
        memory = BY_NAME[row.memory]
        assert memory.cleanup == "compact"
        assert memory.same_partition_as == row.reads
        assert memory.partitions == BY_NAME[row.reads].partitions


def test_every_topic_is_read_by_somebody() -> None:
    assert all(card.consumers for card in CARDS)


def test_the_stages_lead_from_raw_articles_to_events() -> None:
    reached = {"article.raw.v1"}
    for row in STAGES.values():
        assert row.reads in reached
        reached |= {*row.writes, row.memory, row.rejects}
    assert reached == set(BY_NAME)
