"""PLOVER 2.0 types and modes, their scores, and CAMEO both ways. The data are the tables in `data/ontology`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from stancewire_schemas.codes import EventType

_DATA: Final = files("stancewire.data")


@dataclass(frozen=True, slots=True)
class Category:
    """A type, or a mode of one: `score` runs from conflict (-10) to cooperation (+10)."""

    type: EventType
    mode: str | None
    cameo: str
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code of 2 to 4 digits; `type` is None for statements, which PLOVER leaves out."""

    code: str
    name: str
    type: EventType | None
    mode: str | None


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of every line of a tab-separated table under `data`, without its comments."""
    for line in _DATA.joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def types() -> dict[EventType, Category]:
    """Return the 16 types."""
    return {
        EventType(kind): Category(EventType(kind), None, cameo, float(score), definition)
        for kind, _, cameo, score, definition in rows("ontology/types.tsv")
    }


@cache
def modes() -> dict[tuple[EventType, str], Category]:
    """Return every mode by type and name."""
    return {
        (EventType(kind), mode): Category(EventType(kind), mode, cameo, float(score), definition)
        for kind, mode, cameo, score, definition in rows("ontology/modes.tsv")
    }


@cache
def cameo_codes() -> dict[str, CameoCode]:
    """Return every CAMEO code: roots of two digits and codes of three or four."""
    return {
        code: CameoCode(code, name, None if kind == "-" else EventType(kind), None if mode == "-" else mode)
        for code, kind, mode, name in rows("ontology/cameo.tsv")
    }


@cache
def _quads() -> dict[EventType, str]:
    return {EventType(row[0]): row[1] for row in rows("ontology/types.tsv")}


def category(kind: EventType, mode: str | None = None) -> Category:
    """Return the mode's entry, or the type's where the mode is None or unknown."""
    return modes().get((kind, mode or ""), types()[kind])


def score(kind: EventType, mode: str | None = None) -> float:
    """Return the Goldstein-type score, -10 (conflict) to +10 (cooperation)."""
    return category(kind, mode).score


def cameo(kind: EventType, mode: str | None = None) -> str:
    """Return the CAMEO code that stands nearest to a type and mode."""
    return category(kind, mode).cameo


def quad(kind: EventType) -> str:
    """Return verbal_cooperation, material_cooperation, verbal_conflict or material_conflict."""
    return _quads()[kind]


def plover(code: str) -> CameoCode | None:
    """Return what a CAMEO code means in PLOVER, falling back to its parents; None for an unknown root."""
    while len(code) >= 2:
        if code in cameo_codes():
            return cameo_codes()[code]
        code = code[:-1]
    return None
