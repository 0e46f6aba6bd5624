"""The least that a broker must allow each stage, read off the table of the flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stancewire.settings import Settings
from stancewire.topology import STAGES, StageRow
from stancewire_schemas import topics

Operation = Literal["READ", "WRITE", "DESCRIBE", "DESCRIBE_CONFIGS"]


@dataclass(frozen=True, slots=True)
class Permission:
    """Operations on one topic or consumer group, by its exact name."""

    resource: Literal["TOPIC", "GROUP"]
    name: str
    operations: tuple[Operation, ...]


def of_stage(settings: Settings, row: StageRow) -> list[Permission]:
    """Return what a worker of a stage needs; it may make no topic and read nothing else."""
    can_read, can_write = {row.reads, row.memory}, {*row.writes, row.memory, row.rejects}
    found = [
        Permission("TOPIC", settings.topic(name), _operations(name in can_read, name in can_write))
        for name in sorted(can_read | can_write)
    ]
    return [*found, Permission("GROUP", settings.group(row.name), ("READ", "DESCRIBE"))]


def of_feed(settings: Settings) -> list[Permission]:
    """Return what a feed needs."""
    return [Permission("TOPIC", settings.topic(topics.RAW.name), ("WRITE", "DESCRIBE"))]


def of_replay(settings: Settings) -> list[Permission]:
    """Return what `stancewire dead` needs: letters, what they came from, what was erased, and the way back."""
    sent_to = sorted({row.reads for row in STAGES.values()})
    return [
        *(Permission("TOPIC", settings.topic(name), ("READ", "WRITE", "DESCRIBE")) for name in sent_to),
        Permission("TOPIC", settings.topic(topics.DEAD.name), ("READ", "WRITE", "DESCRIBE")),
        Permission("TOPIC", settings.topic(topics.INDEX.name), ("READ", "DESCRIBE")),
    ]


def of_sink(settings: Settings) -> list[Permission]:
    """Return what `stancewire sink` needs with `--group` as the group is named here."""
    read = sorted((topics.EVENT.name, topics.STANCE.name))
    return [
        *(Permission("TOPIC", settings.topic(name), ("READ", "DESCRIBE")) for name in read),
        Permission("GROUP", settings.group("sink"), ("READ", "DESCRIBE")),
    ]


def _operations(can_read: bool, can_write: bool) -> tuple[Operation, ...]:
    told: list[Operation] = ["READ"] if can_read else []
    told += ["WRITE"] if can_write else []
    # At its start a worker compares the topics with their contracts.
    return (*told, "DESCRIBE", "DESCRIBE_CONFIGS")
