"""THE FORMATS AS A TABLE: name and how events are written in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import IO, Final

from stancewire.export import acled, gdelt, parquet, plover
from stancewire.export.told import Told
from stancewire_schemas.codes import EventStatus


class ExportFormat(StrEnum):
    """A form that other tools read."""

    PLOVER = "plover-json"
    GDELT = "gdelt-tsv"
    ACLED = "acled-csv"
    PARQUET = "parquet"


Writer = Callable[[Iterable[Told], IO[bytes]], None]


def _facts(events: Iterable[Told]) -> Iterable[Told]:
    """Return what is told as fact: these formats have no column that could say otherwise."""
    return (told for told in events if told.body.status == EventStatus.ASSERTED)


def _text(lines: Callable[[Iterable[Told]], Iterable[str]]) -> Writer:
    def write(events: Iterable[Told], out: IO[bytes]) -> None:
        for line in lines(events):
            out.write(f"{line}\n".encode())

    return write


WRITERS: Final[dict[ExportFormat, Writer]] = {
    ExportFormat.PLOVER: _text(plover.lines),
    ExportFormat.GDELT: _text(lambda events: gdelt.lines(_facts(events))),
    ExportFormat.ACLED: _text(acled.lines),
    ExportFormat.PARQUET: parquet.write,
}
