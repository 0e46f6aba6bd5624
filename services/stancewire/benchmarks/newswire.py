"""A made-up newswire whose truth is known: first tellings, copies, rewritten reports, updates and look-alikes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from stancewire_schemas import RawArticleV1

START: Final = datetime(2026, 3, 2, 6, tzinfo=UTC)
DEEDS: Final[dict[str, tuple[str, ...]]] = {
    "ASSAULT": ("attacked", "struck", "bombed", "shelled"),
    "COERCE": ("arrested", "detained", "seized"),
    "SANCTION": ("sanctioned", "blacklisted"),
    "ACCUSE": ("accused", "denounced", "condemned"),
}
STATES: Final = tuple(
    sorted(
        stem + ending
        for stem in (
            "Nor",
            "Sud",
            "Est",
            "Ves",
            "Mor",
            "Lir",
            "Cas",
            "Bel",
            "Tyr",
            "Ques",
            "Ad",
            "Ruth",
            "Sam",
            "Iber",
        )
        for ending in ("land", "mark", "stan", "ovia", "onia", "burg", "aria", "alba", "enia", "heim")
    )
)
_SYLLABLES: Final = (
    "bar",
    "den",
    "fol",
    "gar",
    "hul",
    "jon",
    "kir",
    "lum",
    "mor",
    "nes",
    "por",
    "rak",
    "sil",
    "tam",
)
_PAPERS: Final = 60
_SPAN_DAYS: Final = 14
_OF_THE_STORY: Final = 0.7


@dataclass(frozen=True, slots=True)
class Sent:
    """One article as it comes in, and what is true of it: its event, and whether it is a copy of a known text."""

    article: RawArticleV1
    event: int
    is_copy: bool


@dataclass(frozen=True, slots=True)
class _Event:
    number: int
    kind: str
    actor: str
    target: str
    town: str
    toll: int
    at: datetime


def states(count: int) -> tuple[str, ...]:
    """Return so many of the states, the same each time: the fewer, the more often the same two meet again."""
    return tuple(sorted(Random(5).sample(STATES, count)))  # noqa: S311  # no secret hangs on it, and it must repeat


def newswire(count: int, seed: int, among: Sequence[str] = STATES) -> Iterator[Sent]:
    """Yield about so many articles in the order of their publication; the same for the same seed and states."""
    dice = Random(seed)  # noqa: S311  # no secret hangs on it, and it must repeat
    sent: list[Sent] = []
    number = 0
    while len(sent) < count:
        event = _happening(number, dice, count, among)
        sent += _coverage(event, dice)
        number += 1
        if dice.random() < 0.3:
            sent += _coverage(_look_alike(event, number, dice), dice)
            number += 1
    yield from sorted(sent, key=lambda s: (s.article.published_at, s.article.id))


def _happening(number: int, dice: Random, count: int, among: Sequence[str]) -> _Event:
    actor, target = dice.sample(among, 2)
    at = START + timedelta(days=_SPAN_DAYS * min(1.0, 6 * number / count) * 0.999, minutes=dice.randrange(600))
    return _Event(
        number, dice.choice(sorted(DEEDS)), actor, target, made_up_word(dice, 3).title(), dice.randint(3, 40), at
    )


def _look_alike(event: _Event, number: int, dice: Random) -> _Event:
    """Return another event of the same kind between the same sides, two to four days later, elsewhere."""
    later = event.at + timedelta(days=dice.randint(2, 4))
    return _Event(
        number, event.kind, event.actor, event.target, made_up_word(dice, 3).title(), dice.randint(3, 40), later
    )


def _coverage(event: _Event, dice: Random) -> Iterator[Sent]:
    for report in range(dice.randint(1, 3)):
        at = event.at + timedelta(hours=report * 5 + dice.randrange(4))
        text = _text(event, event.toll, dice)
        first = _article(event, f"{event.number}-{report}", text, at, dice)
        yield Sent(first, event.number, is_copy=False)
        for copy in range(dice.choice((0, 0, 1, 2, 4))):
            later = at + timedelta(hours=1 + dice.randrange(40))
            again = _article(event, f"{event.number}-{report}-{copy}", _printed_again(text, dice), later, dice)
            yield Sent(again, event.number, is_copy=True)
        if dice.random() < 0.15:
            update = _text(event, event.toll + dice.randint(1, 3), dice)
            yield Sent(
                _article(event, first.id, update, at + timedelta(hours=9), dice), event.number, is_copy=False
            )


def _text(event: _Event, toll: int, dice: Random) -> str:
    """Return a report: a lead that the stand-in reads, and sentences that no other report has."""
    deed, where = dice.choice(DEEDS[event.kind]), f" in {event.town}" if dice.random() < 0.8 else ""
    when = f" on {event.at:%A}" if dice.random() < 0.6 else ""
    lead = f"{event.actor} {deed} {event.target}{where}{when}, and {toll} people were named by officials."
    if dice.random() < 0.5:
        lead = f"Officials in the region said that {lead}"
    own = Random(event.number)  # noqa: S311  # the same
    pool = [made_up_word(own, 3) for _ in range(24)]

    def word() -> str:
        # Reports of one event speak of the same streets, people and things, each also of others.
        return dice.choice(pool) if dice.random() < _OF_THE_STORY else made_up_word(dice, 3)

    about = [f"The {word()} of {event.town} {word()} the {word()} {word()}." for _ in range(dice.randint(5, 9))]
    return "\n".join([f"{event.town.upper()} (Wire) - {lead}", *about, "(Edited by the night desk)"])


def _printed_again(text: str, dice: Random) -> str:
    """Return a copy: another dateline or none, the tail cut or not, another credit line or none."""
    opening, *body = text.split("\n")
    lead = opening.partition(" - ")[2]
    kept = body[: -1 - dice.choice((0, 0, 1, 2))]
    dateline = dice.choice(("", "NEWTOWN (Harbour Gazette) - ", "PORTVILLE, March 3 (Agencies) - "))
    credit = dice.choice(([], ["(Compiled by the foreign desk)"]))
    return dice.choice(("\n", "\n\n")).join([dateline + lead, *kept, *credit])


def _article(event: _Event, own_id: str, text: str, at: datetime, dice: Random) -> RawArticleV1:
    title = f"{event.actor} and {event.target}: {made_up_word(dice, 2)}"
    publisher = f"Paper {dice.randrange(_PAPERS)}"
    return RawArticleV1(
        id=f"w{own_id}", text=text, title=title, publisher=publisher, published_at=at, language="en"
    )


def made_up_word(dice: Random, syllables: int) -> str:
    """Return a word of no language in small letters; the same dice give the same word."""
    return "".join(dice.choice(_SYLLABLES) for _ in range(syllables))
