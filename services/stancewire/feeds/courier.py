"""Brings findings to the broker, and remembers each only when the broker has it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from stancewire.core.ids import sha256_hex
from stancewire.errors import UserError
from stancewire.feeds.files import BadLine, FeedMessage
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.producer import Report as Settle
from stancewire.feeds.producer import Sent as Acknowledged
from stancewire.feeds.state import Fact, FeedState, Sent
from stancewire.feeds.why import Why
from stancewire_schemas import topics

Report = Callable[[Finding, Outcome, str], None]


class Sender(Protocol):
    """What an ArticleProducer does."""

    def send_all(self, messages: Iterable[FeedMessage], report: Settle) -> None:
        """Send in order, and report each in order once the broker has said its word."""


@dataclass(frozen=True, slots=True)
class _Parcel:
    finding: Finding
    outcome: Outcome
    detail: str
    message: FeedMessage | None = None
    facts: tuple[Fact, ...] = ()


class Courier:
    """Sends what is new, tells each outcome by `report`, and writes the state behind the broker's word.

    What was sent when the process is killed before the state is written is sent again, byte for byte: one batch at
    most.
    """

    def __init__(self, sender: Sender, state: FeedState, report: Report) -> None:
        self._sender = sender
        self._state = state
        self._report = report

    def deliver(self, findings: Iterable[Finding]) -> None:
        """Deliver in order and return when all is acknowledged and remembered.

        Raise Unreachable when the broker stays away, UserError when it refuses; what it took before is remembered.
        """
        parcels = self._packed(findings)
        messages = [parcel.message for parcel in parcels if parcel.message]
        words: list[Acknowledged | BadLine] = []
        try:
            self._sender.send_all(messages, words.append)
        finally:
            self._remember(parcels, words)
        for word in words:
            if isinstance(word, BadLine):
                raise UserError(f"{word.source}: {word.error}", exit_code=3)

    def _packed(self, findings: Iterable[Finding]) -> list[_Parcel]:
        in_batch: dict[str, str] = {}
        return [self._parcel(finding, in_batch) for finding in findings]

    def _parcel(self, finding: Finding, in_batch: dict[str, str]) -> _Parcel:
        article = finding.article
        if article is None:
            return _Parcel(finding, finding.outcome, finding.detail, facts=finding.facts)
        value, content = article.to_bytes(), sha256_hex(article.text.encode())
        known = in_batch.get(article.id) or self._state.content_of(article.id)
        if known == content:
            return _Parcel(finding, Outcome.KNOWN, "", facts=finding.facts)
        if len(value) > topics.RAW.max_message_bytes - _ROOM:
            too_large = replace(finding, why=Why.TOO_LARGE)
            return _Parcel(too_large, Outcome.FAILED, "larger than a message may be", facts=finding.facts)
        in_batch[article.id] = content
        outcome = Outcome.CHANGED if known else Outcome.SENT
        message = FeedMessage(article.id.encode(), value, finding.source)
        facts = (Sent(article.id, content, int(time.time())), *finding.facts)
        return _Parcel(finding, outcome, "", message, facts)

    def _remember(self, parcels: Sequence[_Parcel], words: list[Acknowledged | BadLine]) -> None:
        """Remember up to the first that is not acknowledged: a place in a file must not pass over it."""
        left, settled = iter(words), list[_Parcel]()
        for parcel in parcels:
            if parcel.message and not isinstance(next(left, None), Acknowledged):
                break
            settled.append(parcel)
        self._state.commit(fact for parcel in settled for fact in parcel.facts)
        for parcel in settled:
            self._report(parcel.finding, parcel.outcome, parcel.detail)


_ROOM = 1_024
"""Bytes of a message that its key and headers take."""
