"""An article out of a page: its paragraphs, and what the page says of itself. No network, no clock."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from stancewire.core.text import plain
from stancewire.feeds.web.markup import clean, decoded, one_line, tree_of
from stancewire.feeds.web.moments import published_in

# It warns of every page that has no article; that is told where it is counted.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

LEAST_PROSE: Final = 140
"""Characters in paragraphs that end as sentences do; fewer make no article but a menu, a notice or a list."""

_SPACES: Final = re.compile(r"[^\S\n]+")
_SENTENCE_ENDS: Final = tuple(".!?…。！？।؟")
_CLOSING: Final = "\"'”’»›)]」』 "
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}\Z")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. Newlines part the paragraphs of `text`; `canonical` is the page's own word on its URL."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    language: str | None = None
    canonical: str | None = None
    publisher: str | None = None


def read_page(raw: bytes, now: datetime, url: str | None = None, charset: str | None = None) -> Page | None:
    """Return the article of a page, None where it has none. Never fails on bytes, whatever they are.

    `now` bounds what may be believed of a date; `charset` is what the host says, and is not believed blindly.
    """
    tree = tree_of(decoded(raw, charset))
    if tree is None:
        return None
    found = _extracted(tree, url)
    if found is None or not is_prose(found.text or ""):
        return None
    title = one_line(found.title)
    return Page(
        text=_without_title(_paragraphs(found.text), title),
        title=title,
        authors=tuple(filter(None, map(one_line, (found.author or "").split(";")))),
        published_at=published_in(tree, url, now),
        language=_language(tree),
        canonical=found.url,
        publisher=one_line(found.sitename),
    )


def text_of_fragment(markup: str) -> str:
    """Return the paragraphs of a piece of HTML that is all article, such as a feed's own full text."""
    tree = tree_of(f"<html><body><article>{markup}</article></body></html>")
    found = None if tree is None else _extracted(tree, None)
    return "" if found is None else _paragraphs(found.text or "")


def is_prose(text: str) -> bool:
    """Tell whether a text is long enough to be an article, counting only paragraphs that end as sentences do."""
    lines = (line.rstrip(_CLOSING) for line in text.splitlines())
    return sum(len(line) for line in lines if line.endswith(_SENTENCE_ENDS)) >= LEAST_PROSE


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    title: str | None
    author: str | None
    url: str | None
    sitename: str | None


def _extracted(tree: HtmlElement, url: str | None) -> _Found | None:
    try:
        found = bare_extraction(tree, url=url, include_comments=False, include_tables=False, with_metadata=True)
    except Exception:  # noqa: BLE001  # pages are anybody's; what breaks on one must not end the feed
        return None
    if found is None or isinstance(found, dict):
        return None
    # Where the page names no publisher, it gives the host.
    host = urlsplit(found.url or "").netloc.removeprefix("www.")
    sitename = None if found.sitename == host else found.sitename
    return _Found(found.text or "", found.title, found.author, found.url, sitename)


def _paragraphs(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in clean(text).splitlines())
    return "\n".join(line for line in lines if line)


def _without_title(text: str, title: str | None) -> str:
    """Return the text without a first line that only repeats the title, which is carried beside it."""
    first, _, rest = text.partition("\n")
    return rest if title and rest and plain(first) == plain(title) else text


def _language(tree: HtmlElement) -> str | None:
    said = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    return said.replace("_", "-") if _LANGUAGE.match(said) else None
