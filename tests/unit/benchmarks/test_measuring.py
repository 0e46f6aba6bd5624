"""What the benchmarks conclude from what they measured."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from itertools import permutations

import pytest

from stancewire.benchmarks.cluster_model import Model
from stancewire.benchmarks.guard import slower
from stancewire.benchmarks.linear import Point, flatness
from stancewire.benchmarks.plot import Axes, plot
from stancewire.benchmarks.processes import Peak, cpu_s, memory_mb, tree
from stancewire.benchmarks.race import last_seen, quantile
from stancewire.benchmarks.report import Goal, goals
from stancewire.benchmarks.texts import (
    cast_of,
    long_sentence,
    long_text,
    raw_articles,
    renamed,
    short_articles,
    wire_articles,
)
from stancewire.core.family import FAMILIES
from stancewire.core.passages import passages


def test_a_stage_two_thirds_slower_is_named_and_one_a_tenth_slower_is_not() -> None:
    written = {"parse": 1.0, "events": 0.2, "ingest": 0.001}
    assert list(slower({"parse": 1.1, "events": 0.22, "ingest": 0.002}, written)) == []
    (line,) = slower({"parse": 1.1, "events": 0.34, "ingest": 0.002}, written)
    assert line.startswith("events:")
    assert list(slower({"new": 0.1}, written)) == ["new: no share is written"]


def test_an_article_is_done_when_each_of_its_tellings_has_its_first_event() -> None:
    def event(**tellings: str) -> bytes:
        sources = [{"mention_id": telling, "article_id": article} for telling, article in tellings.items()]
        return json.dumps({"sources": sources}).encode()

    seen = [
        (1.0, "out", "a", b"{}"),
        (2.0, "event", "e1", event(m1="a")),
        (3.0, "out", "b", b"{}"),
        (4.0, "event", "e2", event(m2="b")),
        (5.0, "event", "e1", event(m1="a", m2="b", m3="b")),
        (6.0, "event", "e2", b""),
        (7.0, "event", "e3", event(m1="a")),
    ]
    assert last_seen(seen, "out") == {"a": 2.0, "b": 5.0}


def test_a_quantile_is_a_value_that_was_measured() -> None:
    values = [float(n) for n in range(1, 101)]
    assert [quantile(values, share) for share in (0.5, 0.95, 0.99)] == [50, 95, 99]
    assert quantile([7.0], 0.99) == 7.0


def test_the_goals_say_which_are_missed() -> None:
    met, missed = Goal("cost", 1.25, 1.2), Goal("rate", 2_000, 1_500, is_least=True)
    assert (met.is_met, missed.is_met) == (True, False)
    assert goals([met, missed]).splitlines()[2:] == [
        "| cost | ≤ 1.25 | 1.2 | yes |",
        "| rate | ≥ 2,000 | 1.5e+03 | **no** |",
    ]


def test_flat_is_the_dearest_word_over_the_cheapest() -> None:
    assert flatness([Point(10, 10, 100, 300.0), Point(100, 100, 100, 360.0)]) == pytest.approx(1.2)


def test_a_plot_is_a_picture_with_every_line_and_unit() -> None:
    drawing = plot("Cost", Axes("µs", "words", is_log=True), {"a": [(10, 5), (1000, 6)], "b": [(10, 1), (1000, 2)]})
    words = [text.text for text in ET.fromstring(drawing).iter() if text.text]  # noqa: S314  # our own
    assert {"Cost", "a", "b", "10 words", "1,000 words"} <= set(words)


def test_a_cluster_on_paper_grows_with_the_cost_and_tells_where_it_cannot() -> None:
    cheap = Model({"ingest": 1.0, "enrich": 10.0, "coder": 100.0, "merge": 1.0}, 5, 480)
    dear = Model(cheap.costs | {"merge": 50.0}, 5, 480)
    assert cheap.cores("coder") == pytest.approx(347.2 * 0.1 / 0.7, rel=0.01)
    assert cheap.pods == 13
    assert "does not grow" not in cheap.limit()
    assert f"at most {len(FAMILIES)} busy workers" in dear.limit()
    assert "does not grow" in dear.limit()


def test_the_cost_of_a_process_counts_what_it_did_and_holds() -> None:
    own, before = os.getpid(), cpu_s([os.getpid()])
    sum(number * number for number in range(2_000_000))
    assert cpu_s([own]) > before
    assert own in tree([own])
    peak = Peak()
    peak.look([own])
    assert peak.all_mb >= peak.largest_mb > 1
    assert memory_mb([own]) > 1


def test_no_two_articles_are_alike_and_each_has_the_length_asked_for() -> None:
    articles = raw_articles(140)
    assert len({article.text for article in articles}) == 140
    assert all(600 < len(article.text.split()) < 1_000 for article in articles)
    assert len({article.text for article in short_articles(200)}) == 200
    assert [one.text for one in renamed(articles[:3])] == [one.text for one in articles[:3]]


def test_no_article_of_the_wire_is_a_copy_of_another() -> None:
    wire = wire_articles(140)
    assert all(600 < len(article.text.split()) < 1_000 for article in wire)
    said = [{passage.digest for passage in passages(article.text)} for article in wire]
    assert all(not one <= other for one, other in permutations(said, 2))


@pytest.mark.parametrize("size", [100, 2_000])
def test_odd_texts_have_the_size_asked_for(size: int) -> None:
    text = _text(long_text(size, 1))
    assert size <= len(text.split()) < size + 60
    lines = _text(long_sentence(size, 4_000, 1)).split("\n")
    assert all(0.9 * size < len(line.split()) <= size for line in lines)
    named = _text(cast_of(size, 14 * size, 1))
    assert len({tuple(line.split()[:2]) for line in named.split("\n")}) == pytest.approx(size, rel=0.1)


def _text(accepted: object) -> str:
    return accepted.article.text  # type: ignore[attr-defined,no-any-return]  # it is no erasure
