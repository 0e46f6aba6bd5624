"""When a page says that it was published, to the minute where it says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from htmldate import find_date
from lxml.html import HtmlElement

_OLDEST: Final = datetime(1990, 1, 2, tzinfo=UTC)
_AHEAD: Final = timedelta(days=2)
_METAS: Final = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='DC.date.issued']/@content",
    "//time[@pubdate]/@datetime",
)
_DEEPEST: Final = 12


def published_in(tree: HtmlElement, url: str | None, now: datetime) -> datetime | None:
    """Return the moment of publication in UTC; midnight where only a day is told, None where nothing sure is.

    What the page declares wins over dates in its address and its markup; dates in the text are no evidence.
    """
    for said in _declared(tree):
        moment = moment_of(said, now)
        if moment is not None:
            return moment
    found = find_date(tree, extensive_search=False, original_date=True, url=url, max_date=now + _AHEAD)
    return moment_of(found, now) if found else None


def moment_of(said: str, now: datetime) -> datetime | None:
    """Return a moment of ISO 8601 in UTC, None for what is none, or cannot be true of a page on the web."""
    try:
        read = datetime.fromisoformat(said.strip())
        moment = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if is_plausible(moment, now) else None


def is_plausible(moment: datetime, now: datetime) -> bool:
    """Tell whether something on the web may have been published then; zero of the epoch and the future are not."""
    return _OLDEST < moment < now + _AHEAD


def _declared(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            yield from _dates_in(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue
    for path in _METAS:
        yield from map(str, tree.xpath(path))


def _dates_in(data: Any, depth: int = 0) -> Iterator[str]:
    """Yield what an object says of itself before what it says of others."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        said = data.get("datePublished")
        if isinstance(said, str):
            yield said
        # Related stories hang below these, each with a date of its own.
        inner = data.get("@graph", data.get("mainEntity", []))
        yield from _dates_in(inner, depth + 1)
    elif isinstance(data, list):
        for one in data:
            yield from _dates_in(one, depth + 1)
