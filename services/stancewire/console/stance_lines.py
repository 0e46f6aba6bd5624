"""Who stood where, over time: stances as a table and a small chart. Pure: the same records give the same lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stancewire.console.lines import shorten
from stancewire_schemas import StanceV1
from stancewire_schemas.codes import Polarity
from stancewire_schemas.stance import PartyV1

NARRATOR: Final = "(the publication)"
_UNDATED: Final = "undated"
_SIDES: Final = {Polarity.AGAINST: "-", Polarity.NEUTRAL: "·", Polarity.MIXED: "±", Polarity.FAVOUR: "+"}
_NAME, _TARGET, _WORDS, _BAR = 24, 32, 56, 40


class Period(StrEnum):
    """What one row of the chart covers."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_LENGTHS: Final = {Period.DAY: 10, Period.MONTH: 7, Period.YEAR: 4}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which stances are asked for. Words match a name, an id, or a part of the claim, whatever their case."""

    holder: str | None = None
    target: str | None = None

    def takes(self, stance: StanceV1) -> bool:
        """Return whether the stance is asked for; one that was withdrawn never is."""
        if stance.withdrawn or not _matches(self.holder, _names(stance.holder) or [NARRATOR]):
            return False
        claim = [stance.proposition.text] if stance.proposition else []
        return _matches(self.target, [*_names(stance.target), *claim])


def _names(party: PartyV1 | None) -> list[str]:
    return [] if party is None else [party.name, party.id]


def _matches(asked: str | None, names: Iterable[str]) -> bool:
    return asked is None or any(asked.casefold() in name.casefold() for name in names)


def latest(stances: Iterable[StanceV1]) -> list[StanceV1]:
    """Return each stance once, as it was told last, by day, then article and id; undated ones come first."""
    by_id = {stance.id: stance for stance in stances}
    return sorted(by_id.values(), key=lambda stance: (day_of(stance), stance.article.id, stance.id))


def day_of(stance: StanceV1) -> str:
    """Return the ISO day of publication, or nothing."""
    moment = stance.article.published_at
    return moment.date().isoformat() if moment is not None else ""


def table(stances: Iterable[StanceV1]) -> list[str]:
    """Return one line a stance: day, holder, side, target or claim, evidence."""
    return [_row(stance) for stance in stances]


def _row(stance: StanceV1) -> str:
    holder = stance.holder.name if stance.holder else NARRATOR
    claim = f"“{stance.proposition.text}”" if stance.proposition else "?"
    target = stance.target.name if stance.target else claim
    cells = (
        f"{day_of(stance) or _UNDATED:10}",
        f"{shorten(holder, _NAME):{_NAME}}",
        f"{_SIDES[Polarity(stance.polarity)]} {stance.polarity:8}",
        f"{shorten(target, _TARGET):{_TARGET}}",
        shorten(stance.evidence.text, _WORDS),
    )
    return "  ".join(cells).rstrip()


def chart(stances: Iterable[StanceV1], period: Period) -> list[str]:
    """Return one line a period that has stances: a mark a stance, against first; long rows are scaled down."""
    counts: dict[str, Counter[Polarity]] = {}
    for stance in stances:
        when = day_of(stance)[: _LENGTHS[period]] or _UNDATED
        counts.setdefault(when, Counter())[Polarity(stance.polarity)] += 1
    widest = max((row.total() for row in counts.values()), default=0)
    scale = min(1.0, _BAR / widest) if widest else 1.0
    return [_bar(when, counts[when], scale) for when in sorted(counts)]


def _bar(when: str, row: Counter[Polarity], scale: float) -> str:
    bar = "".join(mark * max(1, round(row[side] * scale)) for side, mark in _SIDES.items() if row[side])
    told = ", ".join(f"{row[side]} {side.value}" for side in _SIDES if row[side])
    return f"{when:10}  {bar:{_BAR}}  {told}"
