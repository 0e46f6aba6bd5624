"""Asks hosts for documents, politely: robots.txt, one at a time a host, pauses, limits, patience with the busy."""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final, Self

import aiohttp
from yarl import URL

from stancewire.feeds.web.addresses import AddressGuard, GuardedResolver, Refused
from stancewire.feeds.web.answers import Busy, Document, FetchFailed, Unchanged, Validators, seconds_told
from stancewire.feeds.web.pace import HostPace
from stancewire.feeds.web.robots import LARGEST_ROBOTS, ROBOT, Robots
from stancewire.feeds.why import Why

REDIRECTS: Final = 5
_CHUNK: Final = 65_536
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are asked: seconds, bytes, tries."""

    agent: str
    pause_s: float = 2.0
    timeout_s: float = 30.0
    tries: int = 3
    backoff_s: float = 2.0
    patience_s: float = 120.0
    at_once: int = 16


class Fetcher:
    """One client for all hosts; `received` hears the size of each document. Use as an async context manager."""

    def __init__(
        self, manners: Manners, guard: AddressGuard, received: Callable[[int], None] = lambda _: None
    ) -> None:
        self._received = received
        self._manners = manners
        self._guard = guard
        self._pace = HostPace(manners.pause_s, manners.at_once)
        self._robots = Robots(self._read_robots)

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=GuardedResolver(self._guard), limit=self._manners.at_once),
            timeout=aiohttp.ClientTimeout(total=self._manners.timeout_s),
            headers={"User-Agent": self._manners.agent},
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def get(self, url: str, limit: int, validators: Validators | None = None) -> Document:
        """Return the document of a URL, of at most `limit` bytes.

        Raise Unchanged where the validators still hold, Refused where it may not be fetched, else FetchFailed. Who
        is busy is asked again with growing pauses, or when he says, `tries` times in all.
        """
        checked = self._guard.check(url)
        return await self._patiently(checked, limit, validators or Validators(), asks_robots=True)

    async def _read_robots(self, url: URL) -> bytes:
        return (await self._patiently(url, LARGEST_ROBOTS, Validators(), asks_robots=False)).body

    async def _patiently(self, url: URL, limit: int, validators: Validators, *, asks_robots: bool) -> Document:
        for number in range(self._manners.tries):
            try:
                return await self._follow(url, limit, validators, asks_robots=asks_robots)
            except Busy as busy:
                pause = self._pause(number, busy)
                if number + 1 == self._manners.tries or pause > self._manners.patience_s:
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _pause(self, number: int, busy: Busy) -> float:
        if busy.wait_s is not None:
            return busy.wait_s
        return self._manners.backoff_s * (1 << number) * random.uniform(0.5, 1.5)  # noqa: S311  # it guards nothing

    async def _follow(self, url: URL, limit: int, validators: Validators, *, asks_robots: bool) -> Document:
        for _ in range(REDIRECTS + 1):
            pause = 0.0
            if asks_robots:
                rules = await self._robots.rules(url)
                rules.check(url)
                pause = rules.pause_s()
            if self._pace.wait_of(str(url.host)) > self._manners.patience_s:
                raise Busy("the host asked to be left alone for longer")
            async with self._pace.turn(str(url.host), pause), self._asked(url, validators) as response:
                if response.status not in _MOVED:
                    return await self._document(url, response, limit)
                target = response.headers.get("Location")
            url = self._guard.check(self._joined(url, target))
        raise FetchFailed(f"more than {REDIRECTS} redirects", Why.REDIRECT, is_lasting=True)

    @staticmethod
    def _joined(url: URL, target: str | None) -> URL:
        if not target:
            raise FetchFailed("a redirect to nowhere", Why.REDIRECT, is_lasting=True)
        try:
            return url.join(URL(target))
        except ValueError:
            raise Refused("a redirect to no URL") from None

    @asynccontextmanager
    async def _asked(self, url: URL, validators: Validators) -> AsyncIterator[aiohttp.ClientResponse]:
        try:
            async with self._session.get(url, headers=validators.headers(), allow_redirects=False) as response:
                yield response
        except TimeoutError:
            raise Busy(f"no answer within {self._manners.timeout_s:g} s", Why.UNREACHABLE) from None
        except (aiohttp.ClientConnectorCertificateError, ssl.SSLError):
            raise FetchFailed("its certificate is not valid", Why.CERTIFICATE, is_lasting=False) from None
        except aiohttp.ClientConnectorError as absent:
            reason = f"cannot be reached: {absent.os_error.strerror or absent.os_error}"
            raise Busy(reason, Why.UNREACHABLE) from None
        except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError):
            raise Refused("no URL") from None
        except (aiohttp.ClientError, OSError, ValueError) as broken:
            raise Busy(f"the answer broke off: {type(broken).__name__}", Why.UNREACHABLE) from None

    async def _document(self, url: URL, response: aiohttp.ClientResponse, limit: int) -> Document:
        status = response.status
        if status == HTTPStatus.NOT_MODIFIED and _was_conditional(response):
            raise Unchanged
        if status in _BUSY:
            raise self._busy(url, response)
        if status != HTTPStatus.OK:
            raise FetchFailed(f"status {status}", Why.STATUS, is_lasting=True)
        body = await _read(response, limit)
        self._received(len(body))
        headers = response.headers
        said = Validators(headers.get("ETag"), headers.get("Last-Modified"))
        return Document(str(url), body, response.content_type, response.charset, said)

    def _busy(self, url: URL, response: aiohttp.ClientResponse) -> Busy:
        wait = seconds_told(response.headers.get("Retry-After"), datetime.now(UTC))
        if wait is not None:
            self._pace.hold(str(url.host), wait)
        return Busy(f"status {response.status}", wait_s=wait)


def _was_conditional(response: aiohttp.ClientResponse) -> bool:
    asked = response.request_info.headers
    return "If-None-Match" in asked or "If-Modified-Since" in asked


async def _read(response: aiohttp.ClientResponse, limit: int) -> bytes:
    too_large = FetchFailed(f"larger than {limit} bytes", Why.TOO_LARGE, is_lasting=True)
    if (response.content_length or 0) > limit:
        raise too_large
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > limit:
            raise too_large
    return bytes(body)


def agent_of(version: str, contact: str | None) -> str:
    """Return how the robot names itself: name, version, and where its keeper can be asked."""
    return f"{ROBOT}/{version}" + (f" (+{contact})" if contact else "")
