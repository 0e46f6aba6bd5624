"""What one would write by hand: confluent-kafka, a batch through `nlp.pipe`, records flushed, offsets committed.

`python -m stancewire.benchmarks.peers_loop BOOTSTRAP RUN spacy|fast|accurate`; with a profile of ours it codes
articles with our coder in the same loop: the same understanding, none of the service around it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from stancewire.benchmarks.peers_work import Names, as_bytes, record, stock_pipeline
from stancewire.benchmarks.texts import accepted
from stancewire.enrich.coder import load_coder
from stancewire_schemas import RawArticleV1

BATCH, WAIT_S = 16, 0.05

Work = Callable[[list[bytes]], Iterable[tuple[str, bytes]]]


def spacy_work() -> Work:
    """Return the stock pipeline as work."""
    nlp = stock_pipeline()

    def work(values: list[bytes]) -> Iterable[tuple[str, bytes]]:
        articles = [json.loads(value) for value in values]
        for article, doc in zip(articles, nlp.pipe((a["text"] for a in articles), batch_size=BATCH), strict=True):
            yield article["id"], as_bytes(record(article["id"], doc))

    return work


def our_work(profile: str) -> Work:
    """Return our coder as work: one enriched record an article."""
    coder = load_coder(profile)

    def work(values: list[bytes]) -> Iterable[tuple[str, bytes]]:
        for value in values:
            article = RawArticleV1.from_bytes(value)
            yield article.id, coder.understand(accepted(article)).to_bytes()

    return work


def main(bootstrap: str, run: str, what: str) -> None:
    """Run until killed: records are acknowledged before offsets are committed."""
    from confluent_kafka import Consumer, Producer  # noqa: PLC0415  # only the extra `bench` has it

    names = Names(run)
    work = spacy_work() if what == "spacy" else our_work(what)
    producer = Producer({"bootstrap.servers": bootstrap, "acks": "all", "enable.idempotence": True, "linger.ms": 5})
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": names.group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([names.input])
    while True:
        _turn(consumer, producer, names.output, work)


def _turn(consumer: Any, producer: Any, output: str, work: Work) -> None:
    got = [message for message in consumer.consume(BATCH, WAIT_S) if message.error() is None]
    if not got:
        return
    for article_id, value in work([message.value() for message in got]):
        producer.produce(output, value=value, key=article_id)
    if producer.flush(60):
        raise SystemExit("records not acknowledged")
    consumer.commit(asynchronous=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
