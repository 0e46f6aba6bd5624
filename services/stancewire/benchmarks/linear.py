"""Cost of a word as articles, sentences and casts grow: flat when coding is linear. CPU time, one process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from stancewire.benchmarks.peers_work import bare_parser
from stancewire.benchmarks.texts import cast_of, long_sentence, long_text
from stancewire.nlp.pipeline import Bounds, Pipeline
from stancewire_schemas import AcceptedArticleV1

SENTENCE_WORDS_EACH: Final = 12_000
"""Words measured at each length of sentence, so that short ones are as well measured as long ones."""

CAST_WORDS: Final = 7_000
NO_CUT: Final = Bounds(text_chars=2_000_000, sentence_tokens=100_000)


@dataclass(frozen=True, slots=True)
class Point:
    """At one size: microseconds of processor a word, of the bare parser and of the whole coding."""

    size: int
    words: int
    floor_us: float
    whole_us: float


Build = Callable[[int], list[AcceptedArticleV1]]


def by_length(size: int) -> list[AcceptedArticleV1]:
    """Return one article of about so many words, or several short ones."""
    return [long_text(size, seed) for seed in range(max(1, 2_000 // size))]


def by_sentence(size: int) -> list[AcceptedArticleV1]:
    """Return articles whose sentences have about so many tokens each."""
    return [long_sentence(size, SENTENCE_WORDS_EACH // 4, seed) for seed in range(2)]


def by_cast(size: int) -> list[AcceptedArticleV1]:
    """Return articles of one length that name so many different persons and places."""
    return [cast_of(size, CAST_WORDS, seed) for seed in range(2)]


def measure(pipeline: Pipeline, build: Build, sizes: Iterable[int], tick: Callable[[], None]) -> Iterator[Point]:
    """Yield the cost at each size; floor and whole take turns on the same texts, the best of two rounds counts."""
    floor = bare_parser()
    for warm in build(500)[:1]:
        _round(floor, pipeline, [warm])
    for size in sizes:
        articles = build(size)
        words = sum(len(a.article.text.split()) for a in articles if a.article)
        rounds = [_round(floor, pipeline, articles) for _ in range(2)]
        floor_s, whole_s = (min(spent[which] for spent in rounds) for which in (0, 1))
        yield Point(size, words, round(1e6 * floor_s / words, 1), round(1e6 * whole_s / words, 1))
        tick()


def flatness(points: Iterable[Point]) -> float:
    """Return how much dearer a word is at the dearest size than at the cheapest, in whole coding."""
    costs = [point.whole_us for point in points]
    return max(costs) / min(costs)


def _round(floor: Any, pipeline: Pipeline, articles: list[AcceptedArticleV1]) -> tuple[float, float]:
    floor_s = whole_s = 0.0
    for accepted in articles:
        text = accepted.article.text if accepted.article else ""
        started = time.process_time()
        floor(text)
        between = time.process_time()
        pipeline.enrich(accepted)
        floor_s += between - started
        whole_s += time.process_time() - between
    return floor_s, whole_s
