"""What a copy costs over a first telling: CPU of the enrich step, coder and all.

`python -m stancewire.benchmarks.copies [ARTICLES]` prints one JSON object: each article comes with 30 copies under
other names, every other one with another dateline, a credit line and without its last paragraph.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from stancewire.benchmarks.counting import Counting
from stancewire.benchmarks.texts import raw_articles
from stancewire.core.at_once import at_once
from stancewire.core.messages import Message, Outcome, Outgoing
from stancewire.enrich.coder import Coder, load_coder
from stancewire.enrich.stage import EnrichStage
from stancewire.ingest.stage import IngestStage
from stancewire.settings import LimitSettings
from stancewire_schemas import RawArticleV1, topics

COPIES: Final = 30


@dataclass(slots=True)
class CopyCost:
    """CPU milliseconds of one enrich step and of remembering its record, by kind; how often the coder was asked."""

    first: list[float] = field(default_factory=list)
    exact: list[float] = field(default_factory=list)
    near: list[float] = field(default_factory=list)
    asked: int = 0
    copies: int = 0

    def row(self) -> dict[str, float]:
        """Return the means and how many times dearer a first telling is."""
        first, exact, near = (sum(spent) / len(spent) for spent in (self.first, self.exact, self.near))
        return {
            "articles": len(self.first),
            "sent": len(self.first) + len(self.exact) + len(self.near),
            "coded": self.asked,
            "outcome_copy": self.copies,
            "first_ms": round(first, 2),
            "exact_copy_ms": round(exact, 2),
            "near_copy_ms": round(near, 2),
            "first_over_exact": round(first / exact, 1),
            "first_over_near": round(first / near, 1),
        }


class _Enriching:
    """Ingest and enrich of one partition; only enrich is timed."""

    def __init__(self, coder: Coder, limits: LimitSettings) -> None:
        self.coder, self.cost = Counting(coder), CopyCost()
        self._ingest = IngestStage(limits.message_bytes)
        self._enrich = EnrichStage(self._code, limits.evidence_chars, coder.fingerprint)

    async def _code(self, value: bytes) -> bytes:
        return self.coder.code(value)

    def send(self, article: RawArticleV1, spent: list[float]) -> None:
        """Take an article through both stages; note what enrich spent on it."""
        accepted = self._ingest.decide(Message(topics.RAW.name, 0, 0, None, article.to_bytes()))
        for number, record in enumerate(accepted.records):
            spent.append(self._timed(record, number))

    def _timed(self, record: Outgoing, offset: int) -> float:
        started = time.process_time()
        result = at_once(self._enrich.step(Message(record.topic, 0, offset, record.key, record.value)))
        for made in result.memory:
            self._enrich.remember(0, made.key, made.value, offset)
        self.cost.copies += result.outcome is Outcome.COPY
        return 1000 * (time.process_time() - started)


def measure(coder: Coder, articles: list[RawArticleV1], copies: int = COPIES) -> CopyCost:
    """Return the cost of the articles and of so many copies of each."""
    enriching = _Enriching(coder, LimitSettings())
    # What is loaded with the first text of all is no cost of a first telling.
    coder.code(_warm(articles[0]))
    for article in articles:
        enriching.send(article, enriching.cost.first)
        for number, copy in enumerate(_copies(article, copies)):
            enriching.send(copy, enriching.cost.near if number % 2 else enriching.cost.exact)
    enriching.cost.asked = enriching.coder.asked
    return enriching.cost


def _warm(article: RawArticleV1) -> bytes:
    accepted = IngestStage(LimitSettings().message_bytes).decide(
        Message(topics.RAW.name, 0, 0, None, article.to_bytes())
    )
    return accepted.records[0].value or b""


def _copies(article: RawArticleV1, count: int) -> Iterator[RawArticleV1]:
    for number in range(count):
        text = _printed_again(article.text) if number % 2 else article.text
        at = article.published_at + timedelta(minutes=number) if article.published_at else None
        own = {"id": f"{article.id}-{number}", "publisher": f"Paper {number}", "published_at": at, "text": text}
        yield article.model_copy(update=own)


def _printed_again(text: str) -> str:
    """Return the story under another dateline, without its last paragraph, with a credit line."""
    lead, *body = text.split("\n")
    kept = body[:-1]
    opening = lead.partition(") - ")[2] or lead
    return "\n".join([f"NEWTOWN (Harbour Gazette) - {opening}", *kept, "(Compiled by the foreign desk)"])


def main(count: int = 3) -> None:
    """Print the costs of so many articles and their copies as one JSON object."""
    cost = measure(load_coder("accurate"), raw_articles(count))
    sys.stdout.write(json.dumps(cost.row()) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
