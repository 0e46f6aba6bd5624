from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from feed_desk import Broker, Desk, OpenFetcher
from loopback_site import Site, running_site

from stancewire.feeds.state import FeedState
from stancewire.feeds.web.addresses import AddressGuard
from stancewire.feeds.web.fetch import Fetcher, Manners

MANNERS = Manners("stancewire/test", pause_s=0.0, timeout_s=5.0, backoff_s=0.01, patience_s=2.0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with FeedState(tmp_path / "feeds.sqlite", 0) as state:
        yield Desk(Broker(), state)


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def open_fetcher() -> OpenFetcher:
    """Open a fetcher with the tests' manners, or others where given; it may ask loopback unless told otherwise."""

    @asynccontextmanager
    async def opened(
        *, allow_private: bool = True, received: Callable[[int], None] = lambda _: None, **manners: Any
    ) -> AsyncIterator[Fetcher]:
        async with Fetcher(replace(MANNERS, **manners), AddressGuard(allow_private), received) as fetcher:
            yield fetcher

    return opened
