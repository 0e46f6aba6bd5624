"""Scores copies and merging on the made-up newswire.

`python -m stancewire.benchmarks.truth [COUNT [SEED [BY [STATES]]]]`: with a profile named as BY the real coder
reads the articles, else a stand-in that knows their leads.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Hashable, Iterable
from typing import Final

from stancewire.benchmarks.counting import Counting
from stancewire.benchmarks.newswire import DEEDS, STATES, Sent, newswire, states
from stancewire.benchmarks.stand_in import StandIn
from stancewire.enrich.coder import Coder, load_coder
from stancewire.evaluate.measures import Report, Tally, b_cubed
from stancewire.offline import Flow
from stancewire.settings import LimitSettings
from stancewire_schemas import EventV1

_STAND_IN: Final = "stand-in"
_DEEDS: Final = frozenset(deed for deeds in DEEDS.values() for deed in deeds)


def measure(sent: Iterable[Sent], by: Coder) -> Report:
    """Return precision and recall of copies, and B-cubed of events over the articles whose deed was coded."""
    coder, copies, count = Counting(by), Tally(), 0
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
    found: dict[Hashable, Hashable] = {
        source.article_id: event.event_id
        for event in live.values()
        for source in event.sources
        if any(trigger.text in _DEEDS for trigger in source.triggers)
    }
    return {
        "articles": count,
        "coded": coder.asked,
        **copies.report("copies"),
        **b_cubed(gold, found),
        "events.gold": len(set(gold.values())),
        "events.found": len(set(found.values())),
    }


def main(count: str = "2000", seed: str = "1", by: str = _STAND_IN, among: str = str(len(STATES))) -> None:
    """Print the measures as one JSON object."""
    coder = StandIn() if by == _STAND_IN else load_coder(by)
    sent = newswire(int(count), int(seed), states(int(among)))
    sys.stdout.write(json.dumps(measure(sent, coder)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
