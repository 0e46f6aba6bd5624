"""The sums of one run, told twice: by the topics and by the workers' own counters. They must agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from pydantic import JsonValue

from stancewire.console.metrics import WorkerNumbers
from stancewire.core.messages import Outcome
from stancewire.topology import INGEST


@dataclass(frozen=True, slots=True)
class StageCounts:
    """Messages that a stage took from its input topic, and what came of them."""

    taken: int
    completed: int
    copies: int
    erased: int
    dead: int

    @property
    def ended(self) -> int:
        """Messages with an outcome."""
        return self.completed + self.copies + self.erased + self.dead


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `topics` and `workers` tell of the same stages; seconds count from the workers' start."""

    fed: int
    topics: dict[str, StageCounts]
    workers: dict[str, StageCounts]
    dead_by_reason: dict[str, int]
    stances: int
    mentions: int
    events: int
    untold: int
    overtold: int
    strangers: int
    seconds: float
    first_event_s: float | None
    ended_early: str | None = None
    is_whole: bool = True

    def disagreements(self) -> list[str]:
        """Return one line for each sum that does not come out; empty when all agree, or a person stopped it."""
        return list(self._disagreements()) if self.is_whole else []

    def _disagreements(self) -> Iterator[str]:
        if self.ended_early:
            # Work in flight makes no sums; the reason is all there is to say.
            yield self.ended_early
            return
        first = self.topics[INGEST.name]
        if self.fed != first.taken:
            yield f"{self.fed} were fed, but {first.taken} stand in the input topic of ingest"
        for stage, counts in self.topics.items():
            yield from _within("topics", stage, counts)
        for stage, counts in self.workers.items():
            yield from _within("worker", stage, counts)
            yield from _between(stage, self.topics[stage], counts)
        if self.untold:
            yield f"{self.untold} mentions stand in no event"
        if self.overtold:
            yield f"{self.overtold} withdrawn mentions still stand in events"
        if self.strangers:
            yield f"{self.strangers} messages are no records of their topic"
        if sum(self.dead_by_reason.values()) != sum(counts.dead for counts in self.topics.values()):
            yield "the dead letters by reason are not those by stage"

    def as_json(self) -> dict[str, JsonValue]:
        """Return all of it, with what disagrees."""
        ingest = self.topics[INGEST.name]
        return {
            "fed": self.fed,
            "completed": ingest.completed,
            "copies": sum(counts.copies for counts in self.topics.values()),
            "erased": ingest.erased,
            "dead": dict(self.dead_by_reason),
            "stances": self.stances,
            "mentions": self.mentions,
            "events": self.events,
            "seconds": round(self.seconds, 1),
            "first_event_s": None if self.first_event_s is None else round(self.first_event_s, 1),
            "topics": {stage: asdict(counts) for stage, counts in self.topics.items()},
            "workers": {stage: asdict(counts) for stage, counts in self.workers.items()},
            "disagreements": list(self.disagreements()),
        }

    def as_text(self) -> str:
        """Return all of it as a small table for a person."""
        head = f"{'stage':<8}{'taken':>8}{'completed':>11}{'copies':>8}{'erased':>8}{'dead':>6}"
        rows = [_row(stage, counts) for stage, counts in self.topics.items()]
        dead = ", ".join(f"{reason} {count}" for reason, count in self.dead_by_reason.items()) or "none"
        first = "no event came" if self.first_event_s is None else f"first event after {self.first_event_s:.1f} s"
        told = f"{self.events} events from {self.mentions} mentions; {self.stances} stances"
        lines = [
            f"fed {self.fed} messages; {told}",
            head,
            *rows,
            f"dead letters: {dead}",
            f"{self.seconds:.1f} s from the workers' start; {first}",
        ]
        return "\n".join(lines)


def worker_counts(numbers: WorkerNumbers) -> StageCounts:
    """Return a worker's own counts; what it took is what ended or is in flight."""
    of = numbers.outcomes.get
    ended = sum(numbers.outcomes.values())
    return StageCounts(
        taken=ended + numbers.in_flight + numbers.waiting,
        completed=of(Outcome.COMPLETED, 0),
        copies=of(Outcome.COPY, 0),
        erased=of(Outcome.ERASED, 0),
        dead=of(Outcome.DEAD, 0),
    )


def _within(source: str, stage: str, counts: StageCounts) -> Iterator[str]:
    if counts.taken != counts.ended or min(asdict(counts).values()) < 0:
        parts = f"{counts.completed} completed, {counts.copies} copies, {counts.erased} erased, {counts.dead} dead"
        yield f"{stage} ({source}): took {counts.taken}, but {parts} make {counts.ended}"


def _between(stage: str, in_topics: StageCounts, by_worker: StageCounts) -> Iterator[str]:
    told = asdict(by_worker)
    for name, count in asdict(in_topics).items():
        if count != told[name]:
            yield f"{stage}: the topics say {count} {name}, the worker says {told[name]}"


def _row(stage: str, counts: StageCounts) -> str:
    return f"{stage:<8}{counts.taken:>8}{counts.completed:>11}{counts.copies:>8}{counts.erased:>8}{counts.dead:>6}"
