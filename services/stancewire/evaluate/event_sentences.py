"""Task `events` on single sentences: type, both sides, status, date and CAMEO root of each event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.evaluate.breakdown import Matched, by_status, by_type
from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, Tally, bootstrap, f1_of, paired, ratio, summed
from stancewire.evaluate.names import same_party

_SIDES: Final = ("actors", "recipients")
_UNREAL: Final = frozenset({"negated", "hypothetical"})


def score_sentences(rows: Sequence[Row], predictions: Sequence[Row]) -> Report:
    """Return detection, and of the events found sides, status, dates and root, with 95 % intervals over rows.

    An event that the coder itself calls negated or hypothetical is no claim that it happened: where the gold has
    none, it counts neither for nor against. `no_event.accuracy` is the share of rows without events that stay so.
    """
    scores = [_sentence(row, found) for row, found in zip(rows, predictions, strict=True)]
    report: Report = {}
    for name, tally_of in _TALLIES.items():
        tallies = [tally_of(score) for score in scores]
        report |= {**summed(tallies).report(name), **bootstrap(f"{name}.f1", tallies, f1_of)}
    for name, shares_of in _SHARES.items():
        report |= _shares(name, [shares_of(score) for score in scores])
    matched = [score.matched for score in scores]
    return report | score_dates(rows, predictions) | by_type(matched) | by_status(matched)


def score_dates(rows: Sequence[Row], predictions: Sequence[Row]) -> Report:
    """Return how often the date of a found event is right, and how often one that has none is left without."""
    found = [pairs_of(row, prediction) for row, prediction in zip(rows, predictions, strict=True)]
    report: Report = {}
    for name, is_dated in (("date", True), ("no_date", False)):
        told = [[g["date"] == f["date"] for g, f in pairs if bool(g["date"]) is is_dated] for pairs in found]
        report |= _shares(f"{name}.accuracy", [(sum(right), len(right)) for right in told])
        report[f"{name}.found_events"] = sum(map(len, told))
    wanted = sum(event["date"] is not None for row in rows for event in row["events"])
    report["date.missed_events"] = wanted - report["date.found_events"]
    return report


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """What one sentence adds to the measures.

    `sided` counts events whose type and sides are all right, `whole` those whose status is right too; `quiet` is
    (stayed without event, has none), the other pairs are (right, of the events found).
    """

    matched: Matched
    sided: Tally
    whole: Tally
    actors: Tally
    recipients: Tally
    status: tuple[int, int]
    root: tuple[int, int]
    quiet: tuple[int, int]

    @property
    def types(self) -> Tally:
        """Events of the right type."""
        tally = Tally()
        tally.add(len(self.matched.pairs), len(self.matched.found), len(self.matched.wanted))
        return tally


def _sentence(row: Row, prediction: Row) -> SentenceScore:
    wanted = row["events"]
    pairs = pairs_of(row, prediction)
    real = [event for event in prediction["events"] if _counts(event, pairs)]
    same_sides = [(gold, found) for gold, found in pairs if _has_sides(gold, found)]
    sided, whole = Tally(), Tally()
    sided.add(len(same_sides), len(real), len(wanted))
    whole.add(sum(gold["status"] == found["status"] for gold, found in same_sides), len(real), len(wanted))
    return SentenceScore(
        matched=Matched(wanted, real, pairs),
        sided=sided,
        whole=whole,
        actors=_side(pairs, "actors"),
        recipients=_side(pairs, "recipients"),
        status=(sum(gold["status"] == found["status"] for gold, found in pairs), len(pairs)),
        root=(sum(gold["cameo_root"] == found["cameo_root"] for gold, found in pairs), len(pairs)),
        quiet=(int(not wanted and not real), int(not wanted)),
    )


def pairs_of(row: Row, prediction: Row) -> list[tuple[Row, Row]]:
    """Return the gold events with the found ones of their type, those with the same sides first."""
    return paired(row["events"], prediction["events"], _likeness)


def _likeness(gold: Row, found: Row) -> float:
    if gold["plover"] != found["plover"]:
        return 0.0
    return 1.0 + _shared(gold, found, "actors") + _shared(gold, found, "recipients")


def _counts(event: Row, pairs: Sequence[tuple[Row, Row]]) -> bool:
    return event["status"] not in _UNREAL or any(event is found for _, found in pairs)


def _side(pairs: Sequence[tuple[Row, Row]], side: str) -> Tally:
    tally = Tally()
    for gold, found in pairs:
        tally.add(_shared(gold, found, side), len(found[side]), len(gold[side]))
    return tally


def _shared(gold: Row, found: Row, side: str) -> int:
    wordings = found.get("wordings", {})
    return len(paired(gold[side], found[side], lambda g, f: float(_names(g, f, wordings))))


def _names(gold: str, found: str, wordings: dict[str, list[str]]) -> bool:
    """Tell whether the gold's words name the party found, by any wording that the text has for it."""
    return same_party(gold, found) or any(gold.casefold() == other.casefold() for other in wordings.get(found, ()))


def _has_sides(gold: Row, found: Row) -> bool:
    return all(_shared(gold, found, side) == len(gold[side]) == len(found[side]) for side in _SIDES)


def _shares(name: str, shares: Sequence[tuple[int, int]]) -> Report:
    return {name: _share(shares), **bootstrap(name, shares, _share)}


def _share(shares: Sequence[tuple[int, int]]) -> float:
    return ratio(sum(part for part, _ in shares), sum(whole for _, whole in shares))


_TALLIES: Final[dict[str, Callable[[SentenceScore], Tally]]] = {
    "type": lambda score: score.types,
    "actors": lambda score: score.actors,
    "recipients": lambda score: score.recipients,
    "sided": lambda score: score.sided,
    "whole": lambda score: score.whole,
}
_SHARES: Final[dict[str, Callable[[SentenceScore], tuple[int, int]]]] = {
    "status.accuracy": lambda score: score.status,
    "cameo_root.accuracy": lambda score: score.root,
    "no_event.accuracy": lambda score: score.quiet,
}
