"""Measures what an article leaves on the log: the stages in one process, no Kafka. The same on every machine."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from stancewire import __version__
from stancewire.benchmarks.sizing_constants import Constants, Topic
from stancewire.benchmarks.texts import wire_articles, words
from stancewire.core.messages import Outgoing
from stancewire.enrich.coder import load_coder
from stancewire.offline import Flow
from stancewire.settings import Settings
from stancewire.stream.trail import ORIGIN
from stancewire_schemas import RawArticleV1, topics

ARTICLES: Final = 24

OVERHEAD: Final = 15
"""Bytes that Kafka adds to a record in a batch: lengths, offset and time as differences."""

_TRAIL: Final = (ORIGIN, b"0" * 13)
"""The header that a worker adds to what it writes."""

BATCH: Final = 16_384
"""Bytes that are compressed together: what Kafka's clients send at once."""


def measured_log(known: Constants, count: int = ARTICLES) -> Constants:
    """Return the constants with the bytes on the log measured anew."""
    articles = wire_articles(count)
    left = left_on_the_log(articles)
    return replace(
        known,
        log_measured=f"version {__version__}, {count} articles made of the sample reports, profile accurate",
        log_words=words(articles) / count,
        topics={name: _topic(left[name], count) for name in known.topics},
    )


def left_on_the_log(articles: Sequence[RawArticleV1]) -> dict[str, list[bytes]]:
    """Return by topic the bytes of each record that the articles leave: key, headers, value."""
    left: defaultdict[str, list[bytes]] = defaultdict(list)

    def wrote(record: Outgoing) -> None:
        left[record.topic].append(_on_the_log(record))

    settings = Settings()
    flow = Flow(load_coder(settings.profile), settings.limits, wrote)
    for article in articles:
        key, value = article.id.encode(), article.to_bytes()
        wrote(Outgoing(topics.RAW.name, key, value))
        for _ in flow.merge(key, value):
            pass
    return dict(left)


def _on_the_log(record: Outgoing) -> bytes:
    told = record.headers if record.topic == topics.RAW.name else (*record.headers, _TRAIL)
    headers = b"".join(name.encode() + value for name, value in told)
    return record.key + headers + (record.value or b"")


def _topic(left: Sequence[bytes], count: int) -> Topic:
    size = sum(map(len, left)) + OVERHEAD * len(left)
    return Topic(round(len(left) / count, 1), round(size / count), round(_share_packed(left), 2))


def _share_packed(left: Sequence[bytes]) -> float:
    whole = b"".join(left)
    batches = [whole[start : start + BATCH] for start in range(0, len(whole), BATCH)]
    return sum(len(zlib.compress(batch)) for batch in batches) / max(1, len(whole))
