"""quixstreams with spaCy inside, as its own guide would have it: `python -m … BOOTSTRAP RUN`."""

from __future__ import annotations

import sys
from typing import Any

from stancewire.benchmarks.peers_work import Names, record, stock_pipeline


def main(bootstrap: str, run: str) -> None:
    """Run until killed."""
    from quixstreams import Application  # noqa: PLC0415  # only the extra `bench` has it

    names = Names(run)
    app = Application(
        broker_address=bootstrap,
        consumer_group=names.group,
        auto_offset_reset="earliest",
        auto_create_topics=False,
        loglevel="ERROR",
    )
    nlp = stock_pipeline()

    def read(article: dict[str, Any]) -> dict[str, Any]:
        return record(article["id"], nlp(article["text"]))

    frame = app.dataframe(app.topic(names.input, value_deserializer="json"))
    frame.apply(read).to_topic(app.topic(names.output, value_serializer="json"))
    app.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
