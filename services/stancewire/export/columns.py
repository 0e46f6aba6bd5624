"""A format as a table of columns: name, what it says, and how it is read off an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from stancewire.export.told import Told
from stancewire_schemas.stance import PartyV1


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a format that has one actor and one recipient a row; either may be missing."""

    told: Told
    actor: PartyV1 | None
    recipient: PartyV1 | None
    number: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` returns what stands in it, "" where the event does not say."""

    name: str
    value: Callable[[Pair], Any]


def pairs(told: Told) -> list[Pair]:
    """Return a row for each actor with each recipient; a side that nobody is named on counts as one."""
    actors: Iterable[PartyV1 | None] = told.body.actors or (None,)
    recipients: tuple[PartyV1 | None, ...] = told.body.recipients or (None,)
    sides = [(actor, recipient) for actor in actors for recipient in recipients]
    return [Pair(told, actor, recipient, number) for number, (actor, recipient) in enumerate(sides)]


def cells(columns: Iterable[Column], pair: Pair) -> list[str]:
    """Return a row's cells as text; tabs and line breaks inside become spaces."""
    return [" ".join(str(_or_blank(column.value(pair))).split()) for column in columns]


def total(told: Told, kind: str) -> int | None:
    """Return the largest number told of a kind, such as killed; None where none is told."""
    found = [m.value if m.value is not None else m.low for m in told.body.magnitudes if m.kind == kind]
    known = [number for number in found if number is not None]
    return int(max(known)) if known else None


def _or_blank(value: object) -> object:
    return "" if value is None else value
