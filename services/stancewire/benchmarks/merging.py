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

SAMPLE: Final = 10_000
"""Tellings that are measured: several times what is written to the disk together."""

_FIRST: Final = 0.5
"""Behind the state as it is loaded, more tellings, as a share of the sample: what a start has still to find out."""

REPEATS: Final = 0.5
"""Share of tellings that come from a further paper."""


@dataclass(frozen=True, slots=True)
class MergeCost:
    """At one size of the state: microseconds of CPU, peak memory of the process in MB.

    `reading_us` is what it takes to read a telling's JSON alone: the measure of how fast the machine is just then.
    `first_us` is what each of the first tellings behind a start takes; the other figures are of those that follow.
    """

    live_events: int
    reading_us: float
    load_us: float
    first_us: float
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
        first = int(_FIRST * sample)
        told = stream(size, first + sample, sizes[-1], REPEATS, Random(size))  # noqa: S311  # no secret hangs on it
        values = [telling.to_bytes() for telling in told]
        early, _ = _merged(stage, size, values[:first])
        spent, joined = _merged(stage, size + first, values[first:])
        yield MergeCost(
            live_events=size,
            reading_us=round(_reading_us(values), 1),
            load_us=round(1e6 * loaded, 1),
            first_us=round(sum(early) / first, 1),
            telling_us=round(sum(spent) / sample, 1),
            p99_us=round(sorted(spent)[int(0.99 * sample)], 1),
            per_second=round(1e6 * sample / sum(spent)),
            joined=round(joined / sample, 3),
            memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        )
        live = size + first + sample


def _merged(stage: MergeStage, offset: int, values: list[bytes]) -> tuple[list[float], int]:
    """Merge tellings; return microseconds of CPU for each, and how many changed an event that was there."""
    spent, joined = [], 0
    for place, value in enumerate(values, offset):
        started = time.process_time()
        message = Message(topics.MENTION.name, 0, place, b"material-conflict", value)
        for record in at_once(stage.step(message)).memory:
            stage.remember(0, record.key, record.value)
            joined += record.value is not None and b'"revision":1,' not in record.value
        spent.append(1e6 * (time.process_time() - started))
    return spent, joined


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
