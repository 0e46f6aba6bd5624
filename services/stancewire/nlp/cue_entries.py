"""One entry of the cue lexicon, and how the files that hold the entries are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Final

from stancewire_schemas.codes import Polarity, StanceBasis

FILES: Final = ("verbs.tsv", "nouns.tsv", "adjectives.tsv", "prepositions.tsv")
COLUMNS: Final = (
    "id", "pattern", "class", "object", "complement", "negated", "via", "factivity", "hedge", "speech", "basis",
    "prior", "example",
)  # fmt: skip


class Kind(StrEnum):
    """What kind of word anchors the cue."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    PREPOSITION = "preposition"


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry. `object` and `complement` are the holder's stand on the thing named and on the clause."""

    id: str
    kind: Kind
    pattern: tuple[str, ...]
    act: str
    object: Polarity | None
    complement: Polarity | None
    negated: Polarity
    via: tuple[str, ...]
    factivity: str
    hedge: bool
    speech: bool
    basis: StanceBasis
    prior: float
    example: str


def read_rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells of each entry of a cue file; lines that start with # are comments."""
    source = resources.files("stancewire.data").joinpath("cues", name)
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{name}:{number}: {len(cells)} columns, not {len(columns)}")
        yield number, dict(zip(columns, cells, strict=True))


def entries_of(name: str) -> Iterator[Cue]:
    """Yield the entries of one file. Raise ValueError naming file and line of a bad one."""
    kind = Kind(name.removesuffix("s.tsv"))
    for number, row in read_rows(name, COLUMNS):
        try:
            yield _cue(kind, row)
        except ValueError as error:
            raise ValueError(f"{name}:{number}: {error}") from error


def _cue(kind: Kind, row: dict[str, str]) -> Cue:
    return Cue(
        id=row["id"],
        kind=kind,
        pattern=tuple(row["pattern"].split()),
        act=row["class"],
        object=_polarity(row["object"]),
        complement=_polarity(row["complement"]),
        negated=Polarity(row["negated"]),
        via=tuple(row["via"].split()),
        factivity=row["factivity"],
        hedge=row["hedge"] == "yes",
        speech=row["speech"] == "yes",
        basis=StanceBasis(row["basis"]),
        prior=float(row["prior"]),
        example=row["example"],
    )


def _polarity(cell: str) -> Polarity | None:
    return None if cell in {"none", ""} else Polarity(cell)
