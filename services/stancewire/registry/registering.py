"""Brings a registry to where the schemas are; a repeat changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from stancewire.registry.connection import Registry
from stancewire.registry.subjects import Subject


class State(StrEnum):
    """How a subject stands, or would be left."""

    PRESENT = "present"
    REGISTERED = "registered"
    ABSENT = "absent"
    INCOMPATIBLE = "incompatible"


@dataclass(frozen=True, slots=True)
class Report:
    """One subject. `has_level` tells whether the registry holds new versions to what it should."""

    subject: Subject
    state: State
    has_level: bool


def register(registry: Registry, wanted: Iterable[Subject]) -> Iterator[Report]:
    """Add what the registry does not have and set what new versions must keep, one subject after another.

    Raise UserError with exit code 1 where it refuses a schema; what was registered before stays.
    """
    for subject in wanted:
        is_known = registry.knows(subject)
        if not is_known:
            registry.add(subject)
        # Behind the first version: some registries have no settings for a subject that is not there yet.
        if registry.level(subject) != subject.level:
            registry.set_level(subject)
        yield Report(subject, State.PRESENT if is_known else State.REGISTERED, has_level=True)


def compare(registry: Registry, wanted: Iterable[Subject]) -> Iterator[Report]:
    """Tell how each subject stands; the registry is only asked."""
    for subject in wanted:
        yield Report(subject, _state(registry, subject), registry.level(subject) == subject.level)


def _state(registry: Registry, subject: Subject) -> State:
    if registry.knows(subject):
        return State.PRESENT
    return State.ABSENT if registry.is_compatible(subject) else State.INCOMPATIBLE
