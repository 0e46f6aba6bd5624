"""Sees a stage that has become slower: its CPU over the bare parser's in one process, against what is written.

`python -m stancewire.benchmarks.guard` exits 1 and names each stage that costs over 1.6 times its share in
`guard.json`; `--write` writes the shares anew, which is how a wanted change of cost is taken over.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from stancewire.benchmarks.peers_work import bare_parser
from stancewire.benchmarks.texts import accepted, raw_articles
from stancewire.core.at_once import at_once
from stancewire.core.messages import Message, Result
from stancewire.enrich.memory import Memory
from stancewire.enrich.step import step
from stancewire.ingest.stage import IngestStage
from stancewire.merge.stage import MergeStage
from stancewire.nlp import products
from stancewire.nlp.document import Document
from stancewire.nlp.pipeline import Pipeline
from stancewire.nlp.record import build_record
from stancewire_schemas import EnrichedArticleV1, RawArticleV1, topics

SHARES: Final = Path(__file__).with_name("guard.json")
SLOWER: Final = 1.6
ARTICLES: Final = 8
ROUNDS: Final = 4
LEAST: Final = 0.01
"""A stage of less than a hundredth of the parse is too short to be timed."""

GROUPS: Final = {
    "names": ("entities", "coreference", "linking", "strangers"),
    "places and dates": ("places", "dates"),
    "quotes and stances": ("quotes", "stances", "confidence"),
    "events": ("events", "status", "demands", "circumstances", "in-article merge"),
}

Clock = Callable[[str, Callable[[], object]], object]


class Times:
    """CPU seconds by stage of one round."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def clock(self, stage: str, work: Callable[[], object]) -> object:
        """Do the work, note its cost, return what it returns."""
        started = time.process_time()
        done = work()
        self.spent[stage] = self.spent.get(stage, 0.0) + time.process_time() - started
        return done


def measure(pipeline: Pipeline, articles: list[RawArticleV1], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the CPU of each stage over that of the bare parser; the least of several rounds of each counts."""
    # With our products: on a processor that BLIS knows its own would be faster, and every share larger.
    with products.used():
        floor = bare_parser()
    found: list[dict[str, float]] = []
    for _ in range(rounds + 1):
        times = Times()
        _round(floor, pipeline, articles, times.clock)
        found.append(times.spent)
    # The first round fills caches.
    least = {stage: min(spent[stage] for spent in found[1:]) for stage in found[0]}
    floor_s = least.pop("floor")
    return {stage: round(spent / floor_s, 4) for stage, spent in least.items()}


def slower(found: Mapping[str, float], written: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each stage that costs clearly more than is written, or is not written at all."""
    for stage, share in found.items():
        known = written.get(stage)
        if known is None:
            yield f"{stage}: no share is written"
        elif share > SLOWER * max(known, LEAST):
            yield f"{stage}: {share:.3f} of the parse, {known:.3f} is written"


def _parse_alone(floor: Any, one_thread: products.OneThread, text: str) -> None:
    with one_thread.limit():
        floor(text)


def _round(floor: Any, pipeline: Pipeline, articles: list[RawArticleV1], clock: Clock) -> None:
    ingest, merge, memory = IngestStage(1_000_000), MergeStage(None), Memory(100)
    one_thread = products.OneThread()
    for number, article in enumerate(articles):
        clock("floor", lambda text=article.text: _parse_alone(floor, one_thread, text))  # type: ignore[misc]  # bound now
        raw = Message(topics.RAW.name, 0, number, article.id.encode(), article.to_bytes())
        clock("ingest", lambda message=raw: ingest.decide(message))  # type: ignore[misc]  # bound now
        document = _understand(pipeline, article, clock)
        result = _unfold(pipeline, article, document, memory, clock)
        _merge(merge, number, result, clock)


def _understand(pipeline: Pipeline, article: RawArticleV1, clock: Clock) -> Document:
    parse = clock("parse", lambda: pipeline.parser.parse(article.text))
    document = Document(article.text, parse, article.published_at)  # type: ignore[arg-type]  # the clock hands it on
    stage_of = {name: stage for stage, names in GROUPS.items() for name in names}
    for name, component in pipeline.components:
        clock(stage_of.get(name, name), lambda run=component: run(document))  # type: ignore[misc]  # bound now
    return document


def _unfold(pipeline: Pipeline, article: RawArticleV1, document: Document, memory: Memory, clock: Clock) -> Result:
    taken = accepted(article)

    def unfold() -> Result:
        coded = EnrichedArticleV1.from_bytes(value)
        result = step(taken, coded, None, 0, 500)
        memory.put(article.id, result.memory[0].value)
        return result

    made = clock("record", lambda: build_record(taken, document, pipeline.fingerprint).to_bytes())
    value: bytes = made  # type: ignore[assignment]  # the clock hands it on
    return clock("unfold", unfold)  # type: ignore[return-value]  # the same


def _merge(stage: MergeStage, number: int, result: Result, clock: Clock) -> None:
    def tell() -> None:
        for place, record in enumerate(told):
            message = Message(topics.MENTION.name, 0, 1000 * number + place, record.key, record.value)
            for outcome in at_once(stage.step(message)).memory:
                stage.remember(0, outcome.key, outcome.value)

    told = [record for record in result.records if record.topic == topics.MENTION.name]
    clock("merge", tell)


def main(arguments: list[str]) -> int:
    """Measure, then compare or write; return the exit code."""
    found = measure(Pipeline.load("accurate"), raw_articles(ARTICLES))
    if "--write" in arguments:
        SHARES.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    written = json.loads(SHARES.read_text(encoding="utf-8"))
    for stage, share in found.items():
        sys.stdout.write(f"{stage:20} {share:7.3f} of the parse, {written.get(stage, 0):7.3f} written\n")
    problems = list(slower(found, written))
    sys.stderr.writelines(f"slower: {problem}\n" for problem in problems)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
