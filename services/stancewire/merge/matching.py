"""Whether a telling and an event are about the same thing, and why. Pure.

Each part of the comparison gives or takes points; some contradictions rule a match out. Points are hand-set on
the development part of ECB+ and on the project's own sample stories.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from stancewire.merge.articles import THE_SAME_STORY, story, told_in_both, twice
from stancewire.merge.counts import exact, numbers
from stancewire.merge.days import dates
from stancewire.merge.parts import Beside, beside
from stancewire.merge.point import Point
from stancewire.merge.profile import Profile
from stancewire.merge.sides import sides
from stancewire.merge.sites import places

NEEDED: Final = 2.5
"""Points from which a telling joins an event."""

_FEW_WORDS: Final = 3
_MUCH: Final = 0.4
_SOME: Final = 0.2
_HARDLY: Final = 0.1
_OTHER_KIND: Final = Point("another type or status", 0.0, forbids=True)
_SAME_SENTENCE: Final = Point("same sentence", 3.0, particular=True)
_SAME_WORD: Final = Point("same word", 1.25)
_WORDS_OF_MODE: Final = Point("other words for one mode", 0.5)
_OTHER_WORDS: Final = Point("other words", -1.0)
_OTHER_MODE: Final = Point("another mode", -0.75)
_MOST_OF_NAMES: Final = 1.3
_MOST_OF_WORDS: Final = 1.0
_OPEN: Final = _MOST_OF_NAMES + _MOST_OF_WORDS + THE_SAME_STORY.points
_MUCH_THE_SAME: Final = Point("much the same words", _MOST_OF_WORDS, particular=True)
_SOME_OF_THE_SAME: Final = Point("some of the same words", 0.5)
_HARDLY_A_WORD: Final = Point("hardly a word in common", -0.25)
_OTHER_NUMBERS: Final = Point("other numbers beside it", -1.0)
_OTHER_COUNT: Final = Point("another number than it counts beside it", -1.0)


class Verdict(NamedTuple):
    """The sum of the points and what gave them; `joins` once it is enough and something particular is shared."""

    points: float
    reasons: tuple[str, ...]
    joins: bool


def compare(telling: Profile, event: Profile, needed: float = NEEDED) -> Verdict:
    """Return whether a telling joins an event, for which so many points are needed; symmetric.

    What takes long to compare is left out where it could not make the difference any more.
    """
    if telling.type != event.type or telling.status != event.status:
        return _apart(_OTHER_KIND)
    # The cheapest of all contradictions, and the most frequent.
    date = dates(telling.days, telling.published, event.days, event.published)
    if date is not None and date.forbids:
        return _apart(date)
    share = 0.0 if telling.texts.isdisjoint(event.texts) else told_in_both(telling, event)
    found = [twice(telling, event, share)] if share else []
    if found and found[-1].forbids:
        return _apart(found[-1])
    found += sides(telling, event)
    if found and found[-1].forbids:
        return _apart(found[-1])
    return _verdict(found + _plain_points(telling, event, date), telling, event, share, needed)


def _apart(why: Point) -> Verdict:
    return Verdict(0.0, (why.reason,), joins=False)


def _verdict(found: list[Point], telling: Profile, event: Profile, share: float, needed: float) -> Verdict:
    # What is still to come may give so much at most: what cannot be enough any more is not looked at.
    points = _sum(found)
    if points + _OPEN >= needed:
        one, other = beside(telling.beside), beside(event.beside)
        context = _context(one, other)
        if _counts_other(telling, other, event) or _counts_other(event, one, telling):
            context.append(_OTHER_COUNT)
        found += context
        points += _sum(context)
        if points + THE_SAME_STORY.points >= needed:
            told = story(one, other, share)
            found += told
            points += _sum(told)
    points = round(points, 3)
    joins = points >= needed and any(p.particular for p in found)
    return Verdict(points, tuple([p.reason for p in found]), joins)


def _sum(found: list[Point]) -> float:
    return sum([p.points for p in found])


def _plain_points(telling: Profile, event: Profile, date: Point | None) -> list[Point]:
    found: list[Point] = []
    if telling.counts and event.counts:
        same_day = telling.days is not None and telling.days == event.days
        found = numbers(telling.counts, event.counts, same_day=same_day)
    if date is not None:
        found.append(date)
    place = None if telling.place is None else places(telling.place, event.place)
    if place is not None:
        found.append(place)
    found.append(_words(telling, event))
    if telling.mode != event.mode and telling.mode is not None and event.mode is not None:
        found.append(_OTHER_MODE)
    return found


def _words(telling: Profile, event: Profile) -> Point:
    if not telling.sentences.isdisjoint(event.sentences):
        return _SAME_SENTENCE
    if not telling.stems.isdisjoint(event.stems):
        return _SAME_WORD
    is_same_mode = telling.mode is not None and telling.mode == event.mode
    return _WORDS_OF_MODE if is_same_mode else _OTHER_WORDS


def _context(one: Beside, other: Beside) -> list[Point]:
    """Compare what else the sentences speak of: one shooting has its town and its weapon in all papers."""
    names = len(one.names & other.names)
    found = [Point("the same names beside it", 0.75 * min(names, 3) ** 0.5, particular=True)] if names else []
    smaller = min(len(one.words), len(other.words))
    if smaller < _FEW_WORDS:
        return found
    share = len(one.words & other.words) / smaller
    if share >= _MUCH:
        found.append(_MUCH_THE_SAME)
    elif share >= _SOME:
        found.append(_SOME_OF_THE_SAME)
    elif share < _HARDLY:
        found.append(_HARDLY_A_WORD)
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        found.append(_OTHER_NUMBERS)
    return found


def _counts_other(one: Profile, beside_other: Beside, other: Profile) -> bool:
    """Tell whether one counts what the sentences of the other, which count something, know no such number of."""
    if not one.counts or not beside_other.numbers:
        return False
    counted = exact(one.counts)
    return bool(counted) and counted.isdisjoint(beside_other.numbers) and counted.isdisjoint(exact(other.counts))
