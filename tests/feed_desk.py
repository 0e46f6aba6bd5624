"""A broker and a desk for the tests of feeds: what was taken, what was told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from stancewire.errors import Unreachable
from stancewire.feeds.courier import Courier
from stancewire.feeds.files import BadLine, FeedMessage
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.producer import Report
from stancewire.feeds.producer import Sent as Acknowledged
from stancewire.feeds.state import FeedState
from stancewire.feeds.web.fetch import Fetcher
from stancewire_schemas import RawArticleV1

OpenFetcher = Callable[..., AbstractAsyncContextManager[Fetcher]]


@dataclass
class Broker:
    """Takes messages as a broker does; goes away after so many, or refuses one source."""

    taken: list[FeedMessage] = field(default_factory=list)
    away_after: int | None = None
    refuses: str | None = None

    def send_all(self, messages: Iterable[FeedMessage | BadLine], report: Report) -> None:
        """Take in order, and report each."""
        for message in messages:
            assert isinstance(message, FeedMessage)
            if self.away_after is not None and len(self.taken) >= self.away_after:
                raise Unreachable("no broker")
            if message.source == self.refuses:
                report(BadLine(message.source, "refused by the broker"))
                continue
            self.taken.append(message)
            report(Acknowledged(message, 0, len(self.taken) - 1))

    def articles(self) -> list[RawArticleV1]:
        """Return what was taken, in order."""
        return [RawArticleV1.from_bytes(message.value or b"") for message in self.taken]


@dataclass
class Desk:
    """A courier with what stands around it; `told` holds source, outcome and detail of each place."""

    broker: Broker
    state: FeedState
    told: list[tuple[str, Outcome, str]] = field(default_factory=list)

    @property
    def courier(self) -> Courier:
        """Return a courier that tells the desk."""
        return Courier(self.broker, self.state, self._tell)

    def outcomes(self) -> list[Outcome]:
        """Return the outcomes told since the last call, sorted."""
        found = sorted(outcome for _, outcome, _ in self.told)
        self.told.clear()
        return found

    def _tell(self, finding: Finding, outcome: Outcome, detail: str) -> None:
        is_hindered = outcome in {Outcome.FAILED, Outcome.REFUSED}
        assert is_hindered == (finding.why is not None), (
            "what was refused or has failed says why, nothing else does"
        )
        if finding.is_counted:
            self.told.append((finding.source, outcome, detail))
