"""A stock Faust agent with spaCy inside, as Faust's own guide would have it: `python -m … BOOTSTRAP RUN worker`."""

from __future__ import annotations

import sys
from typing import Any

import faust

from stancewire.benchmarks.peers_work import Names, record, stock_pipeline


def build(bootstrap: str, names: Names) -> faust.App:
    """Return the application: JSON in, one record an article out."""
    app = faust.App(
        names.group,
        broker=f"kafka://{bootstrap}",
        value_serializer="json",
        store="memory://",
        web_enabled=False,
        topic_disable_leader=True,
        consumer_auto_offset_reset="earliest",
    )
    nlp = stock_pipeline()
    articles, records = app.topic(names.input), app.topic(names.output, key_type=str)

    @app.agent(articles)
    async def read(stream: Any) -> None:
        async for article in stream:
            found = record(article["id"], nlp(article["text"]))
            # The first await queues the record, the second waits for the broker's word on it.
            await (await records.send(key=article["id"], value=found))

    return app


if __name__ == "__main__":
    app = build(sys.argv[1], Names(sys.argv[2]))
    sys.argv = [sys.argv[0], *sys.argv[3:]]
    app.main()
