"""What an RSS or Atom document lists."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any, Final

import feedparser

from stancewire.core.ids import content_id
from stancewire.feeds.web.answers import Document
from stancewire.feeds.web.article import Lead
from stancewire.feeds.web.markup import one_line
from stancewire.feeds.web.moments import is_plausible

MOST_ENTRIES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed article: what leads to its page, and the feed's own HTML where it gives more than a summary."""

    lead: Lead
    markup: str = ""


def entries_of(document: Document, now: datetime) -> tuple[Entry, ...] | None:
    """Return the entries in the order listed, None where the document is no feed.

    Malformed XML is read as far as it can be. Nothing is fetched, and no entity of the document is followed.
    """
    headers = {"content-type": document.media_type, "content-location": document.url}
    if document.charset:
        headers["content-type"] += f"; charset={document.charset}"
    # A stream, for a string would be opened as a file or a URL.
    parsed = feedparser.parse(io.BytesIO(document.body), response_headers=headers)
    if not parsed.get("version"):
        return None
    feed = parsed.get("feed", {})
    found = (_entry(entry, feed, now) for entry in parsed.entries[:MOST_ENTRIES])
    return tuple(entry for entry in found if entry is not None)


def _entry(entry: dict[str, Any], feed: dict[str, Any], now: datetime) -> Entry | None:
    url = str(entry.get("feedburner_origlink") or entry.get("link") or "").strip()
    if not url:
        return None
    markup = "\n".join(str(part.get("value", "")) for part in entry.get("content", ()))
    # Its own `get` gives one moment for the other, with a warning.
    told = (dict.get(entry, name) for name in ("title", "summary", "published", "updated"))
    source = entry.get("source") or {}
    lead = Lead(
        url=url,
        mark=content_id(*(str(one) if one else None for one in told), markup),
        title=one_line(entry.get("title")),
        publisher=one_line(source.get("title") or feed.get("title")),
        published_at=_moment(dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed"), now),
        authors=tuple(filter(None, (one_line(author.get("name")) for author in entry.get("authors", ())))),
        language=one_line(feed.get("language")),
    )
    return Entry(lead, markup)


def _moment(parsed: struct_time | None, now: datetime) -> datetime | None:
    """Return the moment that feedparser gives in UTC, where it can be true."""
    if parsed is None:
        return None
    try:
        moment = datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:
        return None
    return moment if is_plausible(moment, now) else None
