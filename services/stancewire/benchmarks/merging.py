"""What merge costs as its state grows: CPU of one telling in, its revision out, on one core.

`python -m stancewire.benchmarks.merging [SIZE…] [DRAWING.svg]` prints one JSON object a size.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Final

from stancewire.benchmarks.plot import Axes, plot
from stancewire.benchmarks.tellings import founding, stream
from stancewire.core.at_once import at_once
from stancewire.core.garbage import collect_rarely
from stancewire.core.messages import Message
from stancewire.merge.stage import MergeStage
from stancewire_schemas import EventMentionV1, topics

SAMPLE: Final = 2_000
REPEATS: Final = 0.5
"""Share of tellings that come from a further paper."""


@dataclass(frozen=True, slots=True)
class MergeCost:
    """At one size of the state: microseconds of CPU, peak memory of the process in MB.

    `reading_us` is what it takes to read a telling's JSON alone: the measure of how fast the machine is just then.
    """

    live_events: int
    reading_us: float
    load_us: float
    telling_us: float
    p99_us: float
    per_second: float
    joined: float
    memory_mb: float

    def row(self) -> dict[str, float]:
        """Return the measures by name."""
        return asdict(self)


def measure(
    sizes: list[int], folder: Path | None, tick: Callable[[int], None], sample: int = SAMPLE
) -> Iterator[MergeCost]:
    """Yield the cost at each size, ascending; the state is loaded as from its topic, then tellings are merged."""
    stage, live = MergeStage(folder), 0
    for size in sizes:
        started, made = time.process_time(), 0.0
        for number in range(live, size):
            begun = time.process_time()
            event_id, value = founding(number, sizes[-1])
            made += time.process_time() - begun
            stage.remember(0, event_id, value)
            tick(number)
        loaded = (time.process_time() - started - made) / max(1, size - live)
        yield _merged(stage, size, sizes[-1], 1e6 * loaded, sample)
        live = size + sample


def _merged(stage: MergeStage, size: int, of_all: int, load_us: float, sample: int) -> MergeCost:
    dice = Random(size)  # noqa: S311  # no secret hangs on it, and it must repeat
    values = [told.to_bytes() for told in stream(size, sample, of_all, REPEATS, dice)]
    reading_us = _reading_us(values)
    spent, joined = [], 0
    for offset, value in enumerate(values):
        started = time.process_time()
        message = Message(topics.MENTION.name, 0, size + offset, b"material-conflict", value)
        for record in at_once(stage.step(message)).memory:
            stage.remember(0, record.key, record.value)
            joined += record.value is not None and b'"revision":1,' not in record.value
        spent.append(1e6 * (time.process_time() - started))
    mean = sum(spent) / len(spent)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return MergeCost(
        live_events=size,
        reading_us=round(reading_us, 1),
        load_us=round(load_us, 1),
        telling_us=round(mean, 1),
        p99_us=round(sorted(spent)[int(0.99 * len(spent))], 1),
        per_second=round(1e6 / mean),
        joined=round(joined / len(spent), 3),
        memory_mb=round(peak),
    )


def _reading_us(values: list[bytes]) -> float:
    started = time.process_time()
    for value in values:
        EventMentionV1.from_bytes(value)
    return 1e6 * (time.process_time() - started) / len(values)


def drawing(costs: list[MergeCost]) -> str:
    """Return the costs as an SVG, against thousands of live events."""
    lines = {
        "\u00b5s a telling": [(cost.live_events / 1000, cost.telling_us) for cost in costs],
        "\u00b5s to load one": [(cost.live_events / 1000, cost.load_us) for cost in costs],
        "MB in memory": [(cost.live_events / 1000, cost.memory_mb) for cost in costs],
    }
    return plot("Merge as its state grows, one core", Axes("", "thousand"), lines)


def main(sizes: list[int], svg: Path | None) -> None:
    """Print the cost at each size of the state; draw them too where a file is named."""
    collect_rarely()  # as the worker does
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        for cost in measure(sizes, Path(folder), lambda _: None):
            costs.append(cost)
            sys.stdout.write(json.dumps(cost.row()) + "\n")
            sys.stdout.flush()
    if svg is not None:
        svg.write_text(drawing(costs), encoding="utf-8")


if __name__ == "__main__":
    told = [int(size) for size in sys.argv[1:] if size.isdigit()]
    files = [Path(name) for name in sys.argv[1:] if name.endswith(".svg")]
    main(told or [10_000, 100_000, 1_000_000], next(iter(files), None))
