"""Tellings as they come out of enrich, made up by a seed: as many events as wanted, no article behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final, NamedTuple

from stancewire.core.content_words import sketch
from stancewire.core.ids import content_id
from stancewire.merge.profile import source_of
from stancewire.merge.summary import summarise
from stancewire_schemas import EventMentionV1, TextSpan
from stancewire_schemas.enriched_article import ArticleRefV1, DateSpanV1
from stancewire_schemas.event import EventSiteV1
from stancewire_schemas.stance import PartyV1

START: Final = datetime(2026, 3, 1, tzinfo=UTC)
DAYS: Final = 14
_KINDS: Final = (
    ("ASSAULT", "190"),
    ("COERCE", "170"),
    ("PROTEST", "140"),
    ("MOBILIZE", "150"),
    ("SANCTION", "163"),
)
_DEEDS: Final = (
    *("struck", "attacked", "bombed", "killed", "wounded", "arrested", "detained", "jailed", "marched", "rallied"),
    *("protested", "deployed", "massed", "sanctioned", "banned", "shelled", "raided", "seized", "expelled"),
)
_COUNTRIES: Final = 190
_PLACES: Final = 20_000
_PERSONS: Final = 200_000
_WORDS: Final = 8_000
_RECENT: Final = 5_000
_LETTERS: Final = 26
FIRST: Final = 1
"""The paper that tells a happening first."""


class Happening(NamedTuple):
    """What happened: numbers stand for towns and persons."""

    kind: int
    country: int
    town: int
    doer: int
    victim: int
    deed: str
    words: tuple[str, ...]
    at: datetime


def telling(number: int, paper: int, of_all: int) -> EventMentionV1:
    """Return how one paper tells the happening with a number, of so many that fill a fortnight."""
    dice = Random(number)  # noqa: S311  # no secret hangs on it, and it must repeat
    what = _happening(dice, START + timedelta(days=DAYS * number / of_all), *_numbers(dice))
    article = f"{number}-{paper}"
    return _mention(what, content_id(article), article, Random(number * 31 + paper))  # noqa: S311  # the same


def founding(number: int, of_all: int) -> tuple[bytes, bytes]:
    """Return id and record of the event that the first paper to tell a happening founds."""
    source = source_of(telling(number, FIRST, of_all))
    return source.mention_id.encode(), summarise(source.mention_id, 1, (source,)).to_bytes()


def _numbers(dice: Random) -> tuple[int, int, int]:
    return _skewed(dice, _PLACES), _skewed(dice, _PERSONS), dice.randrange(_PERSONS)


def _happening(dice: Random, at: datetime, town: int, doer: int, victim: int) -> Happening:
    words = tuple(_word(_skewed(dice, _WORDS)) for _ in range(14))
    kind, country = dice.randrange(len(_KINDS)), _skewed(dice, _COUNTRIES)
    return Happening(kind, country, town, doer, victim, dice.choice(_DEEDS), words, at)


def _mention(what: Happening, own_id: str, article: str, dice: Random) -> EventMentionV1:
    text = f"Person{what.victim} was {what.deed} in Town{what.town} " + " ".join(dice.sample(what.words, 9))
    start = text.index(what.deed)
    kind, cameo = _KINDS[what.kind]
    return EventMentionV1(
        id=own_id,
        type=kind,
        mode=None,
        contexts=(),
        cameo=cameo,
        goldstein=-5.0,
        status="asserted",
        date=_date(what.at) if dice.random() < 0.5 else None,
        magnitudes=(),
        confidence=0.7,
        claimed_by=None,
        actors=(_person(what.doer, what.country),) if dice.random() < 0.7 else (),
        recipients=(_person(what.victim, what.country),) if dice.random() < 0.8 else (),
        place=_site(what.town, what.country) if dice.random() < 0.6 else None,
        article=_article(article, f"Paper {dice.randrange(50)}", what.at),
        evidence=(TextSpan(start=0, end=len(text), text=text),),
        triggers=(TextSpan(start=start, end=start + len(what.deed), text=what.deed),),
        sketch=sketch(text + " " + " ".join(what.words)),
        fingerprint="bench",
    )


def stream(first: int, count: int, of_all: int, repeats: float, dice: Random) -> Iterator[EventMentionV1]:
    """Yield tellings of new happenings from a number on; a share of them by another paper, of the last 5,000."""
    at = first
    for _ in range(count):
        if dice.random() < repeats and at > 0:
            before = 1 + dice.randrange(min(at, _RECENT))
            yield telling(at - before, FIRST + 1 + dice.randrange(4), of_all)
        else:
            yield telling(at, FIRST, of_all)
            at += 1


def _skewed(dice: Random, most: int) -> int:
    # A few are in the news every day, most once a year.
    return int(most * dice.random() ** 2)


def _word(number: int) -> str:
    # Other numbers must differ in the first five letters, by which words are compared.
    return "".join(chr(ord("a") + number // _LETTERS**place % _LETTERS) for place in range(4))


def _person(number: int, country: int) -> PartyV1:
    return PartyV1(
        id=f"sw:p/{number}",
        name=f"First Person{number}",
        type="person",
        country=_iso(country),
        sector=None,
        role=None,
        link_confidence=0.0,
    )


def _iso(number: int) -> str:
    return chr(65 + number // 26 % 26) + chr(65 + number % 26) + "X"


def _site(number: int, country: int) -> EventSiteV1:
    return EventSiteV1(
        name=f"Town{number}",
        geonames_id=number or 20_001,
        country=_iso(country),
        lat=round(number % 170 - 85, 1),
        lon=round(number % 350 - 175, 1),
        kind="city",
        role="site",
        confidence=0.9,
    )


def _date(at: datetime) -> DateSpanV1:
    day = at.date().isoformat()
    basis: dict[str, Any] = {"start": 0, "end": 6, "text": "Monday"}
    return DateSpanV1(start=day, end=day, granularity="day", kind="relative", basis=TextSpan(**basis))


def _article(article: str, publisher: str, at: datetime) -> ArticleRefV1:
    return ArticleRefV1(
        id=article,
        url=None,
        publisher=publisher,
        title=None,
        language="en",
        published_at=at,
        content_sha256="0" * 64,
        story_id="0" * 32,
        version=1,
    )
