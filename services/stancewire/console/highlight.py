"""An article cut where tags begin and end, so that overlapping tags can be drawn over one another. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from stancewire.console.reasons import reasons
from stancewire_schemas import EnrichedArticleV1
from stancewire_schemas.enriched_article import StanceTagV1

ORDER = ("quote", "stance", "place", "entity", "event")


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag on the text: what it is, which one, where (code points, end exclusive), and what it says."""

    kind: str
    ref: str
    start: int
    end: int
    says: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without a border of any tag inside; `marks` are those that cover it, widest kind first."""

    text: str
    marks: tuple[Mark, ...] = field(default=())

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the marks, each once."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def refs(self) -> tuple[str, ...]:
        """Which tags they are, each once."""
        return tuple(dict.fromkeys(mark.ref for mark in self.marks))

    @property
    def says(self) -> str:
        """What the marks say, a line each."""
        return "\n".join(dict.fromkeys(mark.says for mark in self.marks))


def pieces(text: str, marks: list[Mark]) -> Iterator[Piece]:
    """Yield the whole text in order, piece by piece. Linear in text and marks together, but for their overlaps."""
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            opening[mark.start].append(mark)
            closing[mark.end].append(mark)
    borders = sorted({0, len(text), *opening, *closing})
    live: dict[Mark, None] = {}
    for start, end in pairwise(borders):
        for mark in closing[start]:
            live.pop(mark, None)
        live.update(dict.fromkeys(opening[start]))
        yield Piece(text[start:end], tuple(sorted(live, key=lambda mark: (ORDER.index(mark.kind), mark.start))))


def marks_of(record: EnrichedArticleV1) -> list[Mark]:
    """Return every tag of a record as marks, with the words that explain it."""
    names = {entity.ref: entity.name for entity in record.entities}
    found = [
        Mark("entity", e.ref, m.start, m.end, f"{e.name}: {e.type}{_about(e.country, e.sector, e.role)} ({m.form})")
        for e in record.entities
        for m in e.mentions
    ]
    found += [
        Mark("place", p.ref, m.start, m.end, f"{p.name}: {p.kind}") for p in record.places for m in p.mentions
    ]
    found += [
        Mark("quote", q.ref, q.start, q.end, f"{q.form} quote of {_who(names, q.holder)}") for q in record.quotes
    ]
    found += [Mark("stance", s.id, s.cue.start, s.cue.end, _why(s, names)) for s in record.stances]
    found += [
        Mark("event", e.id, m.trigger.start, m.trigger.end, f"{e.type}{_dash(e.mode)}, {e.status}")
        for e in record.events
        for m in e.mentions
    ]
    return found


def _why(stance: StanceTagV1, names: dict[str, str]) -> str:
    about = names.get(stance.target or "") or (stance.proposition.text if stance.proposition else "")
    told = f"{_who(names, stance.holder)}: {stance.polarity} towards {about}"
    return f"{told}, confidence {stance.confidence:.2f} ({reasons(stance.cue.rule)})"


def _about(*parts: str | None) -> str:
    return "".join(f", {part}" for part in parts if part)


def _dash(mode: str | None) -> str:
    return f" / {mode}" if mode else ""


def _who(names: dict[str, str], ref: str | None) -> str:
    return names[ref] if ref else "the publication"
