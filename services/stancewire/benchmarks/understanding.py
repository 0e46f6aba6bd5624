"""CPU of understanding an article over that of the bare parser, on the same texts in one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from stancewire.benchmarks.peers_work import bare_parser
from stancewire.benchmarks.texts import accepted, words
from stancewire.nlp.document import Document
from stancewire.nlp.pipeline import Pipeline
from stancewire_schemas import RawArticleV1


@dataclass(slots=True)
class Cost:
    """CPU seconds over all articles: bare parser, whole coding, and each component of it."""

    articles: int
    words: int
    floor_s: float = 0.0
    whole_s: float = 0.0
    parts_s: dict[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """Whole over floor."""
        return self.whole_s / self.floor_s


def measure(pipeline: Pipeline, articles: list[RawArticleV1], tick: Callable[[], None]) -> Cost:
    """Return the cost; each text goes through floor and coding in turn, so that a drifting machine hits both."""
    cost = Cost(len(articles), words(articles))
    floor = bare_parser()
    floor(articles[0].text)
    pipeline.enrich(accepted(articles[0]))
    for article in articles:
        cost.floor_s += _timed(lambda text=article.text: floor(text))  # type: ignore[misc]  # bound now
        cost.whole_s += _timed(lambda one=article: pipeline.enrich(accepted(one)))  # type: ignore[misc]  # bound now
        _parts(pipeline, article, cost)
        tick()
    return cost


def _parts(pipeline: Pipeline, article: RawArticleV1, cost: Cost) -> None:
    started = time.process_time()
    document = Document(article.text, pipeline.parser.parse(article.text), article.published_at)
    cost.parts_s["parse"] = cost.parts_s.get("parse", 0.0) + time.process_time() - started
    for name, component in pipeline.components:
        spent = _timed(lambda run=component: run(document))  # type: ignore[misc]  # bound now
        cost.parts_s[name] = cost.parts_s.get(name, 0.0) + spent


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
