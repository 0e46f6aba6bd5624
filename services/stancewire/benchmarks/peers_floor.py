"""The floor: the bare parser (tagger, parser, names) over texts in memory. No broker, no records.

`python -m stancewire.benchmarks.peers_floor COUNT TEXTS`, with the name of a function of `texts.py`, prints seconds
of processor and of the clock as JSON.
"""

from __future__ import annotations

import json
import sys
import time

from stancewire.benchmarks import texts
from stancewire.benchmarks.peers_work import bare_parser

WARM = 4


def main(count: int, kind: str) -> None:
    """Parse warm-up texts, then the measured ones."""
    language = bare_parser()
    found = [article.text for article in getattr(texts, kind)(WARM + count)]
    for text in found[:WARM]:
        language(text)
    started, clock = time.process_time(), time.monotonic()
    for text in found[WARM:]:
        language(text)
    spent = {"cpu_s": time.process_time() - started, "wall_s": time.monotonic() - clock}
    sys.stdout.write(json.dumps(spent) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
