"""Visits to pages that a feed or a list leads to, each at most once in a round and not again before its time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.state import FeedState, Look
from stancewire.feeds.web.addresses import Refused
from stancewire.feeds.web.answers import Document, FetchFailed, Unchanged, Validators
from stancewire.feeds.web.article import Lead, normalized, web_article
from stancewire.feeds.web.fetch import Fetcher
from stancewire.feeds.web.page import Page, read_page

LARGEST_PAGE: Final = 5_000_000
PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "application/octet-stream"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Looks at pages. A page seen within `recheck_s` is left alone unless its lead says something new."""

    fetcher: Fetcher
    state: FeedState
    recheck_s: float
    clock: Callable[[], float] = time.time

    async def visit(self, lead: Lead) -> Finding:
        """Return what a page holds, or why nothing. What is remembered of it is among the facts."""
        if self.is_fresh(lead):
            return Finding(lead.url)
        before = self.state.look_at(normalized(lead.url))
        known = Validators(before.etag, before.modified) if before else Validators()
        try:
            document = await self.fetcher.get(lead.url, LARGEST_PAGE, known)
        except Unchanged:
            return Finding(lead.url, facts=(self._look(lead, known),))
        except Refused as refused:
            return Finding(lead.url, None, Outcome.REFUSED, str(refused), (self._look(lead),), why=refused.why)
        except FetchFailed as failed:
            facts = (self._look(lead),) if failed.is_lasting else ()
            return Finding(lead.url, None, Outcome.FAILED, str(failed), facts, why=failed.why)
        return await self._read(lead, document)

    def is_fresh(self, lead: Lead) -> bool:
        """Tell whether the last look is so young, and its lead so much the same, that another is not worth it."""
        before = self.state.look_at(normalized(lead.url))
        return before is not None and before.mark == lead.mark and self.clock() - before.at < self.recheck_s

    async def _read(self, lead: Lead, document: Document) -> Finding:
        facts = (self._look(lead, document.validators),)
        if document.media_type not in PAGES:
            return Finding(lead.url, None, Outcome.EMPTY, f"no page but {document.media_type}", facts)
        now = datetime.fromtimestamp(self.clock(), UTC)
        # Off the loop: other hosts' answers should not wait for a long page.
        page = await asyncio.to_thread(read_page, document.body, now, document.url, document.charset)
        if page is None:
            return Finding(lead.url, None, Outcome.EMPTY, "no article text", facts)
        return Finding(lead.url, web_article(page, document.url, lead), facts=facts)

    def given(self, lead: Lead, text: str) -> Finding:
        """Return the article whose text the feed itself gives."""
        return Finding(lead.url, web_article(Page(text), lead.url, lead), facts=(self._look(lead),))

    def _look(self, lead: Lead, validators: Validators | None = None) -> Look:
        told = validators or Validators()
        return Look(normalized(lead.url), told.etag, told.modified, lead.mark, int(self.clock()))
