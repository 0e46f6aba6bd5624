"""One round over feeds or lists: look at all that is due, and hand over what is found while it is found."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.state import Look
from stancewire.feeds.web.addresses import Refused
from stancewire.feeds.web.answers import Document, FetchFailed, Unchanged, Validators
from stancewire.feeds.web.article import Lead, normalized
from stancewire.feeds.web.entries import Entry, entries_of
from stancewire.feeds.web.page import is_prose, text_of_fragment
from stancewire.feeds.web.visits import Visitor
from stancewire.feeds.why import Why

LARGEST_FEED: Final = 10_000_000
VISITS_AT_ONCE: Final = 200
"""Visits of a list that may wait for their hosts; more would only fill memory."""

TextFrom = Literal["auto", "feed", "page"]
Put = Callable[[Finding], Awaitable[None]]
Looked = Callable[[str, bool], None]
"""Hears of each feed whether it could be read."""


@dataclass(frozen=True, slots=True)
class FeedRound:
    """One look at each of some feeds, and at what they list; each page once, however many feeds list it.

    That a feed was seen is told behind all that it listed, and only when none of it has to be tried again.
    """

    visitor: Visitor
    put: Put
    text_from: TextFrom = "auto"
    looked: Looked = lambda *_: None
    _visits: dict[str, asyncio.Task[Finding]] = field(default_factory=dict)

    async def look(self, urls: Iterable[str]) -> None:
        """Look at all feeds at once; their hosts set the pace."""
        async with asyncio.TaskGroup() as group:
            for url in dict.fromkeys(urls):
                group.create_task(self._feed(url))

    async def _feed(self, url: str) -> None:
        before = self.visitor.state.look_at(url)
        known = Validators(before.etag, before.modified) if before else Validators()
        try:
            document = await self.visitor.fetcher.get(url, LARGEST_FEED, known)
        except Unchanged:
            self.looked(url, True)
            return
        except (Refused, FetchFailed) as failed:
            await self._unread(url, str(failed), failed.why)
            return
        entries = await asyncio.to_thread(entries_of, document, datetime.fromtimestamp(self.visitor.clock(), UTC))
        if entries is None:
            await self._unread(url, "no RSS or Atom feed", Why.NO_FEED)
            return
        self.looked(url, True)
        if await self._entries(entries):
            await self.put(self._seen(url, document))

    async def _unread(self, url: str, reason: str, why: Why) -> None:
        self.looked(url, False)
        await self.put(Finding(url, None, Outcome.FAILED, reason, why=why))

    async def _entries(self, entries: Iterable[Entry]) -> bool:
        """Hand over what each entry leads to; tell whether all of it is settled."""
        async with asyncio.TaskGroup() as group:
            for entry in entries:
                address = normalized(entry.lead.url)
                if address not in self._visits:
                    self._visits[address] = group.create_task(self._entry(entry))
            listed = [self._visits[normalized(entry.lead.url)] for entry in entries]
        return all([(await visit).is_settled for visit in listed])

    async def _entry(self, entry: Entry) -> Finding:
        finding = await self._finding(entry)
        await self.put(finding)
        return finding

    async def _finding(self, entry: Entry) -> Finding:
        if entry.markup and self.text_from != "page":
            if self.visitor.is_fresh(entry.lead):
                return Finding(entry.lead.url)
            text = await asyncio.to_thread(text_of_fragment, entry.markup)
            if is_prose(text):
                return self.visitor.given(entry.lead, text)
        if self.text_from == "feed":
            return Finding(entry.lead.url, None, Outcome.EMPTY, "the feed gives no full text")
        return await self.visitor.visit(entry.lead)

    def _seen(self, url: str, document: Document) -> Finding:
        said = document.validators
        look = Look(url, said.etag, said.modified, "", int(self.visitor.clock()))
        return Finding(url, facts=(look,), is_counted=False)


async def list_round(leads: Iterable[Lead | Finding], visitor: Visitor, put: Put) -> None:
    """Visit the page of each lead once; findings among the leads are handed on."""
    free = asyncio.Semaphore(VISITS_AT_ONCE)
    seen: set[str] = set()

    async def one(lead: Lead) -> None:
        try:
            await put(await visitor.visit(lead))
        finally:
            free.release()

    async with asyncio.TaskGroup() as group:
        for lead in leads:
            if isinstance(lead, Finding):
                await put(lead)
            elif normalized(lead.url) not in seen:
                seen.add(normalized(lead.url))
                await free.acquire()
                group.create_task(one(lead))
