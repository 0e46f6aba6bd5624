"""What every topic must hold, computed in process from what stands in the topic before it.

Each stage is stepped over its real input log, partition by partition, without Kafka. A stage is a pure function of
that log, so whatever died meanwhile, its outputs must hold exactly these records.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, TypeVar

from faults.feed import partition_of
from faults.toy_coder import coded

from stancewire.core.messages import Message, Outcome, Outgoing, Stage
from stancewire.enrich.stage import EnrichStage
from stancewire.errors import Reject
from stancewire.ingest.stage import IngestStage
from stancewire.merge.stage import MergeStage
from stancewire.settings import LimitSettings
from stancewire.topology import STAGES, StageRow
from stancewire_schemas import CARDS, AcceptedArticleV1, topics
from stancewire_schemas.codes import DeadReason

MANY = 5000
"""Messages from which stepping them takes longer than starting processes for it."""

REASONS = {
    "kill": DeadReason.WORKER_CRASH,
    "segfault": DeadReason.WORKER_CRASH,
    "memory": DeadReason.RESOURCE,
    "hang": DeadReason.TIMEOUT,
    "main": DeadReason.QUARANTINE,
}

T = TypeVar("T")

Identity = tuple[str, int | None, bytes | None, bytes | None]
"""Topic, partition where it is fixed, key and value of a record."""


@dataclass
class Expected:
    """What one stage makes of its input log."""

    outcomes: Counter[str] = field(default_factory=Counter)
    records: set[Identity] = field(default_factory=set)
    state: dict[tuple[int, bytes], bytes | None] = field(default_factory=dict)
    made: list[Outgoing] = field(default_factory=list)
    dead: dict[tuple[str, int, int], str] = field(default_factory=dict)


async def _code(value: bytes) -> bytes:
    accepted = AcceptedArticleV1.from_bytes(value)
    fault = accepted.article.metadata.get("fault") if accepted.article else None
    if isinstance(fault, str) and fault in REASONS:
        raise Reject(REASONS[fault], "as the article asked")
    return coded(accepted)


def stage_of(row: StageRow) -> Stage:
    """Return a fresh stage that needs no other process."""
    limits = LimitSettings()
    match row.name:
        case "ingest":
            return _Quarantined(limits.message_bytes)
        case "enrich":
            return EnrichStage(_code, limits.evidence_chars, "f00d")
        case _:
            return MergeStage()


class _Quarantined(IngestStage):
    """Ingest as the journal makes it: what kills the main process each time is given up."""

    def decide(self, message: Message) -> Any:
        result = super().decide(message)
        if b'"fault": "main"' in (message.value or b""):
            raise Reject(DeadReason.QUARANTINE, "as the article asked")
        return result


def expect(row: StageRow, log: Iterable[Message]) -> Expected:
    """Return what a stage makes of a log, whose messages are in order within each partition."""
    with asyncio.Runner() as runner:
        return _stepped(stage_of(row), log, runner)


def _stepped(stage: Stage, log: Iterable[Message], runner: asyncio.Runner) -> Expected:
    found = Expected()
    for message in log:
        try:
            result = runner.run(_step(stage, message))
        except Reject as reject:
            found.outcomes[Outcome.DEAD] += 1
            found.dead[message.topic, message.partition, message.offset] = reject.reason
            continue
        found.outcomes[result.outcome] += 1
        found.made += result.records
        found.records |= {(r.topic, None, r.key, r.value) for r in result.records}
        for record in result.memory:
            stage.remember(message.partition, record.key, record.value, message.offset)
            found.records.add((record.topic, message.partition, record.key, record.value))
            found.state[message.partition, record.key] = record.value
    return found


async def _step(stage: Stage, message: Message) -> Any:
    return await stage.step(message)


def message_of(name: str, record: Any) -> Message:
    return Message(
        name, record.partition, record.offset, record.key, record.value, tuple(record.headers), record.timestamp
    )


def clean_run(raw: Iterable[Message]) -> dict[str, Expected]:
    """Return what the stages make of a raw log when nothing goes wrong, each fed by the one before it."""
    found: dict[str, Expected] = {}
    log = list(raw)
    for name, row in STAGES.items():
        found[name] = expect(row, log)
        following = [r for r in found[name].made if r.topic != topics.STANCE.name]
        log = [Message(r.topic, partition_of(r.key), offset, r.key, r.value) for offset, r in enumerate(following)]
    return found


def expected_of(logs: Mapping[str, list[Any]]) -> tuple[dict[str, Expected], dict[str, Expected]]:
    """Return what each stage makes of its real log, and what all make of the raw log when nothing goes wrong."""
    read = {card.name: [message_of(card.name, record) for record in logs[card.name]] for card in CARDS}
    with _workers(len(read[topics.RAW.name])) as workers:
        clean = _later(workers, clean_run, read[topics.RAW.name])
        stepped = {name: _later(workers, expect, row, read[row.reads]) for name, row in STAGES.items()}
        return {name: future.result() for name, future in stepped.items()}, clean.result()


def _workers(messages: int) -> Any:
    if messages < MANY:
        return nullcontext()
    return ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn"))


def _later(workers: Executor | None, step: Callable[..., T], *inputs: Any) -> Future[T]:
    if workers is not None:
        return workers.submit(step, *inputs)
    done: Future[T] = Future()
    done.set_result(step(*inputs))
    return done
