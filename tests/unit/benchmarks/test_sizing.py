"""What a load needs follows from the constants, and the page from both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stancewire.benchmarks.sizing import Load, need
from stancewire.benchmarks.sizing_constants import Constants, Topic
from stancewire.benchmarks.sizing_log import left_on_the_log
from stancewire.benchmarks.sizing_page import page
from stancewire.benchmarks.texts import raw_articles
from stancewire_schemas import CARDS, topics

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture
def constants() -> Constants:
    made = {card.name: Topic(1.0, 1_000, 0.5) for card in CARDS if card is not topics.DEAD}
    return Constants("so", 100, {"coder": 500.0, "merge": 200.0}, 512, "so", 100, made)


def test_the_committed_page_is_made_of_the_constants() -> None:
    assert (DOCS / "sizing.md").read_text(encoding="utf-8") == page(Constants.load())


def test_constants_come_back_from_their_file_as_they_went(constants: Constants, tmp_path: Path) -> None:
    constants.save(tmp_path / "constants.json")
    assert Constants.load(tmp_path / "constants.json") == constants


def test_every_topic_that_fills_has_its_bytes() -> None:
    assert set(Constants.load().topics) == {card.name for card in CARDS} - {topics.DEAD.name}


def test_slots_are_the_coders_time_at_the_peak_over_what_a_core_may_give(constants: Constants) -> None:
    load = Load(86_400 * 7, words=100, peak=1, busy=0.7)
    found = need(constants, load)
    assert found.at_peak == pytest.approx(7)
    assert (found.slots, found.other_cores) == (5, 2)
    assert (found.enrich_workers, found.partitions) == (2, 4)


def test_longer_articles_cost_in_proportion_to_their_words(constants: Constants) -> None:
    short, long = (need(constants, Load(86_400 * 7, words=words, peak=1)) for words in (100, 400))
    assert (short.slots, long.slots) == (5, 20)
    assert long.expiring_gb == pytest.approx(4 * short.expiring_gb)
    # The index does not grow with them.
    assert long.compacted_month_gb < 4 * short.compacted_month_gb


def test_disk_is_what_each_topic_keeps_for_its_days_in_all_replicas(constants: Constants) -> None:
    found = need(constants, Load(1e6, words=100, replicas=2, new=0.5))
    assert found.expiring_gb == pytest.approx(2 * (7 + 7 + 30 + 30))
    assert found.compacted_month_gb == pytest.approx(2 * 30 * (1 + 1 + 0.5))
    assert found.packed_expiring_gb == pytest.approx(found.expiring_gb / 2)


def test_there_are_always_as_many_partitions_as_enrich_workers(constants: Constants) -> None:
    needs = [need(constants, Load(articles)) for articles in (1e3, 1e6, 3e6, 1e7)]
    assert all(found.partitions >= found.enrich_workers for found in needs)
    assert needs[0].slots == 1


def test_a_slower_coder_asks_for_more_slots_and_nothing_else(constants: Constants) -> None:
    slower = replace(constants, cpu_ms={"coder": 1_000.0, "merge": 200.0})
    load = Load(86_400, words=100, peak=10)
    assert need(slower, load).slots == 2 * need(constants, load).slots - 1
    assert need(slower, load).other_cores == need(constants, load).other_cores


@pytest.mark.model
def test_the_log_is_measured_by_every_record_that_the_stages_write() -> None:
    (article,) = raw_articles(1, 1)
    left = left_on_the_log([article])
    assert set(left) == {card.name for card in CARDS} - {topics.DEAD.name}
    assert left[topics.RAW.name] == [article.id.encode() + article.to_bytes()]
    assert len(left[topics.EVENT.name]) == len(left[topics.MENTION.name])
