"""Watches a running pipeline by its topics, its groups' offsets and its workers' numbers; says when all is done."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from stancewire.console.metrics import WorkerNumbers, read_numbers
from stancewire.console.reader import GroupOffsets, TopicReader, open_group, open_reader
from stancewire.console.stages import RunningStage
from stancewire.console.summary import Summary, worker_counts
from stancewire.console.tally import Tally
from stancewire.settings import Settings
from stancewire.topology import STAGES
from stancewire_schemas import topics

LOOK_EVERY_S = 0.5
QUIET_S = 1.5
RATE_OVER_S = 5.0

WATCHED = tuple(card.name for card in topics.CARDS if card is not topics.INDEX)


@dataclass(frozen=True, slots=True)
class StageState:
    """A stage at a moment: messages behind, and what its worker counts (None: it does not answer)."""

    lag: int
    numbers: WorkerNumbers | None


class Watch:
    """Looks when it is told to. Times are monotonic seconds; `began` is the workers' start."""

    def __init__(
        self, reader: TopicReader, groups: dict[str, GroupOffsets], workers: Sequence[RunningStage], began: float
    ) -> None:
        self.tally = Tally()
        self.stages: dict[str, StageState] = {name: StageState(0, None) for name in STAGES}
        self.began = began
        self.first_event_s: float | None = None
        self._reader = reader
        self._groups = groups
        self._workers = workers
        self._looked = 0.0
        self._moved = began
        self._rates: deque[tuple[float, int]] = deque([(began, 0)])

    @property
    def seconds(self) -> float:
        """Seconds from the workers' start to the last message that came."""
        return self._moved - self.began

    def look(self, wait_s: float) -> None:
        """Take what has come, waiting at most so long for it; ask groups and workers twice a second."""
        for message in self._reader.poll(wait_s):
            self.tally.take(message)
            self._moved = time.monotonic()
            if message.topic == topics.EVENT.name and self.first_event_s is None:
                self.first_event_s = self.seconds
        if time.monotonic() - self._looked >= LOOK_EVERY_S:
            self._ask()

    def idle(self, fed: int) -> bool:
        """Return whether all that was fed has an outcome in every stage, and nothing has moved for a while."""
        return (
            time.monotonic() - self._moved > QUIET_S
            and self.tally.taken[topics.RAW.name] >= fed
            and self._reader.caught_up()
            and all(state.lag == 0 and state.numbers is not None for state in self.stages.values())
        )

    def articles_per_second(self) -> float:
        """Return articles coded a second over the last seconds."""
        (first_at, first), (last_at, last) = self._rates[0], self._rates[-1]
        return (last - first) / (last_at - first_at) if last_at > first_at else 0.0

    def summary(self, fed: int, ended_early: str | None, *, is_whole: bool) -> Summary:
        """Return the sums as they stand; what is not whole need not agree."""
        tally = self.tally
        return Summary(
            fed=fed,
            topics=tally.stages(),
            workers={name: worker_counts(state.numbers or WorkerNumbers()) for name, state in self.stages.items()},
            dead_by_reason=tally.dead_by_reason(),
            stances=sum(not withdrawn for withdrawn in tally.stances.values()),
            mentions=sum(not withdrawn for withdrawn in tally.mentions.values()),
            events=len(tally.events),
            untold=tally.untold(),
            overtold=tally.overtold(),
            strangers=tally.strangers,
            seconds=self.seconds,
            first_event_s=self.first_event_s,
            ended_early=ended_early,
            is_whole=is_whole,
        )

    def _ask(self) -> None:
        self._looked = time.monotonic()
        positions = self._reader.positions()
        for worker in self._workers:
            reads = STAGES[worker.name].reads
            ends = {place: end for place, end in positions.items() if place[0] == reads}
            done = self._groups[worker.name].committed(ends)
            lag = sum(max(0, end - done[place]) for place, end in ends.items())
            self.stages[worker.name] = StageState(lag, read_numbers(worker.port))
        self._rates.append((self._looked, self.tally.taken[topics.ENRICHED.name]))
        while len(self._rates) > 2 and self._looked - self._rates[0][0] > RATE_OVER_S:
            self._rates.popleft()


@contextmanager
def watching(
    settings: Settings, workers: Sequence[RunningStage], began: float, *, from_start: bool
) -> Iterator[Watch]:
    """Yield a watch over all topics, from their first message or from now on."""
    with ExitStack() as stack:
        reader = stack.enter_context(open_reader(settings, WATCHED, from_start=from_start))
        groups = {name: stack.enter_context(open_group(settings, name)) for name in STAGES}
        yield Watch(reader, groups, workers, began)
