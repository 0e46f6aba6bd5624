"""The raw article of a page: whose id it has, and what fills the gaps that the page leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from courlan import normalize_url
from yarl import URL

from stancewire.core.ids import content_id
from stancewire.feeds.web.page import Page
from stancewire_schemas import RawArticleV1

_COPIES: Final = ("www.", "m.", "mobile.", "amp.")
_AMP: Final = frozenset({"amp", "amp.html"})


@dataclass(frozen=True, slots=True)
class Lead:
    """What led to a page, and what it said of it. `mark` differs when the lead says something new."""

    url: str
    mark: str = ""
    title: str | None = None
    publisher: str | None = None
    published_at: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


def web_article(page: Page, url: str, lead: Lead) -> RawArticleV1:
    """Return the article of a page that stood at `url`. The page wins over the lead, and the lead over the host."""
    address = address_of(page, url)
    return RawArticleV1(
        id=id_of(address),
        text=page.text,
        url=address[:4096],
        publisher=(page.publisher or lead.publisher or _site(address) or "")[:256] or None,
        title=(page.title or lead.title or "")[:2048] or None,
        published_at=page.published_at or lead.published_at,
        language=(page.language or lead.language or "")[:35] or None,
        authors=page.authors or lead.authors,
    )


def file_article(page: Page, article_id: str) -> RawArticleV1:
    """Return the article of a page that lay in a file, under the file's id: its canonical URL is only carried."""
    return RawArticleV1(
        id=article_id,
        text=page.text,
        url=page.canonical[:4096] if page.canonical else None,
        publisher=(page.publisher or "")[:256] or None,
        title=(page.title or "")[:2048] or None,
        published_at=page.published_at,
        language=page.language,
        authors=page.authors,
    )


def id_of(url: str) -> str:
    """Return the id of the article at a URL; scheme, case of the host, tracking and fragment do not count."""
    return content_id("url", normalized(url).partition("://")[2])


def normalized(url: str) -> str:
    """Return one spelling of a URL, without tracking and fragment."""
    try:
        return normalize_url(url.partition("#")[0])
    except (ValueError, AttributeError):
        return url


def address_of(page: Page, url: str) -> str:
    """Return the page's canonical URL where it can be believed, else the URL that it stood at.

    Pages name their home, a section or another site as canonical; believed, each article would end the last one.
    """
    canonical = page.canonical
    if canonical and _site(canonical) == _site(url) and _name(canonical) == _name(url) is not None:
        return normalized(canonical)
    return normalized(url)


def _site(url: str) -> str | None:
    try:
        host = URL(url).host or ""
    except ValueError:
        return None
    for prefix in _COPIES:
        host = host.removeprefix(prefix)
    return host or None


def _name(url: str) -> tuple[str, str] | None:
    """Return the last part of the path, and the query that may tell articles apart; None where there is no path."""
    try:
        parsed = URL(normalized(url))
    except ValueError:
        return None
    parts = [part for part in parsed.parts if part not in {"/", ""} and part.lower() not in _AMP]
    return (parts[-1].lower(), parsed.query_string) if parts else None
