"""Scores copies and merging on the made-up newswire: `python -m stancewire.benchmarks.truth [COUNT [SEED]]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Hashable, Iterable

from stancewire.benchmarks.newswire import Sent, newswire
from stancewire.benchmarks.stand_in import StandIn
from stancewire.evaluate.measures import Report, Tally, b_cubed
from stancewire.offline import Flow
from stancewire.settings import LimitSettings
from stancewire_schemas import EventV1


def measure(sent: Iterable[Sent]) -> Report:
    """Return precision and recall of copies, and B-cubed of events over articles."""
    coder, copies, count = StandIn(), Tally(), 0
    flow, live = Flow(coder, LimitSettings()), dict[str, EventV1]()
    gold: dict[Hashable, Hashable] = {}
    for one in sent:
        asked = coder.asked
        for event_id, event in flow.merge(None, one.article.to_bytes()):
            live.pop(event_id, None)
            if event is not None:
                live[event_id] = event
        is_found = coder.asked == asked
        copies.add(one.is_copy and is_found, is_found, one.is_copy)
        gold[one.article.id] = one.event
        count += 1
    found: dict[Hashable, Hashable] = {s.article_id: e.event_id for e in live.values() for s in e.sources}
    return {
        "articles": count,
        "coded": coder.asked,
        **copies.report("copies"),
        **b_cubed(gold, found),
        "events.gold": len(set(gold.values())),
        "events.found": len(live),
    }


def main(count: int = 2000, seed: int = 1) -> None:
    """Print the measures as one JSON object."""
    sys.stdout.write(json.dumps(measure(newswire(count, seed))) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
