"""The metrics of one feed, as their cards describe them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from yarl import URL

from stancewire.feeds import cards
from stancewire.feeds.findings import Finding, Outcome
from stancewire.stream.card_metrics import CardMetrics
from stancewire.stream.metric_card import MetricCard
from stancewire.stream.metric_cards import FEED


class FeedMetrics(CardMetrics):
    """Counts what a feed does. `sources` are the feeds that it was told to read, none for a list."""

    def __init__(
        self, sources: Iterable[str], interval_s: float | None, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(FEED, cards.FEED_METRICS)
        self._clock = clock
        self._failing: set[str] = set()
        named = set(sources)
        self._set(cards.SOURCES, len(named))
        self._set(cards.FAILING, 0)
        self._set(cards.ROUND, clock())
        if interval_s is not None:
            self._set(cards.INTERVAL, interval_s)
        for url in named:
            self.gauges[cards.SUCCESS].labels(FEED, _host(url)).set(clock())

    def settled(self, finding: Finding, outcome: Outcome) -> None:
        """Count a place whose outcome stands."""
        self.counters[cards.PLACES].labels(FEED, cards.OUTCOMES[outcome]).inc()
        if finding.why is not None:
            self.counters[cards.FAILURES].labels(FEED, finding.why).inc()
        if finding.article is not None and outcome in {Outcome.SENT, Outcome.CHANGED}:
            self.counters[cards.SENT].labels(FEED).inc(len(finding.article.to_bytes()))

    def received(self, size: int) -> None:
        """Count the bytes of one answer."""
        self.counters[cards.RECEIVED].labels(FEED).inc(size)

    def looked(self, source: str, is_read: bool) -> None:
        """Note whether a feed could be read; one that has nothing new was read."""
        if is_read:
            self._failing.discard(source)
            self.gauges[cards.SUCCESS].labels(FEED, _host(source)).set(self._clock())
        else:
            self._failing.add(source)
        self._set(cards.FAILING, len(self._failing))

    def round_ended(self) -> None:
        """Note the end of a round."""
        self._set(cards.ROUND, self._clock())

    def _set(self, card: MetricCard, value: float) -> None:
        self.gauges[card].labels(FEED).set(value)


def _host(url: str) -> str:
    try:
        return URL(url).host or "none"
    except ValueError:
        return "none"
